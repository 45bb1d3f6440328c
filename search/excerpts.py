"""A piece of a text around the words that were asked for, the words marked in whatever form they stand there."""

import re
from collections.abc import Iterator

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from community.core.text.lemmas import lemmatiser
from search.text.terms import term, text_words, word_terms

LENGTH = 220
# So much of a long text is looked through for the best piece.
LOOKED_THROUGH = 20_000
_TOKEN = re.compile(r"[^\W_]+(?:['’ʼ`´\u0301\u00ad-][^\W_]+)*")
_BEGINNING = 2
_ONE_LETTER = str.maketrans("ґїєыэ", "гієіе")

Span = tuple[int, int]


class Marker:
    """Marks the words of one question in texts."""

    def __init__(self, terms: frozenset[str]) -> None:
        self._terms = terms
        # Most words of a text begin otherwise than any that was asked for: their lemmas need not be known.
        self._beginnings = {term[:_BEGINNING].translate(_ONE_LETTER) for term in terms}

    def marked(self, text: str) -> SafeString:
        """The whole text, escaped, with its words marked."""
        return _with_marks(text, 0, len(text), list(self._spans(text)))

    def excerpt(self, lead: str, body: str) -> SafeString:
        """The start of the lead if it says what was asked or nothing does; else a piece of the body that does."""
        text = " ".join(lead.split())
        spans = list(self._spans(text[:LENGTH]))
        if not spans and (inner := " ".join(body[:LOOKED_THROUGH].split())):
            found = list(self._spans(inner))
            if found or not text:
                text, spans = inner, found
        start = _start(text, spans)
        end = _end(text, start)
        before, after = "… " if start else "", "…" if end < len(text) else ""
        return mark_safe(before + _with_marks(text, start, end, spans) + after)  # noqa: S308 - every piece is escaped

    def _spans(self, text: str) -> Iterator[Span]:
        for found in _TOKEN.finditer(text):
            if self._is_asked(found[0]):
                yield found.span()

    def _is_asked(self, token: str) -> bool:
        if token[:_BEGINNING].lower().translate(_ONE_LETTER) not in self._beginnings and len(token) > _BEGINNING:
            return False
        return any(not self._terms.isdisjoint(word_terms(word)) for word in text_words(token))


def as_written(asked: str, text: str) -> str:
    """The term ``asked`` with the apostrophe or hyphen that the text writes it with; empty when it is not there."""
    for word in text_words(text[:LOOKED_THROUGH]):
        if word[0] == asked[0] and asked in word_terms(word):
            for spelling in (word, *sorted(lemmatiser().lemmas(word))):
                if term(spelling) == asked:
                    return spelling
    return ""


def _start(text: str, spans: list[Span]) -> int:
    """Where the piece with the most marked words begins, at a word."""
    if not spans or spans[0][1] < LENGTH:
        return 0
    best = max(spans, key=lambda span: (sum(span[0] <= other[0] < span[0] + LENGTH * 0.7 for other in spans), -span[0]))
    return text.rfind(" ", 0, max(best[0] - LENGTH // 4, 0)) + 1


def _end(text: str, start: int) -> int:
    if len(text) <= start + LENGTH:
        return len(text)
    end = text.rfind(" ", start, start + LENGTH)
    return end if end > start else start + LENGTH


def _with_marks(text: str, start: int, end: int, spans: list[Span]) -> SafeString:
    pieces, place = [], start
    for begin, stop in spans:
        if begin >= start and stop <= end:
            pieces += [conditional_escape(text[place:begin]), f"<mark>{conditional_escape(text[begin:stop])}</mark>"]
            place = stop
    pieces.append(conditional_escape(text[place:end]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped above

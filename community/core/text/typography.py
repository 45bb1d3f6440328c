"""Quotation marks, dashes and apostrophes as Ukrainian has them, put right when a page is saved.

Every rule leaves less for the rules to do, so a text is gone over until nothing changes: what is right stays so.
"""

import re

# Stand for what is not prose while the rules work; a text that holds them already keeps them by the same way.
_TAG, _ADDRESS = "\ue001", "\ue000"
_TAGS = re.compile(rf"<code\b.*?</code>|<[^>]*>|{_TAG}", re.DOTALL)
_ADDRESSES = re.compile(
    rf"(?:https?://|www\.)[^\s\"«»“”{_TAG}]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    rf"|[\w.-]+\.(?:ua|com|org|net|eu)(?!\w)(?:/[^\s\"«»“”{_TAG}]*)?|{_ADDRESS}"
)
# These part a text into lines; other tags stand within one.
_LINE_TAG = re.compile(r"(</?(?:p|h[1-6]|ul|ol|li|blockquote|br|hr|embed)\b[^>]*>)")
# As the editor stores them; what else is escaped stays escaped.
_ENTITIES = {"&quot;": '"', "&#x27;": "'", "&#39;": "'", "&nbsp;": "\u00a0"}

_OPENS, _CLOSES = rf"(?<![^\s(\[«„—–{_TAG}-])", rf"(?![^\s.,;:!?…)\]»“—–{_TAG}-])"
_RULES = (
    (re.compile(rf'{_OPENS}"(?=[^\s"])([^"\n]*)(?<=[^\s"])"{_CLOSES}'), r"«\1»"),
    (re.compile(rf"{_OPENS}“(?=\S)([^„“”\n]*)(?<=\S)”{_CLOSES}"), r"«\1»"),
    (re.compile(r"(?<=[^\W\d_])['`´‘ʼ](?=[^\W\d_])"), "’"),
    (re.compile(r"(?<=\S)([ \u00a0])--?(?=[ \u00a0]\S)"), r"\1—"),
    (re.compile(r"(?<=[^\W\d_])--(?=[^\W\d_])"), " — "),
)


def tidy_text(text: str) -> str:
    """Plain text with «лапками», тире — and apostrophes ’; addresses in it stay as they are."""
    marked, originals = _set_aside(re.compile(_TAG), _TAG, text)
    return _put_back(_TAG, _tidied(marked), originals)


def tidy_html(html: str) -> str:
    """Rich text, tidied line by line: tags, attributes and code stay as they are."""
    pieces = _LINE_TAG.split(html)
    return "".join(piece if number % 2 else _tidy_line(piece) for number, piece in enumerate(pieces))


def _tidy_line(line: str) -> str:
    marked, tags = _set_aside(_TAGS, _TAG, line)
    for entity, character in _ENTITIES.items():
        marked = marked.replace(entity, character)
    return _put_back(_TAG, _tidied(marked), tags)


def _tidied(text: str) -> str:
    text, addresses = _set_aside(_ADDRESSES, _ADDRESS, text)
    before = ""
    while before != text:
        before = text
        for rule, right in _RULES:
            text = rule.sub(right, text)
    return _put_back(_ADDRESS, text, addresses)


def _set_aside(what: re.Pattern[str], mark: str, text: str) -> tuple[str, list[str]]:
    return what.sub(mark, text), [match[0] for match in what.finditer(text)]


def _put_back(mark: str, text: str, originals: list[str]) -> str:
    remaining = iter(originals)
    return re.sub(mark, lambda _mark: next(remaining), text)

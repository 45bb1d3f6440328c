"""The words of the site, by which mistakes of a question are mended."""

from collections.abc import Iterable
from threading import Lock

from django.db.models import Max, Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.models import VocabularyTerm
from search.text.roots import opens_alike, roots
from search.text.sounds import sound

# How many related words stand in for one.
RELATED = 16
NEAREST = 4
BEGINNING = 4
# So many words are held in memory (about 80 bytes each), and no longer ones are compared.
HELD = 200_000
_LIKE = str.maketrans({"и": "і", "ї": "і", "й": "і", "є": "е", "ь": "", "х": "г", "щ": "ш"})


def known_terms(terms: Iterable[str]) -> set[str]:
    """Those of ``terms`` that the site uses; numbers always count as used."""
    asked = list(dict.fromkeys(terms))
    numbers = {term for term in asked if not term.isalpha()}
    return numbers | set(VocabularyTerm.objects.filter(term__in=asked).values_list("term", flat=True))


def sounding_alike(latin: str) -> list[str]:
    """Words of the site that a word in Latin letters may spell."""
    key = sound(latin)
    if not key:
        return []
    found = VocabularyTerm.objects.filter(sound=key).values_list("term", flat=True)[: RELATED * 2]
    return _closest(latin, [term for term in found if not term.isascii()])


def of_one_root(terms: Iterable[str]) -> list[str]:
    """Words of the site of the same root as any of ``terms``: nouns for verbs, with a prefix or without."""
    condition = Q()
    asked = list(terms)
    for term in asked:
        whole, bare = roots(term)
        if whole:
            condition |= Q(root=whole) | Q(bare_root=whole)
        if bare:
            condition |= Q(root=bare)
    if not condition:
        return []
    found = VocabularyTerm.objects.filter(condition).values_list("term", flat=True)[: RELATED * 8]
    return _closest(asked[0], [other for other in found if any(opens_alike(term, other) for term in asked)])


def beginning_with(word: str) -> list[str]:
    """Words of the site that begin with ``word``, the shortest first."""
    if len(word) < BEGINNING:
        return []
    found = VocabularyTerm.objects.filter(term__gte=word, term__lt=word + "\uffff")
    return sorted(found.values_list("term", flat=True)[: RELATED * 8], key=len)[:RELATED]


def nearest(word: str) -> list[str]:
    """Words of the site that differ by a slip of the finger or two, the likeliest first."""
    allowed = _allowed_slips(len(word))
    if not allowed or not word.isalpha():
        return []
    found = process.extract(word, _held_words(), scorer=OSA.distance, score_cutoff=allowed, limit=40)
    ranked = sorted((_slip(word, term, int(distance)), term) for term, distance, _ in found)
    return [term for slip, term in ranked if slip[0] <= ranked[0][0][0] + 0.25][:NEAREST]


def _allowed_slips(length: int) -> int:
    return 0 if length < 4 else 1 if length < 6 else 2 if length < 11 else 3


def _slip(word: str, term: str, distance: int) -> tuple[float, int]:
    """How far the two are: letters that sound alike are the nearest, first letters are seldom wrong."""
    heard = OSA.distance(word.translate(_LIKE), term.translate(_LIKE))
    far = 0.5 * distance + 0.5 * heard + (0.5 if word[0] != term[0] else 0)
    return far, abs(len(word) - len(term))


def _closest(word: str, terms: Iterable[str]) -> list[str]:
    return sorted(terms, key=lambda term: (OSA.distance(word, term), term))[:RELATED]


_held: list[str] = []
_last_held = 0
_holding = Lock()


def _held_words() -> list[str]:
    """Every word, read once; later only what has been added since."""
    global _last_held
    with _holding:
        newest = VocabularyTerm.objects.aggregate(last=Max("pk"))["last"] or 0
        if newest < _last_held:
            _held.clear()
            _last_held = 0
        if newest > _last_held and len(_held) < HELD:
            new = VocabularyTerm.objects.filter(pk__gt=_last_held).values_list("term", flat=True)
            _held.extend(new[: HELD - len(_held)])
        _last_held = newest
        return _held


def held_words_forget() -> None:
    """Read the words anew the next time: a rebuild has dropped some."""
    global _last_held
    with _holding:
        _held.clear()
        _last_held = 0

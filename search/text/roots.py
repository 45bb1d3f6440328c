"""Words of one root: «ремонт», «ремонтувати», «відремонтовано». A rough key, asked only when nothing exact is found."""

import re
from typing import NamedTuple

_SUFFIX_TEXT = """
    увати ювати овувати ування ювання овування увальний ювальний увальник ований йований овано ено
    ацій ація яція іція изація ізація ізувати изувати фікація фікувати аційний яційний кція ція ційний
    ення іння ання яння ити їти іти ати яти нути ти
    ений аний яний тий ський цький зький івський овський івка овка
    ність ість ство цтво ник ниця ниця івник льник альник альний яльний ильний ичний ічний
    ливий овий евий євий івний ивний ьний ний ній ень ня ок ик ка ець ач яч ар яр тель ище
    ство а я о е и і ї у ю ь й є
"""
_PREFIX_TEXT = "за від по пере перед об обо ви на роз розі під піді при до про з зі с у в не"
_SUFFIXES = sorted(_SUFFIX_TEXT.split(), key=len, reverse=True)
_PREFIXES = sorted(_PREFIX_TEXT.split(), key=len, reverse=True)
_REFLEXIVE = re.compile("(?:ся|сь)$")
_VOWELS = re.compile("[аеєиіїоуюяьй']")
_LAST = str.maketrans("жзчцтшс", "ггкккхх")
_ROOT_LETTERS = 3
_CONSONANTS = frozenset("бвгджзйклмнпрстфхцчшщ")


class Roots(NamedTuple):
    """The key of a word, and the one it has without a prefix (empty when it has none)."""

    whole: str
    bare: str


def roots(term: str) -> Roots:
    """The keys by which words of one root meet; both empty for what is too short or no Ukrainian word."""
    stem = _stem(_REFLEXIVE.sub("", term))
    return Roots(_key(stem), _key(_without_prefix(stem)))


def opens_alike(term: str, other: str) -> bool:
    """Whether two words of one key may be of one root: «праця» and «парк» have a vowel in different places."""
    return not _openings(term).isdisjoint(_openings(other))


def _openings(term: str) -> set[bool]:
    """Whether a vowel follows the first letter, with a prefix and without."""
    stem = _stem(_REFLEXIVE.sub("", term))
    return {bool(_VOWELS.match(part[1])) for part in (stem, _without_prefix(stem)) if len(part) > 1}


def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _ROOT_LETTERS:
            return word[: -len(suffix)]
    return word


def _without_prefix(stem: str) -> str:
    for prefix in _PREFIXES:
        rest = stem.removeprefix(prefix)
        # One letter is a prefix only before a consonant: «сплата», but «субсидія».
        if rest != stem and len(rest) >= _ROOT_LETTERS and (len(prefix) > 1 or rest[0] in _CONSONANTS):
            return rest
    return ""


def _key(stem: str) -> str:
    """Consonants, because vowels alternate (віз, возити), the last one by the letters it alternates with."""
    if len(stem) < _ROOT_LETTERS:
        return ""
    stem = stem.replace("дж", "д").replace("щ", "ст")
    consonants = _VOWELS.sub("", stem[1:])
    consonants = re.sub(r"(.)\1+", r"\1", consonants)
    if consonants.endswith("л") and len(consonants) > 2 and stem.endswith(("вл", "пл", "бл", "мл")):
        consonants = consonants[:-1]
    if len(consonants) < 2:
        # Too few to tell a root by: the stem as it is.
        return "=" + stem
    return stem[0] + consonants[:-1] + consonants[-1].translate(_LAST)

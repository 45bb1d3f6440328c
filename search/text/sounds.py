"""Ukrainian in Latin letters, by whatever habit: «subsydiia», «subsidiya», «subsidija» sound the same."""

import re

from community.core.text.transliteration import slugify_ukrainian

_FOLDS = [
    (re.compile(pattern), letter)
    for pattern, letter in (
        ("[^a-zščž]", ""),
        ("shch|sch|šč|xh", "q"),
        ("sh|š", "q"),
        ("ch|č", "w"),
        ("zh|ž", "ž"),
        ("ts|tz|c", "c"),
        ("kh|gh|h|x", "g"),
        ("[iyj]+(?=[aeou])", ""),
        ("[iyj]+", "i"),
        (r"(.)\1+", r"\1"),
    )
]
_ENDING = re.compile("[aeiou]+$")

# What a Latin spelling most likely stood for, the longest first.
_LETTERS = [
    ("shch", "щ"), ("sch", "щ"), ("iia", "ія"), ("iya", "ія"), ("ija", "ія"), ("yia", "ія"), ("iyu", "ію"),
    ("iiu", "ію"),
    ("zgh", "зг"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"),
    ("ya", "я"), ("ia", "я"), ("ja", "я"), ("yu", "ю"), ("iu", "ю"), ("ju", "ю"), ("ye", "є"), ("ie", "є"), ("je", "є"),
    ("yi", "ї"), ("ii", "ії"), ("yj", "ий"), ("yy", "ий"), ("iy", "ій"), ("ij", "ій"),
    ("sk", "ськ"), ("ck", "цьк"), ("zk", "зьк"),
    ("a", "а"), ("b", "б"), ("v", "в"), ("w", "в"), ("h", "г"), ("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"),
    ("y", "и"), ("i", "і"), ("j", "й"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"),
    ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("f", "ф"), ("c", "ц"), ("x", "х"), ("q", "к"), ("'", "ь"),
]  # fmt: skip
_CYRILLIC = dict(_LETTERS)
_SPELLED = re.compile("|".join(re.escape(latin) for latin, _ in _LETTERS))
# Of a few letters nobody can tell the word.
SOUND_LENGTH = 3


def sound(word: str) -> str:
    """How a word sounds in Latin letters, its ending left out; empty when too little is left to tell."""
    latin = slugify_ukrainian(word, fallback="").replace("-", "")
    for pattern, letter in _FOLDS:
        latin = pattern.sub(letter, latin)
    stem = _ENDING.sub("", latin)
    return stem if len(stem) >= SOUND_LENGTH else ""


def in_cyrillic(latin: str) -> list[str]:
    """What a word in Latin letters may have been, the likeliest first."""
    guess = _SPELLED.sub(lambda found: _CYRILLIC[found[0]], latin.lower())
    hard = guess.replace("ськ", "ск").replace("цьк", "цк").replace("зьк", "зк")
    guesses = [guess, hard]
    for this, that in (("и", "і"), ("і", "и"), ("г", "х"), ("е", "є"), ("я", "ія")):
        guesses += [guess.replace(this, that)]
    # The last letter is the ending, written in as many ways as there are people.
    if guess[-1:] in "иі":
        guesses += [guess[:-1] + ending for ending in ("и", "і", "ий", "ій", "ї")]
    return list(dict.fromkeys(guesses))

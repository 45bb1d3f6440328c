"""Documents found by words of their title and by number. The database only looks for words between spaces."""

from django.db.models import Q

from community.core.text.lemmas import lemmatiser, normalise, words

# So many words of a question are looked for, and no longer a question is read.
WORDS_ASKED = 8
QUESTION_LENGTH = 200
# From this length on the beginning of a word is enough: «благоустр» finds «благоустрій».
BEGINNING = 4


def lemmas_of(number: str, title: str) -> str:
    """The number as it is written, the words of the title and their lemmas, each once and between spaces."""
    found = {lemma for word in words(title) for lemma in lemmatiser().lemmas(word)}
    return f" {' '.join(sorted({*normalise(number).split(), *words(number), *found}))} "


def question_clean(raw: str) -> str:
    """What of a typed question can be searched for."""
    printable = "".join(char if char.isprintable() else " " for char in raw[: QUESTION_LENGTH * 2])
    return " ".join(printable.replace("№", " ").split())[:QUESTION_LENGTH].strip()


def question_condition(question: str) -> Q | None:
    """Every word of the question in any inflection, or the beginning of a number; nothing if it has no words."""
    asked = list(dict.fromkeys(normalise(question).split()))[:WORDS_ASKED]
    conditions = [_has_word(word) for word in asked if words(word)]
    condition = Q()
    for part in conditions:
        condition &= part
    return condition if conditions else None


def _has_word(typed: str) -> Q:
    if any(char.isdigit() for char in typed):
        return Q(lemmas__contains=f" {typed}")
    condition = Q(lemmas__contains=f" {typed}" if len(typed) >= BEGINNING else f" {typed} ")
    for word in words(typed):
        for lemma in sorted(lemmatiser().lemmas(word)):
            condition |= Q(lemmas__contains=f" {lemma} ")
    return condition

"""Petitions found by lemmas: by words in the list, and as similar ones before somebody writes the same again."""

from engagement.models.petition import PetitionQuerySet


def lemmas_of(*texts: str) -> str:
    return " " + " ".join(texts).lower() + " "


def search_petitions(queryset: PetitionQuerySet, words: str) -> PetitionQuerySet:
    """Those of ``queryset`` in which every one of ``words`` occurs; all of them when nothing was asked."""
    for word in words.lower().split():
        queryset = queryset.filter(lemmas__contains=word)
    return queryset

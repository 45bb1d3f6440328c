"""Petitions found by lemmas: by words in the list, and as similar ones before somebody writes the same again."""


def lemmas_of(*texts: str) -> str:
    return " " + " ".join(texts).lower() + " "

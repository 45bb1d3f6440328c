"""Petitions found by lemmas: by words in the list, and as similar ones before somebody writes the same again."""

from collections.abc import Iterator

import pytest

from search.vocabulary import held_words_forget


@pytest.fixture(autouse=True)
def _own_words() -> Iterator[None]:
    """The words a process holds outlive the transaction of a test."""
    held_words_forget()
    yield
    held_words_forget()

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, override

CHUNK_SIZE = 1000


@dataclass(frozen=True)
class Sheet:
    """A table on its way out: rows are read once, a chunk at a time, so memory does not grow with them."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Any]]

    def chunks(self) -> Iterator[list[tuple[Any, ...]]]:
        """Iterate over chunks of rows in the language of the caller.

        A streamed body is produced after the request's language has been put away.
        """
        language, rows = get_language(), iter(self.rows)

        def pull() -> list[tuple[Any, ...]]:
            with override(language):
                return [tuple(map(translated, row)) for row in islice(rows, CHUNK_SIZE)]

        return iter(pull, [])


@dataclass(frozen=True)
class Book:
    """What leaves as one file: a table, or several under one title. It has at least one sheet."""

    title: str
    sheets: Sequence[Sheet]

    @classmethod
    def of(cls, sheet: Sheet) -> "Book":
        """A register is a book of one sheet."""
        return cls(sheet.title, [sheet])


def translated(value: Any) -> Any:
    """Turn a lazy translation into text while its language is active."""
    return str(value) if isinstance(value, Promise) else value

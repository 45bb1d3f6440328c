"""What is asked of an engine, in no engine's language."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

# A word, as all the terms that stand for it.
Word = frozenset[str]
# Words that must stand there together: «ЦНАП», or «центр надання адміністративних послуг».
Wording = tuple[Word, ...]
# One thing that was asked for, in each wording it may have.
Clause = tuple[Wording, ...]


@dataclass(frozen=True)
class Limits:
    """What of the index is looked through."""

    kind: str = ""
    category: str = ""
    year: int | None = None

    def __bool__(self) -> bool:
        return bool(self.kind or self.category or self.year)


class Hit(NamedTuple):
    entry_id: int
    # More is better; comparable within one answer only.
    score: float


@dataclass(frozen=True)
class IndexedText:
    """The terms of an entry, word by word."""

    entry_id: int
    title: Sequence[tuple[str, ...]] = field(default_factory=tuple)
    lead: Sequence[tuple[str, ...]] = field(default_factory=tuple)
    body: Sequence[tuple[str, ...]] = field(default_factory=tuple)


class Engine(Protocol):
    """The full-text index of one database engine. Terms are letters and digits only, so none is an operator."""

    def write(self, texts: Sequence[IndexedText]) -> None:
        """Put texts into the index in the place of what it had of these entries."""

    def match(self, clauses: Sequence[Clause], limits: Limits, *, limit: int, newest: bool = False) -> list[Hit]:
        """Entries with every clause, the best first: at most ``limit`` are ranked, of more the likeliest."""

    def with_phrase(self, terms: Sequence[str], *, among: Sequence[int]) -> list[int]:
        """Those of the entries ``among`` where these words stand side by side."""

    def titled(self, words: Sequence[Word], beginning: str, *, limit: int) -> list[int]:
        """Entries whose titles have all ``words`` and a word that begins so."""

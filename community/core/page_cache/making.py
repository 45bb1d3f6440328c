"""Something other than a whole page that is made once and kept: what it was made of is noted while it is made."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from community.core.page_cache.keys import PageKey
from community.core.page_cache.recording import Recording, recording
from community.core.page_cache.shelf import shelf

# As SQLite has it too.
FULL_DISK = (OSError, sqlite3.Error)


@dataclass(frozen=True)
class Making:
    """What was noted, and since when; never where the disk is full or away."""

    made: Recording
    begun: int | None

    def keep(self, key: PageKey, body: bytes) -> None:
        """Keep ``body``, unless something it was made of has changed meanwhile."""
        if self.begun is not None:
            with suppress(*FULL_DISK):
                shelf().put(key, headers={}, body=body, tags=self.made.tags, begun=self.begun)


@contextmanager
def making() -> Iterator[Making]:
    """Note what the block reads."""
    begun = None
    with suppress(*FULL_DISK):
        begun = shelf().begin()
    with recording() as made:
        yield Making(made, begun)

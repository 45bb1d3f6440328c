"""The kept pages of this machine: files that a web server can answer with, and an index of what each was made of.

All processes of a machine share the folder. The index is SQLite, whose lock also decides who is first: a page made of
what has changed meanwhile is not kept.
"""

import gzip
import json
import logging
import os
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from time import time
from typing import NamedTuple

from django.conf import settings

from community.core.page_cache.headers import plain_headers
from community.core.page_cache.keys import PageKey

logger = logging.getLogger(__name__)

PLAIN, OTHER = ".html", ".entry"
_INDEX = "index.sqlite3"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS page (path TEXT PRIMARY KEY, kept_at REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS made_of (tag TEXT, path TEXT, PRIMARY KEY (tag, path)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS made_of_path ON made_of (path);
CREATE TABLE IF NOT EXISTS dropped (number INTEGER PRIMARY KEY AUTOINCREMENT, tag TEXT NOT NULL, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS applied (change INTEGER PRIMARY KEY, at REAL NOT NULL);
"""
# Seconds: no page takes so long to make.
_REMEMBERED = 900
# How much room is made at once when too much is kept.
_MAKE_ROOM = 0.1


class Entry(NamedTuple):
    """A kept answer."""

    headers: list[tuple[str, str]]
    body: bytes
    packed: bytes
    etag: str


class Shelf:
    """A folder of kept pages."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[str, tuple[tuple[int, int, int], Entry]] = {}

    def find(self, key: PageKey) -> Entry | None:
        """The kept answer, if there is one: a look at the file each time, its content from memory."""
        for ending in (PLAIN, OTHER):
            file = f"{self.root}/{key}{ending}"
            try:
                found = os.stat(file)  # noqa: PTH116 - a Path costs more than the look
            except OSError:
                continue
            stamp = (found.st_ino, found.st_mtime_ns, found.st_size)
            known = self._read.get(file)
            if known is None or known[0] != stamp:
                known = self._load(file, ending, stamp)
            if known is not None:
                return known[1]
        return None

    def begin(self) -> int:
        """The number of the last drop; pages made from here on are held against what is dropped after it."""
        with self._index() as index:
            return _last(index)

    def put(
        self, key: PageKey, *, headers: Mapping[str, str] | None, body: bytes, tags: Collection[str], begun: int
    ) -> bool:
        """Keep an answer; ``headers`` only where they are not those of every plain page. False if it is old already."""
        packed = gzip.compress(body, 6, mtime=0)
        file = self.root / f"{key}{PLAIN if headers is None else OTHER}"
        with self._index() as index, _written(index):
            if _is_outdated(index, tags, begun):
                return False
            file.parent.mkdir(parents=True, exist_ok=True)
            if headers is None:
                _write(file, body)
                _write(file.with_name(f"{file.name}.gz"), packed)
            else:
                _write(file, b"\n".join([json.dumps(dict(headers)).encode(), body]))
            path = str(file.relative_to(self.root))
            index.execute("INSERT OR REPLACE INTO page VALUES (?, ?)", [path, time()])
            index.execute("DELETE FROM made_of WHERE path = ?", [path])
            index.executemany("INSERT INTO made_of VALUES (?, ?)", [(tag, path) for tag in {*tags, "all"}])
        return True

    def drop(self, tags: Collection[str], changes: Iterable[int] = ()) -> int:
        """Drop what was made of ``tags``; ``changes`` are done with. How many pages there were comes back."""
        with self._index() as index, _written(index):
            at = time()
            index.executemany("INSERT INTO dropped (tag, at) VALUES (?, ?)", [(tag, at) for tag in tags])
            index.executemany("INSERT OR IGNORE INTO applied VALUES (?, ?)", [(change, at) for change in changes])
            paths = {path for tag in tags for (path,) in index.execute("SELECT path FROM made_of WHERE tag = ?", [tag])}
            self._remove(index, paths)
        return len(paths)

    def clear(self) -> None:
        """Keep nothing of what is here; what is being made at this moment is not kept either."""
        self._read.clear()
        try:
            with self._index() as index, _written(index):
                index.execute("INSERT INTO dropped (tag, at) VALUES ('all', ?)", [time()])
                self._remove_folders()
                index.execute("DELETE FROM page")
                index.execute("DELETE FROM made_of")
        except sqlite3.Error:
            # No room to say so in the index: the files go all the same, or they would be shown for good.
            logger.exception("The index of kept pages cannot be written")
            self._remove_folders()

    def unapplied(self, changes: Iterable[int]) -> list[int]:
        """Those of ``changes`` that this machine has not dropped pages for."""
        with self._index() as index:
            return [number for number in changes if not _holds(index, number)]

    def tidy(self, *, most: int) -> None:
        """Forget old drops, and make room when more than ``most`` pages are kept: the longest kept go first."""
        with self._index() as index, _written(index):
            index.execute("DELETE FROM dropped WHERE at < ?", [time() - _REMEMBERED])
            index.execute("DELETE FROM applied WHERE at < ?", [time() - 24 * 3600])
            (kept,) = index.execute("SELECT COUNT(*) FROM page").fetchone()
            if kept > most:
                room = int(kept - most + most * _MAKE_ROOM)
                oldest = index.execute("SELECT path FROM page ORDER BY kept_at LIMIT ?", [room])
                self._remove(index, {path for (path,) in oldest})

    def paths(self) -> list[str]:
        """What is kept, by file name below the folder."""
        with self._index() as index:
            return [path for (path,) in index.execute("SELECT path FROM page ORDER BY path")]

    def tags_of(self, path: str) -> set[str]:
        """What a kept page was made of."""
        with self._index() as index:
            return {tag for (tag,) in index.execute("SELECT tag FROM made_of WHERE path = ?", [path])}

    def _remove_folders(self) -> None:
        for folder in self.root.iterdir():
            if folder.is_dir() and not folder.name.startswith("."):
                shutil.rmtree(folder, ignore_errors=True)

    def _remove(self, index: sqlite3.Connection, paths: Collection[str]) -> None:
        for path in paths:
            (self.root / path).unlink(missing_ok=True)
            (self.root / f"{path}.gz").unlink(missing_ok=True)
        index.executemany("DELETE FROM page WHERE path = ?", [(path,) for path in paths])
        index.executemany("DELETE FROM made_of WHERE path = ?", [(path,) for path in paths])

    def _load(self, file: str, ending: str, stamp: tuple[int, int, int]) -> tuple[tuple[int, int, int], Entry] | None:
        try:
            content = Path(file).read_bytes()
        except OSError:
            return None
        if ending == PLAIN:
            headers = list(plain_headers().items())
        else:
            head, _, content = content.partition(b"\n")
            headers = list(json.loads(head).items())
        # As nginx does it: pages with the same content have one everywhere.
        etag = f'"{stamp[1] // 1_000_000_000:x}-{len(content):x}"'
        if len(self._read) >= settings.PAGE_CACHE_IN_MEMORY:
            self._read.clear()
        self._read[file] = (stamp, Entry(headers, content, gzip.compress(content, 6, mtime=0), etag))
        return self._read[file]

    @contextmanager
    def _index(self) -> Iterator[sqlite3.Connection]:
        self.root.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.root / _INDEX, timeout=10, isolation_level=None)) as index:
            index.execute("PRAGMA synchronous=OFF")
            try:
                index.execute("SELECT 1 FROM applied LIMIT 1")
            except sqlite3.OperationalError:
                index.executescript(f"PRAGMA journal_mode=WAL; {_SCHEMA}")
            yield index


@contextmanager
def _written(index: sqlite3.Connection) -> Iterator[None]:
    """One writer at a time, whole or not at all."""
    index.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        index.execute("ROLLBACK")
        raise
    index.execute("COMMIT")


def _last(index: sqlite3.Connection) -> int:
    return int(index.execute("SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = 'dropped'").fetchone()[0])


def _is_outdated(index: sqlite3.Connection, tags: Collection[str], begun: int) -> bool:
    later = {tag for (tag,) in index.execute("SELECT tag FROM dropped WHERE number > ?", [begun])}
    return "all" in later or not later.isdisjoint(tags)


def _holds(index: sqlite3.Connection, change: int) -> bool:
    return index.execute("SELECT 1 FROM applied WHERE change = ?", [change]).fetchone() is not None


def _write(file: Path, content: bytes) -> None:
    """Put the file in its place at once.

    Its time is made of its content, so that the ETag nginx makes of it changes with it, twice in a second too.
    """
    descriptor, made = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
    except OSError:
        # A full disk is not made fuller by halves that nobody finds again.
        Path(made).unlink()
        raise
    Path(made).chmod(0o644)
    moment = 1_000_000_000 + zlib.crc32(content) % 700_000_000
    os.utime(made, (moment, moment))
    Path(made).replace(file)


@cache
def _shelf(root: Path) -> Shelf:
    return Shelf(root)


def shelf() -> Shelf:
    """The kept pages of this machine."""
    return _shelf(Path(settings.PAGE_CACHE_DIR))

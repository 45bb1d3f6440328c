"""A tar whose last member lists the checksum of every other one, written and read in flat memory."""

import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from community.backup.errors import BackupError

SUMS = "SHA256SUMS"
PIECE = 1024 * 1024


class HashingReader(io.RawIOBase):
    """Passes a file on and keeps its checksum."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.sum = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self.sum.update(piece)
        return piece


class ArchiveWriter:
    """Adds members one after another."""

    def __init__(self, tar: tarfile.TarFile, sums: IO[bytes]) -> None:
        self._tar = tar
        self._sums = sums

    def add(self, name: str, source: Path) -> bool:
        """Add a file; false if it has gone meanwhile."""
        try:
            file = source.open("rb")
        except FileNotFoundError:
            return False
        with file:
            self._add(name, file, os.fstat(file.fileno()))
        return True

    def add_text(self, name: str, text: str) -> None:
        with tempfile.TemporaryFile() as file:
            file.write(text.encode())
            file.seek(0)
            self._add(name, file, os.fstat(file.fileno()))

    def _add(self, name: str, file: IO[bytes], stat: os.stat_result) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mtime, member.mode = stat.st_size, int(stat.st_mtime), 0o600
        reader = HashingReader(file)
        self._tar.addfile(member, reader)
        # Tar remembers all it wrote, for questions that nobody asks here.
        self._tar.members = []  # type: ignore[attr-defined]  # the stubs do not know it
        self._sums.write(_line(reader.sum.hexdigest(), name))


@contextmanager
def archive_writer(path: Path) -> Iterator[ArchiveWriter]:
    """Write ``path`` as one whole, or not at all; readable by its owner alone."""
    unfinished = path.with_name(f"{path.name}.part")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file, tempfile.TemporaryFile() as sums:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                yield ArchiveWriter(tar, sums)
                _add_sums(tar, sums)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def archive_members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Every member with its content, in order; raises ``BackupError`` for whatever is not one of our archives."""
    with _readable(path), tarfile.open(path, "r:") as tar:
        for member in tar:
            tar.members = []  # type: ignore[attr-defined]  # flat memory, as above
            content = tar.extractfile(member) if member.isreg() else None
            if content is None or not _is_safe(member.name):
                raise BackupError(f"{path.name} holds something that no backup of this site holds: {member.name}")
            yield member.name, content


def archive_check(path: Path) -> None:
    """Compare every member with its checksum; raises ``BackupError`` for a damaged or unfinished archive."""
    finished = False
    # Around the reading of contents as well, which is done here.
    with _readable(path), tempfile.TemporaryFile() as seen:
        for name, content in archive_members(path):
            if finished:
                raise BackupError(f"{path.name} goes on after its end")
            if name == SUMS:
                finished = True
                _compare(path, seen, content)
            else:
                seen.write(_line(hashlib.file_digest(content, "sha256").hexdigest(), name))  # type: ignore[arg-type]
    if not finished:
        raise BackupError(f"{path.name} is not whole: its checksums are missing")


def member_content(path: Path, name: str) -> bytes:
    """A small member, read at once."""
    for found, content in archive_members(path):
        if found == name:
            return content.read()
    raise BackupError(f"{path.name} holds no {name}")


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, OSError) as error:
        raise BackupError(f"{path.name} cannot be read: {error}") from error


def _add_sums(tar: tarfile.TarFile, sums: IO[bytes]) -> None:
    member = tarfile.TarInfo(SUMS)
    member.size, member.mode = sums.tell(), 0o600
    sums.seek(0)
    tar.addfile(member, sums)


def _compare(path: Path, seen: IO[bytes], written: IO[bytes]) -> None:
    seen.seek(0)
    while True:
        piece = seen.readline()
        expected = written.readline()
        if piece != expected:
            name = (expected or piece).decode(errors="replace").partition("  ")[2].strip()
            raise BackupError(f"{path.name} is damaged: {name} is not what was written")
        if not piece:
            return


def _line(checksum: str, name: str) -> bytes:
    # As sha256sum writes and reads it.
    return f"{checksum}  {name}\n".encode()


def _is_safe(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\n" not in name

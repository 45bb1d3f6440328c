"""Uploaded files into the archive and back."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages

from community.backup.archive import ArchiveWriter
from community.backup.errors import BackupError

PREFIX = "media/"
# Beside the old files: on the same disk, wherever that is mounted.
RESTORING = ".restoring"


def uploads_check() -> None:
    """Refuse to promise what these commands cannot do."""
    if not isinstance(storages["default"], FileSystemStorage):
        raise BackupError("Uploads are not kept on this machine's disk: back them up by the means of their storage")


def uploads_add(archive: ArchiveWriter, *, changed_since: float = 0) -> int:
    """Add every file, or those that came since a moment of the clock; gives back how many."""
    root = Path(settings.MEDIA_ROOT)
    added = 0
    for path in _files(root):
        try:
            # Not the time of its content, which a file brings along when it is moved here.
            is_wanted = path.stat().st_ctime >= changed_since
        except FileNotFoundError:
            continue
        if is_wanted:
            added += archive.add(f"{PREFIX}{path.relative_to(root).as_posix()}", path)
    return added


def uploads_are_empty() -> bool:
    return next(_files(Path(settings.MEDIA_ROOT)), None) is None


def upload_put_aside(name: str, content: IO[bytes]) -> None:
    """Write a file of the archive beside the present ones."""
    path = _aside() / name.removeprefix(PREFIX)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        shutil.copyfileobj(content, file)
    path.chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o644)


def uploads_swap() -> None:
    """Put what was put aside in the place of all that is there."""
    aside = _aside()
    root = aside.parent
    for old in root.iterdir():
        if old != aside:
            shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
    for new in aside.iterdir():
        new.rename(root / new.name)
    aside.rmdir()


def uploads_aside_clear() -> None:
    shutil.rmtree(_aside(), ignore_errors=True)


def uploads_aside_make() -> None:
    uploads_aside_clear()
    _aside().mkdir(parents=True)


def _aside() -> Path:
    return Path(settings.MEDIA_ROOT) / RESTORING


def _files(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name != RESTORING)
        for name in sorted(names):
            path = Path(folder) / name
            if path.is_file() and not path.is_symlink():
                yield path

"""Secrets of an installation without an administrator: made once, kept beside its data."""

import os
import secrets
from pathlib import Path


def local_secret(path: Path) -> str:
    """Read the secret at ``path``, making it on the first start (readable by its owner alone)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii")

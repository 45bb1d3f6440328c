from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class WholeFileStorage(FileSystemStorage):
    """Django's, which on a full disk leaves the half of a file that still found room."""

    def _save(self, name: str, content: Any) -> str:
        try:
            saved: str = super()._save(name, content)  # type: ignore[misc]  # the stubs leave it out
        except OSError:
            torn = Path(self.path(name))
            # A whole one would be another upload's, come between the choice of the name and now.
            if torn.is_file() and torn.stat().st_size < content.size:
                torn.unlink()
            raise
        return saved

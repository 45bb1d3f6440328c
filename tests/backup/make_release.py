"""Keep the database of a release, for tests of all later ones: ``python -m tests.backup.make_release 1.1``.

Run it once on each engine, in an installation that ``migrate``, ``sync_roles`` and ``load_demo`` have just made.
"""

import sys
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 - after the set-up
from django.core.management import call_command  # noqa: E402 - as above
from PIL import Image  # noqa: E402 - as above

from community.backup.databases import engine  # noqa: E402 - as above

RELEASES = Path(__file__).resolve().parents[1] / "data" / "releases"
SMALL = (96, 96)


def pictures_shrink(folder: Path) -> None:
    """The tests ask whether files come back, not how they look."""
    for path in folder.rglob("*.jpg"):
        with Image.open(path) as picture:
            picture.thumbnail(SMALL)
            picture.save(path, quality=40)


def main(release: str) -> None:
    folder = RELEASES / release
    folder.mkdir(parents=True, exist_ok=True)
    pictures_shrink(Path(settings.MEDIA_ROOT))
    call_command("backup", str(folder / f"{engine()}.tar"), verify=True)


if __name__ == "__main__":
    main(sys.argv[1])

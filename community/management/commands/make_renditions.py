from typing import Any

from django.core.management.base import BaseCommand

from community.core.media.making import pictures_lacking, renditions_make


class Command(BaseCommand):
    """Makes at once what the night would: after an import, an upgrade with other sizes, a move to another storage."""

    help = "Make every missing size of every picture that pages show."

    def handle(self, *args: Any, **options: Any) -> None:
        lacking = pictures_lacking()
        refused = 0
        for number, picture_id in enumerate(lacking, 1):
            refused += bool(renditions_make(picture_id=picture_id))
            self.stdout.write(f"\r{number} of {len(lacking)} pictures", ending="")
            self.stdout.flush()
        self.stdout.write(f"\n{refused} could not be made whole; the log names them" if refused else "\nAll are ready")

from typing import Any

from django.core.management.base import BaseCommand

from search.services import index_rebuild


class Command(BaseCommand):
    help = "Write the whole search index anew; the site goes on searching meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        index_rebuild(progress=self._tell)

    def _tell(self, source: str, number: int) -> None:
        self.stdout.write(f"{source}: {number}")

"""What grows with the number of articles: the same acts on sites of a thousand, ten thousand and a hundred thousand.

Run from the repository, on PostgreSQL: ``.venv/bin/python -m bench.growth [--sizes 1000,10000,100000]``. The sites take
turns, so that whatever else the machine does meets them alike; a figure is the middle of its turns, its anchor the same
act on the smallest site.
"""

import argparse
import logging
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings.test")
django.setup()
# Who signs in is told at every level; here it is always the bench.
logging.disable(logging.WARNING)

from django.db import connection  # noqa: E402 - after the set-up of Django
from django.test import Client  # noqa: E402 - as above
from django.urls import reverse  # noqa: E402 - as above

from bench.figures import Figure, results_write  # noqa: E402 - as above
from bench.growth_site import NEWEST, database_use, sites  # noqa: E402 - as above
from community.accounts.models import User  # noqa: E402 - as above
from community.core.models.former_address import tree_url_path  # noqa: E402 - as above
from home.models import SectionPage  # noqa: E402 - as above
from news.models import NewsIndexPage, NewsPage  # noqa: E402 - as above

SIZES = (1_000, 10_000, 100_000)
TURNS = 9
# Repetitions of an act in one turn.
TIMES = 6
GOAL, EXPLORER_GOAL = 1.2, 1.5
LISTED = 12

Act = Callable[[int], object]


def acts(size: int) -> dict[str, Act]:
    """What is measured on the site in use; each is told its turn, so that none repeats the one before."""
    index = NewsIndexPage.objects.get()
    # The renaming of the turn before has not been carried through to the pages below.
    index.url_path = tree_url_path(index)
    section = SectionPage.objects.get(pk=index.get_parent().pk)
    keys = list(NewsPage.objects.order_by("pk").values_list("pk", flat=True)[: 2 * TURNS * TIMES])
    addresses = list(NewsPage.objects.filter(pk__in=keys).values_list("slug", flat=True))
    staff = Client()
    staff.force_login(User.objects.get(username="bench"))
    explorer = reverse("wagtailadmin_explore", args=[index.pk])
    files = reverse("sitemap")
    month = f"?year={NEWEST.year - 2}&month={NEWEST.month - 3}"
    return {
        "home": lambda turn: shown("/"),
        "article": lambda turn: shown(f"{index.url}{addresses[turn]}/"),
        "first page of the list": lambda turn: shown(index.url),
        "hundredth page": lambda turn: shown(f"{index.url}?page={min(100, size // LISTED)}"),
        "last page": lambda turn: shown(f"{index.url}?page={-(-size // LISTED)}"),
        "page in the middle": lambda turn: shown(f"{index.url}?page={size // LISTED // 2 + turn}"),
        "archive of a month": lambda turn: shown(index.url + month),
        "RSS": lambda turn: shown(f"{index.url}rss/"),
        "Atom": lambda turn: shown(f"{index.url}atom/"),
        "file of the sitemap": lambda turn: shown(files),
        "publishing an article": lambda turn: published(keys[-1 - turn]),
        "renaming the section": lambda turn: renamed(section.pk, turn),
        "explorer": lambda turn: shown(explorer, staff),
        "explorer by menu order": lambda turn: shown(f"{explorer}?ordering=ord", staff),
    }


def shown(address: str, client: Client | None = None) -> None:
    answer = (client or Client()).get(address)
    if answer.status_code != 200:
        raise AssertionError(f"{address}: {answer.status_code}")
    list(answer)


def published(key: int) -> None:
    article = NewsPage.objects.get(pk=key)
    article.lead += "."
    article.save_revision(log_action=True, changed=True).publish()


def renamed(key: int, turn: int) -> None:
    section = SectionPage.objects.get(pk=key)
    section.slug = f"rozdil-{turn}-5"
    section.save_revision(log_action=True, changed=True).publish()


def run(sizes: Sequence[int] = SIZES, only: str = "") -> list[Figure]:
    """Make the sites, measure on each in turn, and say how each act's cost stands to that on the smallest."""
    with sites(sizes) as databases:
        return measured(databases, only)


def measured(databases: dict[int, str], only: str = "") -> list[Figure]:
    """The figures of sites that have been made."""
    spent: dict[tuple[str, int], list[float]] = defaultdict(list)
    for turn in range(TURNS):
        for size, name in databases.items():
            database_use(name)
            for act, done in acts(size).items():
                if only in act:
                    spent[act, size] += timed(done, turn)
    smallest = min(databases)
    return [
        Figure(
            f"{act}, {size} articles",
            median(times),
            "ms",
            anchor=f"{smallest} articles",
            anchor_value=median(spent[act, smallest]),
            goal=EXPLORER_GOAL if act.startswith("explorer") else GOAL,
            at_most=True,
        )
        for (act, size), times in spent.items()
        if size != smallest or len(databases) == 1
    ]


def timed(done: Act, turn: int) -> list[float]:
    """Milliseconds of an act, several times; the first, which finds what the last site left cold, is not counted."""
    times = []
    for place in range(TIMES + 1):
        started = perf_counter()
        done(turn * TIMES + place)
        times.append((perf_counter() - started) * 1000)
    return times[1:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--only", default="", help="a part of the name of what to measure")
    arguments = parser.parse_args()
    if connection.vendor != "postgresql":
        parser.error("set DATABASE_URL to a PostgreSQL database; a scratch one is made beside it")
    figures = run([int(size) for size in arguments.sizes.split(",")], arguments.only)
    for figure in figures:
        print(figure)
    if not arguments.only:
        results_write("growth", figures)


if __name__ == "__main__":
    main()

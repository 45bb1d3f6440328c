"""How fast the site's search answers and indexes among so many pages, on a scratch database of the engine in use.

Run from the repository: ``.venv/bin/python -m bench.search_speed --pages 10000``. Pages hold 250 invented words of a
frequency as in a language. Every answer is what the search page shows: results with excerpts and facets.
"""

import argparse
import os
import random
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path
from statistics import quantiles
from time import perf_counter

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings.test")
os.environ.setdefault("LOG_LEVEL", "ERROR")
django.setup()

from django.db import connection  # noqa: E402 - after the set-up of Django
from wagtail.models import Page  # noqa: E402 - as above

from bench.search_quality import scratch_database  # noqa: E402 - as above
from bench.search_texts import invented_words, news_list  # noqa: E402 - as above
from community.core.local_time import today  # noqa: E402 - as above
from search.finding import Question  # noqa: E402 - as above
from search.indexing import Indexable, entries_write  # noqa: E402 - as above
from search.selectors import search  # noqa: E402 - as above

WORDS_ON_PAGE = 250
BATCH = 200
WORDS = 30_000
CATEGORIES = ("Освіта", "Культура", "Комунальне", "Спорт", "Безпека")


def pages(parent: Page, number: int) -> Iterator[Page]:
    """Rows of the tree without a type of their own: what an entry needs to be public."""
    for place in range(1, number + 1):
        path = Page._get_path(parent.path, parent.depth + 1, place)
        yield Page(
            title=f"Сторінка {place}",
            slug=f"storinka-{place}",
            path=path,
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}storinka-{place}/",
            content_type_id=parent.content_type_id,
            locale_id=parent.locale_id,
        )


def indexables(made: Sequence[Page], words: list[str], chance: random.Random) -> list[Indexable]:
    weights = [1 / (place + 2) for place in range(len(words))]
    found = []
    for page in made:
        drawn = chance.choices(words, weights, k=WORDS_ON_PAGE)
        title, lead, body = " ".join(drawn[:7]), " ".join(drawn[7:25]), " ".join(drawn[25:])
        day = today() - timedelta(days=page.pk % 3000)
        category = CATEGORIES[page.pk % len(CATEGORIES)]
        found.append(Indexable("page", page.pk, page.pk, "news", title, lead, body, category, day))
    return found


def fill(number: int, words: list[str]) -> float:
    """Make everything; pages indexed a second."""
    parent, chance, spent = news_list(), random.Random(2), 0.0
    rows = pages(parent, number)
    while batch := list(islice(rows, BATCH)):
        made = indexables(Page.objects.bulk_create(batch), words, chance)
        started = perf_counter()
        entries_write(items=made)
        spent += perf_counter() - started
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return number / spent


def measured(asked: Callable[[int], str], times: int) -> str:
    """Milliseconds of answers: the middle one and the slowest of twenty; how many results the last had."""
    spent = []
    for place in range(times):
        started = perf_counter()
        answer = search(Question(asked(place)))
        spent.append((perf_counter() - started) * 1000)
    cuts = quantiles(spent, n=20)
    return f"p50={cuts[9]:7.1f} ms  p95={cuts[18]:7.1f} ms  results={answer.count}{'+' if answer.more else ''}"


def megabytes() -> float:
    """What this process has held in memory at the most."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / 1024 / (1024 if sys.platform == "darwin" else 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=60)
    arguments = parser.parse_args()
    words = invented_words(set(), random.Random(3), WORDS)
    with scratch_database():
        rate = fill(arguments.pages, words)
        print(f"{connection.vendor}, {arguments.pages} pages of {WORDS_ON_PAGE} words; indexed {rate:.0f} pages/s")
        before = megabytes()
        search(Question(words[0]))
        for name, asked in (
            ("common word", lambda place: words[place % 10]),
            ("two words", lambda place: f"{words[place % 10]} {words[300 + place]}"),
            ("rare word", lambda place: words[-1 - place]),
            ("nothing", lambda place: f"щщщ{words[-1 - place][::-1]}ыщ"),
        ):
            print(f"{name:12} {measured(asked, arguments.times)}")
        print(f"memory       grew by {megabytes() - before:.0f} MB while answering, to {megabytes():.0f} MB")


if __name__ == "__main__":
    main()

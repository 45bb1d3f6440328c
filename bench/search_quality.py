"""How well the site's search answers: documents and questions of files, on a scratch database of the engine in use.

Run from the repository: ``.venv/bin/python -m bench.search_quality --documents FILE --cases FILE``. Documents (``id``,
``text``) become news articles among 2 000 others that share no lemma with them; the cases (``category``, ``query``,
``relevant``) are asked through what the search page uses. Files are separated by tabs.
"""

import argparse
import csv
import os
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings.test")
os.environ.setdefault("LOG_LEVEL", "ERROR")
django.setup()

from django.db import connection  # noqa: E402 - after the set-up of Django
from django.utils import timezone  # noqa: E402 - as above

from bench.search_texts import invented_articles, make_articles, news_list  # noqa: E402 - as above
from news.models import NewsCategory, NewsPage  # noqa: E402 - as above
from search.finding import Question, find  # noqa: E402 - as above
from search.models import SearchEntry  # noqa: E402 - as above
from search.text.terms import text_words, word_terms  # noqa: E402 - as above

OTHERS = 2000
SHOWN = 10
TITLE = 200


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@contextmanager
def scratch_database() -> Iterator[None]:
    """A database of its own, dropped afterwards."""
    former = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(former, verbosity=0)


def as_article(text: str) -> tuple[str, str, str]:
    """The text as a title; of a long one, the beginning."""
    title = text if len(text) <= TITLE else text[:TITLE].rpartition(" ")[0]
    return title, title, text if title != text else ""


def load(documents: list[dict[str, str]], others: int) -> dict[int, str]:
    """Publish everything; the key of each document's entry, by which answers are judged."""
    used = {term for row in documents for word in text_words(row["text"]) for term in word_terms(word)}
    index, category = news_list(), NewsCategory.objects.create(name="Вдзґ")
    texts = [as_article(row["text"]) for row in documents] + list(invented_articles(others, used, random.Random(1)))
    make_articles(index, category, texts, when=timezone.now())
    pages = dict(zip(NewsPage.objects.order_by("pk").values_list("pk", flat=True), documents, strict=False))
    entries = SearchEntry.objects.filter(source="page").values_list("pk", "object_id")
    return {entry: pages[page]["id"] for entry, page in entries if page in pages}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--others", type=int, default=OTHERS)
    parser.add_argument("--misses", action="store_true", help="print what was not found")
    arguments = parser.parse_args()
    cases = table(arguments.cases)
    with scratch_database():
        names = load(table(arguments.documents), arguments.others)
        results = [
            (case, [names.get(row.pk, "") for row in find(Question(case["query"])).rows[:SHOWN]]) for case in cases
        ]
    by_category = defaultdict(list)
    for case, answer in results:
        relevant = set(case["relevant"].replace(" ", "").split(","))
        recall = len(relevant & set(answer)) / min(len(relevant), SHOWN)
        first = answer[0] in relevant if answer else None
        if arguments.misses and (recall < 1 or first is False):
            print(f"  {case['category']}: {case['query']} → {answer}, relevant {sorted(relevant)}")
        for category in (case["category"], "all"):
            by_category[category].append((recall, first))
    for category in [*(name for name in by_category if name != "all"), "all"]:
        print(line(category, by_category[category]))


def line(category: str, results: list[tuple[float, bool | None]]) -> str:
    answered = [first for _, first in results if first is not None]
    recall = sum(recall for recall, _ in results) / len(results)
    precision = sum(answered) / len(answered) if answered else 0
    zero = f"{len(results) - len(answered)}/{len(results)}"
    return f"{category} recall@10={recall:.3f} precision={precision:.3f} zero={zero}"


if __name__ == "__main__":
    main()

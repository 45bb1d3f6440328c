"""Publishes one article again and again, in a process of its own, and says when each publication returned."""

import sys
import time

from news.models import NewsIndexPage, NewsPage
from tests.news.builders import make_article


def main(times: int) -> None:
    index = NewsIndexPage.objects.live().first()
    article: NewsPage = make_article(index, title="Версія 0", slug="versii")
    say(0)
    for version in range(1, times + 1):
        article.title = f"Версія {version}"
        article.save_revision().publish()
        say(version)
        time.sleep(0.1)


def say(version: int) -> None:
    sys.stdout.write(f"published {version} {time.time()}\n")
    sys.stdout.flush()

import re

from django.core.paginator import Page as ResultPage
from django.core.paginator import Paginator
from wagtail.models import Page

RESULTS_PER_PAGE = 10
QUERY_MAX_LENGTH = 200
WORD = re.compile(r"\w[\w'’ʼ-]*")


def query_clean(raw: str) -> str:
    """What of a typed query can be searched for: printable, single-spaced, of a sane length."""
    printable = "".join(char if char.isprintable() else " " for char in raw)
    return " ".join(printable[: QUERY_MAX_LENGTH * 2].split())[:QUERY_MAX_LENGTH].strip()


def search_pages(*, query: str, page_number: str | int = 1, page_size: int = RESULTS_PER_PAGE) -> ResultPage:
    """Find what anybody may read, best first. The only place that knows which engine searches.

    Nothing to search for gives an empty page; a bad ``page_number`` gives the nearest good one.
    """
    # What is not a word means something else to the engine: an operator, a quotation, an error.
    words = " ".join(WORD.findall(query_clean(query)))
    pages = Page.objects.live().public().filter(depth__gt=1).defer_streamfields().specific()
    results = pages.search(words) if words else Page.objects.none()
    return Paginator(results, page_size).get_page(page_number)

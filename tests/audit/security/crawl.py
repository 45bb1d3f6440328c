"""Everything that links lead to, opened in Chromium; of addresses that differ only in numbers, the first."""

import re
from collections import deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Error, Page, Response

# Files, which a browser saves instead of showing; ways out; screens that need a choice made on the one before.
NOT_SCREENS = re.compile(r"\.[a-z]{3,4}$|/logout/|/vykhid/|/documents/\d|/media/|/export/|/bulk/|/choose_parent/")
# Milliseconds.
QUIET = 8000
LINKS = "links => links.map(link => link.href)"


def crawl(page: Page, start: str, *, below: str, limit: int, settled: str) -> Iterator[tuple[str, Response]]:
    """Addresses from ``start`` on with their answers, nearest first; each is left once it is ``settled``."""
    waiting, met = deque([start]), {_shape(start)}
    while waiting and limit:
        address = waiting.popleft()
        try:
            answer = page.goto(address)
        except Error as error:
            # A file that is saved instead of shown.
            if any(word in str(error) for word in ("Download is starting", "ERR_ABORTED")):
                continue
            raise
        settle(page, settled)
        if answer is None:
            continue
        limit -= 1
        yield address, answer
        for link in page.eval_on_selector_all("a[href]", LINKS):
            parts = urlsplit(link)
            fits = parts.scheme == "https" and parts.netloc == urlsplit(start).netloc and parts.path.startswith(below)
            if fits and not NOT_SCREENS.search(parts.path) and _shape(link) not in met:
                met.add(_shape(link))
                waiting.append(link)


def settle(page: Page, state: Any) -> None:
    """Wait until nothing more is asked for; editors that ask again and again are left all the same."""
    try:
        page.wait_for_load_state(state, timeout=QUIET)
    except Error:
        return


def _shape(address: str) -> str:
    """What addresses of one kind have in common."""
    return re.sub(r"\d+", "N", urlsplit(address).path)

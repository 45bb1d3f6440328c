"""One person with a browser: cookies, a network of its own, and a note of each answer."""

import re
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import requests

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
# Seconds; a page that takes longer hangs.
PATIENCE = 25


class NotAccepted(Exception):  # noqa: N818 - reads as what happened
    """The site said nothing, or that it cannot now: the person tries again later."""


@dataclass
class Journal:
    """What all visitors together have seen."""

    statuses: Counter[int] = field(default_factory=Counter)
    # Pages that nobody should get, and forms that hang.
    mistakes: list[str] = field(default_factory=list)
    # Requests whose connection broke before the answer.
    cut: int = 0
    # Honest notices: 503 with the time to come again.
    notices: int = 0
    under_way: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def request(self) -> Iterator[None]:
        with self.lock:
            self.under_way += 1
        try:
            yield
        finally:
            with self.lock:
                self.under_way -= 1

    def note(self, kind: str) -> None:
        with self.lock:
            setattr(self, kind, getattr(self, kind) + 1)

    def mistake(self, text: str) -> None:
        with self.lock:
            self.mistakes.append(text)


class Visitor:
    """Asks one site. ``expected`` are the statuses that make sense at a step; others are mistakes of the site."""

    def __init__(self, url: str, journal: Journal, number: int, cookies: Mapping[str, str] | None = None) -> None:
        self._url, self._journal = url, journal
        self._session = requests.Session()
        self._session.headers["X-Forwarded-For"] = f"10.{number >> 8 & 255}.{number & 255}.7"
        self._session.cookies.update(cookies or {})

    def get(self, path: str, *expected: int) -> requests.Response:
        return self._ask("GET", path, expected or (200,))

    def post(self, path: str, fields: Mapping[str, str], *expected: int, **more: Any) -> requests.Response:
        return self._ask("POST", path, expected, data=fields, **more)

    def _ask(self, method: str, path: str, expected: tuple[int, ...], **more: Any) -> requests.Response:
        headers = {"Referer": f"{self._url}{path}", "Origin": self._url, **more.pop("headers", {})}
        try:
            with self._journal.request():
                answer = self._session.request(
                    method, self._url + path, headers=headers, timeout=PATIENCE, allow_redirects=False, **more
                )
        except requests.Timeout:
            self._journal.mistake(f"{method} {path}: no answer in {PATIENCE} s")
            raise NotAccepted from None
        except requests.RequestException as error:
            if "Connection refused" not in str(error):
                self._journal.note("cut")
            raise NotAccepted from None
        return self._noted(f"{method} {path}", answer, expected)

    def _noted(self, what: str, answer: requests.Response, expected: tuple[int, ...]) -> requests.Response:
        with self._journal.lock:
            self._journal.statuses[answer.status_code] += 1
        if answer.status_code in expected:
            return answer
        if answer.status_code == requests.codes.unavailable and answer.headers.get("Retry-After"):
            self._journal.note("notices")
        else:
            self._journal.mistake(f"{what}: {answer.status_code} instead of {expected}: {words_of(answer)}")
        raise NotAccepted


def token_of(page: requests.Response) -> str:
    """The token of protection in the form."""
    found = TOKEN.search(page.text)
    return found[1] if found else ""


def words_of(page: requests.Response) -> str:
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", page.text, re.DOTALL)
    return " ".join((heading[1] if heading else page.text[:80]).split())

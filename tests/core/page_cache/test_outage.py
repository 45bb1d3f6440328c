"""The database is away: what is kept is shown, the rest says so honestly, and the urgent announcement stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, NoReturn

from django.db import connection
from django.db.utils import OperationalError
from django.utils import timezone

from community.accounts.models import User
from community.core.page_cache.shelf import Shelf
from home.emergency.services import banner_put_up
from home.models import HomePage
from home.models.emergency import EmergencyBanner
from tests.core.page_cache.conftest import Commit
from tests.core.page_cache.keeping import shown, visitor


@contextmanager
def database_away() -> Iterator[None]:
    def refuse(*args: Any) -> NoReturn:
        raise OperationalError("connection refused")

    with connection.execute_wrapper(refuse):
        yield


def banner_up(words: str) -> None:
    user = User.objects.create_user("duty", is_superuser=True)
    ends = timezone.now() + timedelta(hours=3)
    banner_put_up(banner=EmergencyBanner(level="danger", text=words, starts_at=timezone.now(), ends_at=ends), user=user)


def test_kept_pages_are_shown_and_a_form_says_that_it_was_not_accepted(
    kept: Shelf, home_page: HomePage, commit: Commit
) -> None:
    with commit():
        banner_up("Пошкоджено водогін на вулиці Луговій.")
    client = visitor()
    client.raise_request_exception = False
    with database_away():
        assert "Ласкаво просимо" in shown("/").decode()
        answer = client.post("/opytuvannia/park/holos/", {"email": "olena@ukr.net"})
    page = answer.content.decode()
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert "no-store" in answer["Cache-Control"]
    assert "Пошкоджено водогін" in page
    assert "не прийнято" in page


def test_a_page_that_is_not_kept_says_so_too(kept: Shelf, home_page: HomePage) -> None:
    client = visitor()
    client.raise_request_exception = False
    with database_away():
        answer = client.get("/novyny/")
    assert answer.status_code == 503
    assert "<h1>" in answer.content.decode()


def test_another_mistake_is_no_outage(kept: Shelf, home_page: HomePage) -> None:
    def broken(*args: Any) -> NoReturn:
        raise ZeroDivisionError

    client = visitor()
    client.raise_request_exception = False
    with connection.execute_wrapper(broken):
        assert client.get("/novyny/").status_code == 500

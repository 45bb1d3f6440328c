"""How other machines, the clock and counts reach kept pages, and what is kept of a change that was taken back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from community.core.models.page_change import PageChange
from community.core.page_cache import changes
from community.core.page_cache.changes import changed
from community.core.page_cache.following import LOOKS_EACH, Follower, moments_passed
from community.core.page_cache.shelf import Shelf
from engagement.models import Poll, PollIndexPage
from home.models import HomePage, StandardPage
from news.models import NewsIndexPage
from tests.core.page_cache.conftest import Commit
from tests.core.page_cache.keeping import is_kept, key_at, shown, visitor
from tests.engagement.polls.builders import confirmed_vote, poll_make
from tests.news.builders import make_article, make_category

SOON = timedelta(seconds=1)
CLOCK_STEP = timedelta(seconds=LOOKS_EACH)


@pytest.fixture
def other_machine(kept: Shelf, tmp_path: Path) -> Shelf:
    """A machine beside this one, with the same front page on its disk."""
    (tmp_path / "other").mkdir()
    return Shelf(tmp_path / "other")


@pytest.fixture(autouse=True)
def _nothing_gathered() -> Iterator[None]:
    changes._gathering_until.clear()
    yield
    changes._gathering_until.clear()


def keep_there(machine: Shelf, address: str, *tags: str) -> None:
    key = key_at(address)
    assert key
    machine.put(key, headers=None, body=b"old", tags=tags, begun=machine.begin())


def test_another_machine_follows(other_machine: Shelf, home_page: HomePage, commit: Commit) -> None:
    follower = Follower(other_machine)
    keep_there(other_machine, "/", f"page:{home_page.pk}")
    keep_there(other_machine, "/kontakty/", "page:999")
    with commit():
        home_page.lead = "Раді бачити."
        home_page.save_revision().publish()
    follower.step(timezone.now() + SOON)
    assert other_machine.paths() == ["testserver/kontakty/index.html"]


def test_this_machine_drops_a_change_once(kept: Shelf, home_page: HomePage, commit: Commit) -> None:
    follower = Follower(kept)
    with commit():
        home_page.save_revision().publish()
    assert is_kept("/"), "made before publishing returned"
    follower.step(timezone.now() + SOON)
    assert is_kept("/"), "and not thrown away once more"


def test_what_was_published_is_made_with_its_list_and_feeds(
    kept: Shelf, news_index: NewsIndexPage, commit: Commit
) -> None:
    with commit():
        article = make_article(news_index, title="Міст відкрито")
    for address in ("/", news_index.url, article.url, f"{news_index.url}rss/", f"{news_index.url}atom/"):
        assert is_kept(address), address


def test_a_draft_drops_nothing(kept: Shelf, home_page: HomePage, news_index: NewsIndexPage, commit: Commit) -> None:
    article = make_article(news_index, title="Міст")
    for address in ("/", article.url, news_index.url):
        shown(address)
    with commit():
        article.title = "Чернетка"
        article.save_revision()
        make_article(news_index, title="Ще чернетка", live=False).save_revision()
        poll = Poll.objects.create(
            question="Чернетка", slug="chernetka", opens_at=timezone.now(), closes_at=timezone.now() + SOON, live=False
        )
        PageChange.objects.all().delete()
        poll.question = "Інша чернетка"
        poll.save()
        poll.save_revision()
    assert [row.tags for row in PageChange.objects.all()] == []
    assert all(is_kept(address) for address in ("/", article.url, news_index.url))


def test_publishing_throws_away_nothing_that_does_not_show_it(
    kept: Shelf, home_page: HomePage, news_index: NewsIndexPage, commit: Commit
) -> None:
    page = home_page.add_child(instance=StandardPage(title="Історія", slug="istoriia"))
    old = make_article(news_index, title="Про школу")
    sport = make_category("Спорт і здоров'я")
    for address in (page.url, old.url, news_index.url):
        shown(address)
    with commit():
        make_article(news_index, title="Про спорт", category=sport)
    dropped = [address for address in (page.url, old.url) if not is_kept(address)]
    assert dropped == []
    assert "Про спорт" in shown(news_index.url).decode()


def test_a_change_that_was_taken_back_is_no_change(kept: Shelf, home_page: HomePage) -> None:
    shown("/")
    PageChange.objects.all().delete()
    with transaction.atomic():
        with transaction.atomic():
            changed("page:1")
            transaction.set_rollback(True)
        assert PageChange.objects.count() == 0
        changed("page:1")
        assert PageChange.objects.count() == 1, "what comes after it is told"


def test_counts_are_gathered_and_then_told(kept: Shelf, home_page: HomePage, settings: Settings) -> None:
    home_page.add_child(instance=PollIndexPage(title="Опитування", slug="opytuvannia"))
    poll = poll_make()
    PageChange.objects.all().delete()
    now = timezone.now()
    # Each vote is committed for itself.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transaction, "on_commit", lambda function, **_: function())
        patch.setattr(changes, "GATHERED", timedelta(minutes=1))
        for number in range(5):
            confirmed_vote(poll, email=f"voter{number}@ukr.net")
    rows = [row for row in PageChange.objects.all() if "table:engagement_vote" in row.tags]
    assert len(rows) == 1
    assert rows[0].due_at > now + timedelta(minutes=1)
    assert timedelta(seconds=10) > changes.GATHERED + changes.SETTLED + CLOCK_STEP


def test_a_row_that_is_not_due_waits(other_machine: Shelf, home_page: HomePage) -> None:
    now = timezone.now()
    keep_there(other_machine, "/", "table:engagement_vote")
    PageChange.objects.create(tags=["table:engagement_vote"], due_at=now + timedelta(seconds=6))
    follower = Follower(other_machine, now)
    follower.step(now + timedelta(seconds=3))
    assert other_machine.paths()
    follower.step(now + timedelta(seconds=7))
    assert not other_machine.paths()


def test_a_long_transaction_is_found_when_it_is_committed_at_last(other_machine: Shelf, home_page: HomePage) -> None:
    now = timezone.now()
    follower = Follower(other_machine, now)
    follower.step(now + timedelta(minutes=3))
    keep_there(other_machine, "/", "page:1")
    PageChange.objects.create(tags=["page:1"], due_at=now)
    follower.step(now + timedelta(minutes=3, seconds=1))
    assert not other_machine.paths()


def test_a_poll_that_closes_by_the_clock_is_shown_closed(kept: Shelf, home_page: HomePage) -> None:
    poll = poll_make(closes_at=timezone.now() + timedelta(minutes=5))
    home_page.add_child(instance=StandardPage(title="Контакти", slug="kontakty"))
    shown("/kontakty/")
    PageChange.objects.all().delete()
    follower = Follower(kept, poll.closes_at - timedelta(seconds=30))
    follower.step(poll.closes_at - timedelta(seconds=10))
    assert is_kept("/kontakty/")
    follower.step(poll.closes_at + timedelta(seconds=20))
    assert not is_kept("/kontakty/")


def test_at_midnight_in_kyiv_everything_is_made_anew(db: None) -> None:
    evening = datetime(2026, 11, 29, 21, 59, 50, tzinfo=UTC)
    assert moments_passed(evening, evening + timedelta(seconds=5)) == set()
    assert moments_passed(evening, evening + timedelta(seconds=20)) == {"all"}


def test_old_rows_are_forgotten(other_machine: Shelf, db: None) -> None:
    now = timezone.now()
    PageChange.objects.create(tags=["page:1"], due_at=now - timedelta(days=2))
    Follower(other_machine, now).step(now + timedelta(minutes=6))
    assert PageChange.objects.count() == 0


def test_a_vote_in_the_making_is_never_kept(kept: Shelf, home_page: HomePage) -> None:
    """Pages with a form of protection belong to one visitor."""
    polls = home_page.add_child(instance=PollIndexPage(title="Опитування", slug="opytuvannia"))
    poll = poll_make()
    address = f"{polls.poll_url(poll.slug)}holos/"
    page = visitor().get(address)
    assert b"csrfmiddlewaretoken" in page.content
    assert not is_kept(address)

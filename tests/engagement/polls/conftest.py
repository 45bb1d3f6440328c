"""A site with a polls page, and short ways to a poll and to the letters a resident gets."""

from collections.abc import Callable

import pytest
from wagtail.models import Page, Site

from engagement.models import Poll, PollIndexPage
from engagement.polls import decision_secrecy
from home.models import HomePage
from tests.engagement.polls.builders import close, poll_make

PollMaker = Callable[..., Poll]


@pytest.fixture
def poll_index(db: None) -> PollIndexPage:
    """A home page with the polls page under it."""
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Зеленогірська громада", slug="home-of-test"))
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    return home.add_child(instance=PollIndexPage(title="Опитування", slug="opytuvannia"))


@pytest.fixture
def poll(poll_index: PollIndexPage) -> Poll:
    """A running poll with one answer out of three, its results shown after one's own vote."""
    return poll_make()


@pytest.fixture
def closed_poll(poll: Poll) -> Poll:
    """The same poll after its end."""
    return close(poll)


@pytest.fixture
def few_votes_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let staff decide about a single vote: these stories have few; the rule against it has its own in ``desk``."""
    monkeypatch.setattr(decision_secrecy, "LEAST_CELL", 1)

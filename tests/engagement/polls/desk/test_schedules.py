"""What editors scheduled happens by the clock; what is refused is told, and does not stand in the way of the rest."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, Revision

from community.core.tasks import publish_scheduled
from engagement.models import Poll, PollIndexPage
from home.models import HomePage
from tests.engagement.polls.builders import confirmed_vote, poll_make, text

PAST = timedelta(minutes=-5)


def schedule(draft: Revision, *, ago: timedelta) -> None:
    Revision.objects.filter(pk=draft.pk).update(approved_go_live_at=timezone.now() - ago)


@pytest.fixture
def page_behind(poll_index: PollIndexPage) -> Page:
    """A page that is due after everything else."""
    page = poll_index.get_parent().add_child(instance=HomePage(title="Наступна", slug="nastupna", live=False))
    schedule(page.save_revision(), ago=timedelta(minutes=1))
    return page


@pytest.fixture
def refused_poll(poll: Poll) -> Poll:
    """A poll with a scheduled draft of another question, which the first vote has frozen."""
    poll.refresh_from_db()
    poll.question = "Інше запитання?"
    schedule(poll.save_revision(), ago=timedelta(minutes=5))
    confirmed_vote(Poll.objects.get())
    return Poll.objects.get()


def test_a_scheduled_poll_appears_by_the_clock(poll_index: object) -> None:
    poll = poll_make(live=False, go_live_at=timezone.now() + timedelta(hours=1))
    draft = poll.save_revision()
    draft.publish()
    assert not Poll.objects.get().live
    publish_scheduled()
    assert not Poll.objects.get().live
    Poll.objects.update(go_live_at=timezone.now() + PAST)
    draft.content["go_live_at"] = (timezone.now() + PAST).isoformat()
    draft.save()
    schedule(draft, ago=timedelta(minutes=5))
    publish_scheduled()
    assert Poll.objects.get().live


def test_a_refused_poll_does_not_hold_up_the_page_behind_it(
    officer: Client, author: Client, refused_poll: Poll, page_behind: Page
) -> None:
    publish_scheduled()
    page_behind.refresh_from_db()
    assert page_behind.live
    assert refused_poll.question == Poll.objects.get().question
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    entry = ModelLogEntry.objects.get(action="community.schedule_refused")
    assert "Не опубліковано за розкладом" in entry.message
    assert "вже голосували" in entry.message
    home = reverse("wagtailadmin_home")
    assert "Не спрацював розклад" in text(officer.get(home))
    assert "Не спрацював розклад" not in text(author.get(home))
    refused_poll.save_revision(log_action=True)
    assert "Не спрацював розклад" not in text(officer.get(home))


def test_a_poll_that_runs_does_not_expire_under_its_votes(poll: Poll) -> None:
    confirmed_vote(poll)
    Poll.objects.update(expire_at=timezone.now() + PAST)
    publish_scheduled()
    stored = Poll.objects.get()
    assert stored.live
    assert stored.expire_at is None
    assert "Не знято із сайту за розкладом" in ModelLogEntry.objects.latest("pk").message


def test_a_page_expires_by_the_clock(page_behind: Page) -> None:
    Page.objects.filter(pk=page_behind.pk).update(live=True, expire_at=timezone.now() + PAST)
    Revision.objects.update(approved_go_live_at=None)
    publish_scheduled()
    page_behind.refresh_from_db()
    assert (page_behind.live, page_behind.expired) == (False, True)


@pytest.mark.parametrize(
    ("error", "is_kept"),
    [(OperationalError("gone"), True), (RuntimeError("bug"), True), (ValidationError("no"), False)],
)
def test_only_a_refusal_ends_a_schedule(
    poll: Poll, page_behind: Page, monkeypatch: pytest.MonkeyPatch, error: Exception, is_kept: bool
) -> None:
    draft = Poll.objects.get().save_revision()
    schedule(draft, ago=timedelta(minutes=5))

    def broken(*args: object, **kwargs: object) -> None:
        raise error

    monkeypatch.setattr(Poll, "save", broken)
    publish_scheduled()
    draft.refresh_from_db()
    assert (draft.approved_go_live_at is not None) == is_kept
    page_behind.refresh_from_db()
    assert page_behind.live

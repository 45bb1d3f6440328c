"""Whatever way somebody tries to change a poll under its votes, the reason is said and the poll stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from engagement.models import Poll, Vote
from engagement.polls.services.sealing import poll_seal
from tests.engagement.polls.builders import close, confirmed_vote, text
from tests.engagement.polls.test_admin import as_stored, form, rich_text

SNIPPET = "wagtailsnippets_engagement_poll"
QUESTION = "Що ремонтувати насамперед?"


@pytest.fixture
def old_draft(poll: Poll) -> Revision:
    """A draft of another question, from before the first vote."""
    poll.refresh_from_db()
    poll.question = "Інше запитання?"
    draft = poll.save_revision()
    confirmed_vote(Poll.objects.get())
    return draft


def edited(poll: Poll, **changes: Any) -> dict[str, str]:
    return form(poll, slug=poll.slug, description=rich_text(""), **{**as_stored(poll), **changes})


def url(name: str, *args: int) -> str:
    return reverse(f"{SNIPPET}:{name}", args=args)


@pytest.mark.parametrize("action", ["action-publish", "save"])
def test_an_old_draft_is_refused_in_the_editor(officer: Client, old_draft: Revision, poll: Poll, action: str) -> None:
    page = text(officer.get(url("edit", poll.pk)))
    assert "зберегти такі зміни не вийде" in page
    data = edited(poll, question="Інше запитання?")
    if action == "save":
        del data["action-publish"]
    answer = officer.post(url("edit", poll.pk), data)
    assert answer.status_code == 200
    assert "У цьому опитуванні вже голосували" in text(answer)
    assert Poll.objects.get().question == QUESTION


def test_an_old_version_is_refused_when_it_is_brought_back(officer: Client, old_draft: Revision, poll: Poll) -> None:
    revert = url("revisions_revert", poll.pk, old_draft.pk)
    assert "Інше запитання?" in text(officer.get(revert))
    answer = officer.post(revert, edited(poll, question="Інше запитання?"))
    assert answer.status_code == 200
    assert "У цьому опитуванні вже голосували" in text(answer)
    assert Poll.objects.get().question == QUESTION


def test_a_schedule_of_an_old_draft_can_be_taken_back(officer: Client, old_draft: Revision, poll: Poll) -> None:
    Revision.objects.update(approved_go_live_at=timezone.now() + timedelta(days=1))
    assert officer.get(url("edit", poll.pk)).status_code == 200
    assert officer.post(url("revisions_unschedule", poll.pk, old_draft.pk)).status_code == 302
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_a_vote_between_the_check_and_the_writing_is_no_error_of_the_server(
    officer: Client, poll: Poll, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(revision: Revision, **kwargs: object) -> None:
        raise ValidationError("Саме проголосували")

    monkeypatch.setattr(Revision, "publish", refused)
    answer = officer.post(url("edit", poll.pk), edited(poll, question="Нове запитання?"))
    assert answer.status_code == 200
    assert "Саме проголосували" in text(answer)
    assert not Revision.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_running_poll_is_not_taken_off_the_site(officer: Client, poll: Poll, method: str) -> None:
    confirmed_vote(poll)
    answer = getattr(officer, method)(url("unpublish", poll.pk), follow=True)
    assert "зняти його із сайту не можна" in text(answer)
    assert Poll.objects.get().live
    close(poll)
    officer.post(url("unpublish", poll.pk))
    assert not Poll.objects.get().live


@pytest.mark.parametrize(
    ("field", "days", "reason"),
    [
        ("expire_at", 1, "лишається на сайті щонайменше до свого завершення"),
        ("go_live_at", 30, "має з’явитися на сайті раніше, ніж завершиться"),
        ("go_live_at", 1, "зняти його із сайту не можна"),
    ],
)
def test_a_schedule_does_not_cut_the_vote(officer: Client, poll: Poll, field: str, days: int, reason: str) -> None:
    confirmed_vote(poll)
    moment = (timezone.localtime() + timedelta(days=days)).strftime("%Y-%m-%d %H:%M")
    answer = officer.post(url("edit", poll.pk), edited(poll, **{field: moment}))
    assert answer.status_code == 200
    assert reason in text(answer)
    assert Poll.objects.get().live


@pytest.mark.parametrize("name", ["delete", "bulk"])
@pytest.mark.parametrize("kept", ["vote", "seal"])
def test_what_keeps_a_poll_from_being_deleted_is_said(officer: Client, poll: Poll, name: str, kept: str) -> None:
    if kept == "vote":
        confirmed_vote(poll)
    else:
        poll_seal(poll=close(poll))
    bulk = f"{reverse('wagtail_bulk_action', args=['engagement', 'poll', 'delete'])}?id={poll.pk}"
    address = bulk if name == "bulk" else url("delete", poll.pk)
    for send in (officer.get, officer.post):
        assert "тому видалити його не можна" in text(send(address, follow=True))
    assert Poll.objects.count() == 1


@pytest.mark.parametrize(
    "values", [{"question": "Інше?"}, {"closes_at": timezone.now() + timedelta(days=99)}, {"results_promise": "live"}]
)
def test_sql_is_refused(poll: Poll, values: dict[str, Any]) -> None:
    confirmed_vote(poll)
    with pytest.raises(DatabaseError), transaction.atomic():
        Poll.objects.update(**values)
    assert Vote.objects.confirmed().count() == 1

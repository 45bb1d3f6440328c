"""What people voted on stays as it was, whatever writes: the form, an old draft, a script, SQL."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from engagement.models import Poll, PollOption
from engagement.models.freeze import FROZEN_FIELDS
from engagement.models.poll import OptionsOrder, PollKind, ResultsPromise
from engagement.triggers.polls import POLL_COLUMNS
from tests.engagement.polls.builders import close, confirmed_vote, option_of, pending_vote, poll_make

CHANGES = {
    "question": "Інше запитання?",
    "slug": "inshe",
    "description": "<p>Інше</p>",
    "options_order": OptionsOrder.SHUFFLED,
    "asks_settlement": True,
    "allows_changes": True,
    "opens_at": timezone.now() - timedelta(days=2),
    "results_promise": ResultsPromise.LIVE,
}


ORIGINAL = {
    "results_promise": ResultsPromise.AFTER_VOTE,
    "options_order": OptionsOrder.FIXED,
    "asks_settlement": False,
    "allows_changes": False,
    "opens_at": timezone.now() - timedelta(days=1),
}


@pytest.mark.parametrize("field", CHANGES)
def test_wording_changes_until_the_first_vote_even_a_pending_one(poll: Poll, field: str) -> None:
    poll.refresh_from_db()
    setattr(poll, field, CHANGES[field])
    poll.save()
    pending_vote(poll)
    setattr(poll, field, ORIGINAL.get(field, "changed"))
    with pytest.raises(ValidationError, match="вже голосували"):
        poll.save()


@pytest.mark.parametrize("field", CHANGES)
def test_the_database_refuses_too(poll: Poll, field: str) -> None:
    pending_vote(poll)
    with pytest.raises(DatabaseError, match="a poll with votes is frozen"), transaction.atomic():
        Poll.objects.update(**{field: CHANGES[field]})
    Poll.objects.update(live=False)


def test_kind_and_number_of_answers_are_frozen(poll: Poll) -> None:
    pending_vote(poll)
    with pytest.raises(DatabaseError, match="a poll with votes is frozen"), transaction.atomic():
        Poll.objects.update(kind=PollKind.MULTIPLE, max_choices=2)
    poll.kind, poll.max_choices = PollKind.MULTIPLE, 2
    with pytest.raises(ValidationError, match="вже голосували"):
        poll.full_clean()


def test_answers_are_frozen_by_the_first_vote(poll: Poll) -> None:
    pending_vote(poll)
    poll = Poll.objects.get()
    poll.options = [*poll.options.all()[1:], PollOption(text="Інше")]
    with pytest.raises(ValidationError, match="варіанти відповідей змінити не можна"):
        poll.save()
    for write in (
        lambda: PollOption.objects.update(text="Інше"),
        lambda: PollOption.objects.bulk_create([PollOption(poll=poll, text="Інше")]),
    ):
        with pytest.raises(DatabaseError, match="answers of this poll are frozen"), transaction.atomic():
            write()


def test_answers_of_a_closed_poll_are_frozen_without_a_vote(closed_poll: Poll) -> None:
    closed_poll.options = [PollOption(text="Інше")]
    with pytest.raises(ValidationError, match="Опитування завершено"):
        closed_poll.save()
    with pytest.raises(DatabaseError, match="answers of this poll are frozen"), transaction.atomic():
        PollOption.objects.update(text="Інше")


def test_an_answer_does_not_move_into_a_frozen_poll(poll: Poll) -> None:
    other = poll_make(question="Інше запитання?")
    pending_vote(poll)
    with pytest.raises(DatabaseError, match="answers of this poll are frozen"), transaction.atomic():
        PollOption.objects.filter(poll=other).update(poll=poll)


def test_an_old_draft_is_refused_when_it_is_published(poll: Poll) -> None:
    poll.refresh_from_db()
    poll.question = "Чернетка іншого запитання?"
    draft = poll.save_revision()
    confirmed_vote(Poll.objects.get())
    with pytest.raises(ValidationError, match="вже голосували"):
        draft.publish()
    assert Poll.objects.get().question == "Що ремонтувати насамперед?"


def test_what_is_not_frozen_is_published_over_votes(poll: Poll) -> None:
    Poll.objects.update(description="<p>Опис</p>")
    confirmed_vote(poll)
    poll = Poll.objects.get()
    # The editor gives paragraphs keys of its own.
    poll.description = '<p data-block-key="a1b2c">Опис</p>'
    poll.save_revision().publish()
    poll.refresh_from_db()
    assert PollOption.objects.count() == 3


def test_a_running_poll_leaves_the_site_only_once_it_is_closed(poll: Poll) -> None:
    confirmed_vote(poll)
    with pytest.raises(ValidationError, match="зняти його із сайту не можна"):
        Poll.objects.get().unpublish()
    assert Poll.objects.get().live
    close(poll).unpublish()
    assert not Poll.objects.get().live


def test_a_closed_poll_with_votes_does_not_open_again(poll: Poll) -> None:
    confirmed_vote(poll)
    poll = close(poll)
    poll.closes_at = timezone.now() + timedelta(days=1)
    with pytest.raises(ValidationError, match="відкрити його знову не можна"):
        poll.save()


def test_what_has_votes_is_not_deleted(poll: Poll) -> None:
    confirmed_vote(poll)
    with pytest.raises(ProtectedError):
        poll.delete()
    with pytest.raises(ProtectedError):
        PollOption.objects.all().delete()
    with pytest.raises(ValidationError, match="варіанти відповідей змінити не можна"):
        option_of(poll, 2).delete()
    assert PollOption.objects.count() == 3


def test_a_poll_without_votes_goes_with_its_answers(poll: Poll) -> None:
    poll.delete()
    assert not PollOption.objects.exists()


def test_every_trigger_survived_the_migrations(db: None) -> None:
    catalogue = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        names = {name for (name,) in cursor.fetchall()}
    assert {"engagement_poll_frozen", "engagement_option_frozen", "engagement_option_refused"} <= names


def test_triggers_name_the_columns_the_code_freezes() -> None:
    assert set(POLL_COLUMNS) == FROZEN_FIELDS


def test_slugs_follow_the_resolution_and_stay_unique(poll: Poll) -> None:
    assert poll.slug == "shcho-remontuvaty-nasampered"
    assert poll_make().slug == "shcho-remontuvaty-nasampered-2"


def test_a_poll_closes_after_it_opens(poll: Poll) -> None:
    poll.closes_at = poll.opens_at
    with pytest.raises(ValidationError, match="має завершуватися пізніше"):
        poll.full_clean()

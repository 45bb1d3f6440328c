"""Some days after a poll closed nothing leads from its votes to persons, and every number stays."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core import serializers
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from django.utils import timezone

from community.accounts.models import User
from community.messaging.models import Message
from engagement.models import Invalidation, Poll, PollEvent, PollIndexPage, Vote, VoteChoice
from engagement.polls.conditions import condition_make
from engagement.polls.digests import poll_digests
from engagement.polls.selectors import poll_results
from engagement.polls.services import retention
from engagement.polls.services.cancelling import vote_cancel
from engagement.polls.services.retention import voters_forget
from engagement.polls.services.review import votes_invalidate
from tests.engagement.polls.builders import (
    NETWORK,
    close,
    confirmed_vote,
    last_letter,
    letter_path,
    pending_vote,
    poll_make,
    vote_by_form,
)

pytestmark = pytest.mark.usefixtures("few_votes_decided")

DUE = timedelta(days=31)
BOT = "198.51.100.0/24"


@pytest.fixture
def voted(poll_index: PollIndexPage) -> Poll:
    """Closed; with counted, held, invalidated, cancelled and unconfirmed votes and a letter of each kind."""
    poll = poll_make(allows_changes=True)
    for number in range(5):
        confirmed_vote(poll, f"olena{number}@example.com", number % 3)
    pending_vote(poll, "pending@example.com")
    client = Client()
    for email in ("olena0@example.com", "held@mail.ru"):
        vote_by_form(client, poll, email)
    client.post(letter_path(last_letter()))
    vote_cancel(vote=confirmed_vote(poll, "changed@example.com"))
    bot = pending_vote(poll, "bot@example.com", network=BOT)
    client.post(letter_path(last_letter()))
    votes_invalidate(
        poll=poll,
        condition=condition_make(network=bot.network),
        expected=1,
        cause="automated",
        public_reason="Програма.",
        actor=User.objects.create_user("officer-of-test"),
    )
    Message.objects.update(state="sent", sent_at=timezone.now(), next_attempt_at=None)
    return close(poll)


def numbers(poll: Poll) -> dict[str, Any]:
    """Everything that is counted, in public and for staff."""
    results = poll_results(poll)
    by_state = poll.votes.order_by("state").values_list("state", "flag_reason").annotate(models.Count("pk"))
    return {
        "results": [(row.option.pk, row.votes) for row in results.rows],
        "states": list(by_state),
        "days": [
            timezone.localdate(moment) for moment in poll.votes.order_by("pk").values_list("created_at", flat=True)
        ],
        "digests": poll_digests(poll),
        "receipts": sorted(poll.votes.filter(receipt__isnull=False).values_list("receipt", "receipt_hash")),
        "letters": (Message.objects.count(), sum(poll.votes.values_list("letters_sent", flat=True))),
    }


def everything_stored() -> str:
    rows = [*Vote.objects.all(), *Message.objects.all(), *Invalidation.objects.all(), *PollEvent.objects.all()]
    return serializers.serialize("json", rows)


def joined_to_choices() -> list[tuple[str, int]]:
    """Choices beside addresses, by each column that the two tables ever shared and by the moment both were written."""
    joins = {
        "reference": "REPLACE(CAST(v.reference AS varchar(36)), '-', '') = REPLACE(m.about, '-', '')",
        "address": "v.email = m.recipient",
        "moment": "v.created_at = m.created_at",
    }
    sql = (
        "SELECT m.recipient, c.option_id FROM engagement_votechoice c"
        " JOIN engagement_vote v ON v.id = c.vote_id"
        " JOIN messaging_message m ON {} WHERE m.recipient <> ''"
    )
    found: list[tuple[str, int]] = []
    with connection.cursor() as cursor:
        for condition in joins.values():
            cursor.execute(sql.format(condition))
            found += cursor.fetchall()
    return found


def test_addresses_leave_and_numbers_stay(voted: Poll) -> None:
    before, choices = numbers(voted), VoteChoice.objects.count()
    assert joined_to_choices()
    with time_machine.travel(timezone.now() + DUE):
        assert [(line.votes, line.letters) for line in voters_forget()] == [(10, 11)]
        assert voters_forget() == []
    assert numbers(voted) == before
    assert VoteChoice.objects.count() == choices
    stored = everything_stored()
    for personal in ("@", "example.com", "mail.ru", NETWORK, BOT):
        assert personal not in stored
    assert joined_to_choices() == []
    assert not Vote.objects.exclude(voter_key=None).exists()
    event = voted.events.get(kind="erased")
    assert (event.votes, event.reason) == (10, "")


def test_neither_link_nor_code_opens_a_forgotten_vote(voted: Poll) -> None:
    message = Message.objects.filter(template="vote_confirm").earliest("pk")
    link = letter_path(message)
    assert Client().get(link).status_code == 200
    with time_machine.travel(timezone.now() + DUE):
        voters_forget()
        assert Client().get(link).status_code == 404


def test_times_keep_only_their_day(voted: Poll) -> None:
    """To the second they would stand in the web server's log beside an address."""
    with time_machine.travel(timezone.now() + DUE):
        voters_forget()
    for vote in Vote.objects.all():
        for moment in filter(None, (vote.created_at, vote.confirmed_at, vote.cancelled_at, vote.expires_at)):
            local = timezone.localtime(moment)
            assert (local.hour, local.minute, local.second, local.microsecond) == (0, 0, 0, 0)


def test_before_the_term_nothing_leaves(voted: Poll) -> None:
    before = everything_stored()
    with time_machine.travel(timezone.now() + timedelta(days=29)):
        assert voters_forget() == []
    assert everything_stored() == before


def test_a_running_poll_is_left_alone(voted: Poll) -> None:
    running = poll_make(question="Інше питання?", closes_at=timezone.now() + timedelta(days=90))
    vote = confirmed_vote(running)
    with time_machine.travel(timezone.now() + DUE):
        voters_forget()
    vote.refresh_from_db()
    assert vote.email == "olena@example.com"
    assert Message.objects.get(about=str(vote.reference)).recipient == "olena@example.com"


def test_the_dry_run_says_what_the_real_run_does(voted: Poll) -> None:
    def report(*arguments: str) -> list[str]:
        out = StringIO()
        call_command("voters_retention", *arguments, stdout=out)
        return out.getvalue().splitlines()

    with time_machine.travel(timezone.now() + DUE):
        before = everything_stored()
        dry = report("--dry-run")
        assert everything_stored() == before
        real = report()
        after = report()
    assert dry[0] == real[0] == "Адреси тих, хто голосував, стирають через 30 днів після завершення опитування."
    assert (dry[1], real[1]) == ("Зараз було б стерто:", "Стерто зараз:")
    assert dry[2:] == real[2:]
    assert dry[2].endswith("голосів — 10, листів — 11")
    assert "«Що ремонтувати насамперед?», завершено" in dry[2]
    assert after[2] == "  нічого: строк жодного опитування ще не настав"


def test_a_run_that_was_cut_short_is_continued(voted: Poll, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    strip, stripped = retention._vote_strip, 0

    def die_at_the_fourth(vote: Vote) -> None:
        nonlocal stripped
        stripped += 1
        if stripped == 4:
            raise ConnectionError
        strip(vote)

    with time_machine.travel(timezone.now() + DUE):
        monkeypatch.setattr(retention, "_vote_strip", die_at_the_fourth)
        with pytest.raises(ConnectionError):
            voters_forget()
        assert Vote.objects.filter(email=None).count() == 2
        assert voted.events.filter(kind="erased").count() == 0
        # The letters of the batch that died are there as its votes are.
        assert Message.objects.exclude(recipient="").filter(template="vote_confirm").count() == 7
        monkeypatch.setattr(retention, "_vote_strip", strip)
        assert [line.votes for line in voters_forget()] == [8]
    assert voted.events.get(kind="erased").votes == 10
    assert "@" not in everything_stored()

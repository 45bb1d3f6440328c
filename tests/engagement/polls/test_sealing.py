"""A closed poll is sealed once, again after each decision, and every night its votes are compared with the seal."""

import logging
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.accounts.roles import ADMINISTRATOR, OFFICER
from community.messaging.models import Message
from community.messaging.rendering import message_render
from engagement.models import Poll, PollSeal, VoteChoice
from engagement.polls.services.review import invalidation_undo
from engagement.polls.services.sealing import polls_seal, seals_check
from tests.engagement.petitions.builders import officer_make
from tests.engagement.polls.builders import close, confirmed_vote, option_of
from tests.engagement.polls.sealing import held_vote, invalidate, release, seal, staff_make

pytestmark = pytest.mark.usefixtures("few_votes_decided")


def tamper(poll: Poll) -> None:
    VoteChoice.objects.filter(vote__poll=poll).update(option=option_of(poll, 2))


def alarms() -> list[Message]:
    return list(Message.objects.filter(template="poll_seal_differs"))


def seen_by(client: Client) -> str:
    return " ".join(client.get(reverse("wagtailadmin_home")).content.decode().split())


def test_a_poll_is_sealed_a_minute_after_its_close_and_once(poll: Poll) -> None:
    confirmed_vote(poll)
    assert polls_seal() == 0
    close(poll, ago=timedelta(seconds=30))
    assert polls_seal() == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        assert polls_seal() == 1
        assert polls_seal() == 0
    assert poll.seals.get().voters == 1


def test_a_decision_between_the_close_and_the_seal_is_in_the_seal(poll: Poll) -> None:
    confirmed_vote(poll)
    held_vote(poll)
    close(poll)
    release(poll)
    assert not poll.seals.exists()
    seal_of_clock = timezone.now() + timedelta(minutes=2)
    with time_machine.travel(seal_of_clock, tick=False):
        polls_seal()
    assert poll.seals.get().voters == 2
    assert seals_check() == []


def test_decisions_after_the_seal_add_seals_and_leave_the_former(poll: Poll) -> None:
    vote = confirmed_vote(poll)
    confirmed_vote(poll, "other@example.org", 1)
    seal(poll)
    invalidation = invalidate(vote)
    invalidation_undo(invalidation=invalidation, reason="Помилка", actor=staff_make())
    first, second, third = PollSeal.objects.filter(poll=poll)
    assert [first.voters, second.voters, third.voters] == [2, 1, 2]
    assert first.tallies_digest == third.tallies_digest != second.tallies_digest
    assert first.receipts_digest == third.receipts_digest != second.receipts_digest


def test_a_decision_about_a_running_poll_seals_nothing(poll: Poll) -> None:
    invalidate(confirmed_vote(poll))
    assert not poll.seals.exists()


def test_a_poll_without_votes_that_was_opened_again_is_sealed_again(poll: Poll) -> None:
    seal(poll)
    Poll.objects.filter(pk=poll.pk).update(closes_at=timezone.now() + timedelta(days=1))
    poll.refresh_from_db()
    confirmed_vote(poll)
    assert polls_seal() == 0
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert polls_seal() == 1
        assert [one.voters for one in poll.seals.all()] == [0, 1]
        assert seals_check() == []


def test_words_mended_in_a_poll_without_votes_alarm_nobody(poll: Poll, roles: None) -> None:
    officer_make(ADMINISTRATOR)
    seal(poll)
    Poll.objects.filter(pk=poll.pk).update(question="Що ремонтувати спершу?")
    assert seals_check() == []
    assert alarms() == []
    first, second = poll.seals.all()
    assert first.tallies_digest != second.tallies_digest


def test_changed_votes_are_found_at_night_and_administrators_are_told_once(
    poll: Poll, roles: None, caplog: pytest.LogCaptureFixture
) -> None:
    officer_make(OFFICER)
    administrator = officer_make(ADMINISTRATOR)
    confirmed_vote(poll)
    seal(poll)
    assert seals_check() == []
    tamper(poll)
    with caplog.at_level(logging.ERROR):
        assert seals_check() == [poll]
    assert f"The votes of poll {poll.pk} differ from its seal" in caplog.text
    assert seals_check() == [poll]
    (letter,) = alarms()
    assert letter.recipient == administrator.email
    written = message_render(message=letter, secrets={})
    assert written.subject == "Голоси завершеного опитування не збігаються з контрольною сумою"
    assert f"/opytuvannia/{poll.slug}/dovira/" in written.text
    # The published digests stay as they were.
    assert poll.seals.count() == 1


def test_the_alarm_stands_on_the_administrators_first_screen(
    poll: Poll, administrator: Client, officer: Client
) -> None:
    confirmed_vote(poll)
    seal(poll)
    tamper(poll)
    seals_check()
    assert "голоси яких не збігаються з контрольною сумою: 1" in seen_by(administrator)
    assert "не збігаються з контрольною сумою" not in seen_by(officer)
    VoteChoice.objects.filter(vote__poll=poll).update(option=option_of(poll, 0))
    assert seals_check() == []
    assert "не збігаються з контрольною сумою" not in seen_by(administrator)


def test_the_check_survives_a_cache_that_lost_its_note(poll: Poll, administrator: Client) -> None:
    confirmed_vote(poll)
    seal(poll)
    tamper(poll)
    seals_check()
    cache.clear()
    assert "не збігаються з контрольною сумою" not in seen_by(administrator)
    seals_check()
    assert "голоси яких не збігаються з контрольною сумою: 1" in seen_by(administrator)

"""Letters that remind of the law's clocks: each clock, once, on the working day before its last one."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from community.accounts.roles import ADMINISTRATOR
from engagement.models import Petition, PetitionSettings, RefusalGround
from engagement.petitions.letters import clock_of
from engagement.petitions.services.answers import petition_hearings_announce, petition_review_start
from engagement.petitions.services.clocks import collections_close, month_later, reminders_send
from engagement.petitions.services.drafts import petition_submit, petition_take_back
from engagement.petitions.services.moderation import petition_assign, petition_refuse
from tests.engagement.petitions.builders import (
    letters,
    officer_make,
    published_petition,
    reach_threshold,
    staff_make,
    submitted_petition,
)

pytestmark = pytest.mark.django_db

THURSDAY = "2026-11-19T10:00:00+02:00"


def moderated() -> Petition:
    return submitted_petition()


def awaited() -> Petition:
    return reach_threshold(published_petition(threshold=1))


def reviewed() -> Petition:
    petition = awaited()
    petition_review_start(petition=petition, actor=staff_make())
    return petition


def extended() -> Petition:
    petition = reviewed()
    assert petition.due_at
    until = timezone.localdate(petition.due_at) + timedelta(days=12)
    petition_hearings_announce(petition=petition, actor=staff_make(), until=until, reason="Просять слухань.")
    return petition


def appealed() -> Petition:
    statute = PetitionSettings.load()
    statute.term_days = 1
    statute.save()
    petition = published_petition(threshold=2)
    assert petition.collecting_until
    with time_machine.travel(petition.collecting_until, tick=False):
        collections_close()
    petition.refresh_from_db()
    return petition


@pytest.mark.parametrize(
    ("make", "clock", "told_on"),
    [
        # Two working days from Thursday end on Monday: told on Friday.
        (moderated, "moderation", "2026-11-20"),
        # Three, on Tuesday: told on Monday.
        (awaited, "notice", "2026-11-23"),
        # Ten, on Thursday, 3 December: told on Wednesday.
        (reviewed, "review", "2026-12-02"),
        # Hearings until Tuesday, 15 December.
        (extended, "review", "2026-12-14"),
        # Failed at the midnight before 21 November; the month ends on Monday, 21 December.
        (appealed, "appeal", "2026-12-18"),
    ],
)
def test_each_clock_is_told_of_once_a_working_day_before(
    make: Callable[[], Petition], clock: str, told_on: str, roles: None
) -> None:
    officer = officer_make()
    with time_machine.travel(THURSDAY, tick=False):
        petition = make()
    assert clock_of(petition) == clock
    with time_machine.travel(f"{told_on}T00:05:00+02:00", tick=False) as clock_of_the_world:
        clock_of_the_world.shift(timedelta(minutes=-10))
        assert reminders_send() == 0
        clock_of_the_world.shift(timedelta(minutes=10))
        assert reminders_send() == 1
        assert reminders_send() == 0
    (letter,) = letters("petition_reminder")
    assert letter.recipient == officer.email
    assert letter.context["clock"] == clock


def test_the_person_in_charge_is_reminded_alone(roles: None) -> None:
    officer_make()
    in_charge = officer_make(ADMINISTRATOR)
    with time_machine.travel(THURSDAY, tick=False):
        petition = submitted_petition()
        petition_assign(petition=petition, actor=in_charge, moderator=in_charge)
    with time_machine.travel("2026-11-20T09:00:00+02:00", tick=False):
        reminders_send()
    assert [letter.recipient for letter in letters("petition_reminder")] == [in_charge.email]


def test_a_new_clock_is_told_of_anew_and_a_finished_one_not(roles: None) -> None:
    officer_make()
    with time_machine.travel(THURSDAY, tick=False):
        petition, other = submitted_petition(), submitted_petition()
    assert petition.author
    with time_machine.travel("2026-11-20T09:00:00+02:00", tick=False):
        ground = RefusalGround.objects.get(code="powers")
        petition_refuse(petition=other, actor=staff_make(), ground=ground, reasons="Дорога обласна.")
        assert reminders_send() == 1
        petition_take_back(petition=petition, author=petition.author)
        petition_submit(petition=petition, author=petition.author)
    with time_machine.travel("2026-11-23T09:00:00+02:00", tick=False):
        assert reminders_send() == 1


@pytest.mark.parametrize(
    ("day", "later"),
    [
        ("2026-11-21", "2026-12-21"),
        ("2026-12-31", "2027-01-31"),
        ("2027-01-31", "2027-02-28"),
        ("2028-01-30", "2028-02-29"),
    ],
)
def test_a_month_later(day: str, later: str) -> None:
    assert month_later(date.fromisoformat(day)).isoformat() == later

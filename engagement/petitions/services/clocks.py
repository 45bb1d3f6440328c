"""What the clock does by itself: the end of collecting, the appeal of a missed threshold, reminders."""

from calendar import monthrange
from datetime import date

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from community.accounts.models import User
from community.core.local_time import day_end, local_day
from community.core.working_days import WorkingCalendar
from engagement.models import Petition
from engagement.models.petition_states import Collection, Machine
from engagement.petitions.letters import failed_letters_enqueue, reminder_letter_enqueue
from engagement.petitions.services.counting import petition_recount
from engagement.petitions.services.transitions import petition_step

# Working days before the last one on which a clock's end is told of: a letter on a Sunday for Monday comes too late.
REMIND_BEFORE = 1


def collections_close() -> int:
    """End the collections whose midnight has come, each after a last count; return how many."""
    due = Petition.objects.filter(
        collection__in=(Collection.OPEN, Collection.REACHED), collecting_until__lte=timezone.now()
    )
    petitions = list(due.values_list("pk", flat=True))
    for petition_id in petitions:
        _collection_close(petition_id)
    return len(petitions)


@transaction.atomic
def _collection_close(petition_id: int) -> None:
    petition_recount(petition_id=petition_id)
    petition, now = Petition.objects.get(pk=petition_id), timezone.now()
    if petition.collection == Collection.REACHED:
        petition_step(
            petition=petition,
            steps={Machine.COLLECTION: (Collection.REACHED, Collection.CLOSED)},
            actor=None,
            closed_at=now,
        )
    elif petition.collection == Collection.OPEN:
        petition_step(
            petition=petition,
            steps={Machine.COLLECTION: (Collection.OPEN, Collection.FAILED)},
            actor=None,
            failed_at=now,
            # An ordinary appeal from here on: one month (art. 20).
            due_at=day_end(month_later(local_day(now))),
            reminded_due_at=None,
        )
        failed_letters_enqueue(petition)


@transaction.atomic
def petition_appeal_close(*, petition: Petition, actor: User) -> None:
    """Note that the appeal of a petition without enough signatures was handled; nothing is owed any more."""
    petition_step(
        petition=petition,
        steps={Machine.COLLECTION: (Collection.FAILED, Collection.CLOSED)},
        actor=actor,
        closed_at=timezone.now(),
        due_at=None,
        reminded_due_at=None,
    )


def reminders_send() -> int:
    """Remind whoever is in charge of each clock, once each, from the working day before its last one on."""
    now, calendar = timezone.now(), WorkingCalendar.load()
    not_yet = Petition.objects.on_the_clock().filter(~Q(reminded_due_at=F("due_at")) | Q(reminded_due_at__isnull=True))
    soon = [
        petition
        for petition in not_yet
        if petition.due_at and calendar.working_days_left(now, petition.due_at) <= REMIND_BEFORE
    ]
    sent = 0
    for petition in soon:
        with transaction.atomic():
            # Claimed by the condition, so that two schedulers remind once.
            claimed = Petition.objects.filter(pk=petition.pk, due_at=petition.due_at).exclude(
                reminded_due_at=petition.due_at
            )
            if claimed.update(reminded_due_at=petition.due_at):
                reminder_letter_enqueue(petition)
                sent += 1
    return sent


def month_later(day: date) -> date:
    """The same day a month on; the last one where the next month is shorter."""
    year, month = (day.year + day.month // 12, day.month % 12 + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))

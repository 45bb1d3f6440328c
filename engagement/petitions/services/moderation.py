"""The desk: publish or refuse within the law's two working days, note, hand over."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.core.text.transliteration import slugify_ukrainian
from engagement.models import Petition, PetitionNote, PetitionSettings, RefusalGround, SignatureCount
from engagement.models.petition_states import Collection, Machine, Publication
from engagement.petitions.exceptions import PetitionRefusal
from engagement.petitions.letters import published_letter_enqueue, refused_letter_enqueue
from engagement.petitions.services.transitions import desk_event, petition_step

SLUG_LENGTH = 100


def collecting_until(published_at: datetime, term_days: int) -> datetime:
    """The midnight that ends the last day of collecting: the day of publication is not counted (Civil Code, 253)."""
    last_day = timezone.localdate(published_at) + timedelta(days=term_days)
    return timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time.min))


@transaction.atomic
def petition_publish(*, petition: Petition, actor: User, checked: Sequence[str]) -> None:
    """Publish and begin to collect, by the statute as it is today. ``checked``: the ticked lines of the checklist.

    Raises ``PetitionRefusal`` while a line is not ticked, ``StepNotPossible`` if somebody was faster.
    """
    # The lock also makes the next number free of rivals.
    statute = PetitionSettings.objects.select_for_update().get(pk=PetitionSettings.load().pk)
    if set(statute.checklist_items) - set(checked):
        raise PetitionRefusal(_("Tick every line of the checklist: each must be true before a petition is published."))
    now = timezone.now()
    number = (Petition.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    petition_step(
        petition=petition,
        steps={
            Machine.PUBLICATION: (Publication.SUBMITTED, Publication.PUBLISHED),
            Machine.COLLECTION: (Collection.NONE, Collection.OPEN),
        },
        actor=actor,
        data={"checked": list(checked)},
        published_at=now,
        number=number,
        slug=f"{number}-{slugify_ukrainian(petition.title)[:SLUG_LENGTH].rstrip('-')}",
        threshold=statute.threshold,
        term_days=statute.term_days,
        collecting_until=collecting_until(now, statute.term_days),
        due_at=None,
        reminded_due_at=None,
    )
    SignatureCount.objects.create(petition=petition)
    published_letter_enqueue(petition)


@transaction.atomic
def petition_refuse(*, petition: Petition, actor: User, ground: RefusalGround, reasons: str) -> None:
    """Refuse on ``ground``; the author gets ``reasons``, the public only counts grounds."""
    if not reasons.strip():
        raise PetitionRefusal(_("Write the reasons: the author must learn them."))
    petition_step(
        petition=petition,
        steps={Machine.PUBLICATION: (Publication.SUBMITTED, Publication.REFUSED)},
        actor=actor,
        data={"ground": ground.code},
        refused_at=timezone.now(),
        ground=ground,
        refusal_reasons=reasons.strip(),
        due_at=None,
        reminded_due_at=None,
    )
    refused_letter_enqueue(petition)


@transaction.atomic
def petition_assign(*, petition: Petition, actor: User, moderator: User | None) -> None:
    """Put ``moderator`` in charge, or nobody."""
    Petition.objects.filter(pk=petition.pk).update(moderator=moderator)
    petition.moderator = moderator
    desk_event(
        petition=petition,
        happening="assigned",
        actor=actor,
        data={"moderator": moderator.get_username() if moderator else ""},
    )


@transaction.atomic
def petition_note_add(*, petition: Petition, actor: User, text: str) -> PetitionNote:
    """Write something down for colleagues. Raises ``ValidationError`` for nothing."""
    note = PetitionNote(petition=petition, author=actor, text=text.strip())
    note.full_clean()
    note.save()
    desk_event(petition=petition, happening="note", actor=actor)
    return note

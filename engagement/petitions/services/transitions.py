"""The one door through which a petition changes state: a conditional UPDATE and its line in the journal, or nothing."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from engagement.models import Petition, PetitionEvent
from engagement.models.petition_states import TRANSITIONS, Machine
from engagement.petitions.exceptions import StepNotPossible
from engagement.petitions.signals import petition_stepped

# Machine -> the state to leave and the state to enter.
Steps = dict[Machine, tuple[str, str]]


@transaction.atomic
def petition_step(
    *,
    petition: Petition,
    steps: Steps,
    actor: User | None,
    data: dict[str, Any] | None = None,
    **fields: Any,
) -> None:
    """Move one or several machines at once, with the ``fields`` that go with it, and write the journal.

    Whoever comes second raises ``StepNotPossible``: the UPDATE finds the petition only in the states to leave, and
    only with the text that ``petition`` had been read with.
    """
    for machine, step in steps.items():
        if step not in TRANSITIONS[machine]:
            raise ValueError(f"No such step of {machine}: {step}")
    before = {machine.value: states[0] for machine, states in steps.items()}
    after = {machine.value: states[1] for machine, states in steps.items()}
    as_read = Petition.objects.filter(pk=petition.pk, latest_revision=petition.latest_revision_id, **before)
    if not as_read.update(**after, **fields):
        raise StepNotPossible(_("Somebody has already done this, or the petition has moved on. Look at it anew."))
    PetitionEvent.objects.bulk_create(
        PetitionEvent(
            petition=petition, machine=machine, from_state=left, to_state=entered, actor=actor, data=data or {}
        )
        for machine, (left, entered) in steps.items()
    )
    petition.refresh_from_db()
    petition_stepped.send(sender=Petition, petition=petition)


def desk_event(*, petition: Petition, happening: str, actor: User | None, data: dict[str, Any] | None = None) -> None:
    """Write what staff did beside the three machines into the journal."""
    PetitionEvent.objects.create(
        petition=petition, machine=Machine.DESK, to_state=happening, actor=actor, data=data or {}
    )

"""The journal of a petition in words for staff."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.accounts.selectors import user_display
from engagement.models import Petition, PetitionEvent, RefusalGround
from engagement.models.petition_states import AnswerState, Collection, Machine, Publication

STATES: dict[str, type[Publication | Collection | AnswerState]] = {
    Machine.PUBLICATION: Publication,
    Machine.COLLECTION: Collection,
    Machine.ANSWER: AnswerState,
}
HAPPENINGS: dict[str, Promise] = {
    "assigned": gettext_lazy("somebody was put in charge"),
    "note": gettext_lazy("a note was written"),
    "hearings": gettext_lazy("hearings were announced, the review is extended"),
    "deed": gettext_lazy("what was done was published"),
    "annulment_proposed": gettext_lazy("an annulment of signatures was proposed"),
    "annulment_agreed": gettext_lazy("a second person agreed to an annulment of signatures"),
    "annulment_rejected": gettext_lazy("an annulment of signatures was rejected"),
    "annulment_undo_asked": gettext_lazy("it was proposed to take an annulment of signatures back"),
    "annulment_undo_kept": gettext_lazy("an annulment of signatures stays: it is not taken back"),
    "annulment_undone": gettext_lazy("an annulment of signatures was taken back"),
    "objection_accepted": gettext_lazy("a signer’s objection was accepted"),
    "objection_declined": gettext_lazy("a signer’s objection was declined"),
}


@dataclass(frozen=True)
class JournalLine:
    """One event as people read it."""

    when: datetime
    who: str
    what: str
    details: str


def journal_of(petition: Petition) -> Iterator[JournalLine]:
    """The whole journal, the latest first."""
    grounds = dict(RefusalGround.objects.values_list("code", "title"))
    for event in petition.events.select_related("actor").order_by("-created_at", "-pk"):
        yield JournalLine(
            when=event.created_at,
            who=user_display(event.actor) if event.actor else "",
            what=_happening(event),
            details=_details(event.data, grounds),
        )


def _happening(event: PetitionEvent) -> str:
    if event.machine == Machine.DESK:
        return str(HAPPENINGS.get(event.to_state, event.to_state))
    states = STATES[event.machine]
    return f"{Machine(event.machine).label}: {states(event.from_state).label} → {states(event.to_state).label}"


def _details(data: dict[str, Any], grounds: dict[str, str]) -> str:
    parts = []
    if "moderator" in data:
        parts.append(data["moderator"] or _("nobody"))
    if "ground" in data:
        parts.append(grounds.get(data["ground"], data["ground"]))
    if "until" in data:
        parts.append(date_format(date.fromisoformat(data["until"]), "j E Y"))
    if "reason" in data:
        parts.append(data["reason"])
    return ", ".join(parts)

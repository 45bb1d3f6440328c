"""The papers of the council: documents of the register and the sessions that adopted them."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from community.core.local_time import KYIV, local_day
from community.demo.body import Library, body_blocks
from community.demo.content import content, phrase
from home.acts.choices import DRAFT_KINDS, ActStatus, Effect
from home.models import (
    ActFile,
    ActIndexPage,
    ActPage,
    ActRelation,
    AgendaItem,
    SessionFile,
    SessionIndexPage,
    SessionPage,
)
from home.sessions.choices import SessionStatus, Vote
from home.sessions.roll_call import Ballot, RollCall

CONVOCATION = 8
VOTES = {"з": Vote.FOR, "п": Vote.AGAINST, "у": Vote.ABSTAINED, "н": Vote.SILENT, "в": Vote.ABSENT}
EFFECTS = {
    "amends": Effect.AMENDS,
    "would_amend": Effect.AMENDS,
    "cancels": Effect.CANCELS,
    "adopts": Effect.ADOPTS,
}


def acts_load(index: ActIndexPage, library: Library, now: datetime) -> dict[str, ActPage]:
    """Write every document of the register; by key."""
    acts: dict[str, ActPage] = {}
    for entry in content("acts")["act"]:
        act = _act(entry, library, now)
        index.add_child(instance=act)
        for document in entry.get("documents", []):
            act.files.add(ActFile(document_id=library.documents[document]))
        for name, effect in EFFECTS.items():
            for key in entry.get(name, []):
                act.relations.add(ActRelation(effect=effect, other=acts[key]))
        act.save()
        acts[entry["key"]] = act
    return acts


def _act(entry: dict[str, Any], library: Library, now: datetime) -> ActPage:
    published = _morning(now, entry["published"])
    adopted_on = local_day(now) - timedelta(days=entry["adopted"]) if "adopted" in entry else None
    considered_on = local_day(now) + timedelta(days=entry["considered"]) if "considered" in entry else None
    moment = _morning(now, entry.get("adopted", entry["published"]))
    return ActPage(
        kind=entry["kind"],
        number=phrase(entry["number"], moment),
        title=phrase(entry["title"], moment),
        adopted_on=adopted_on,
        considered_on=considered_on,
        urgency_reason=phrase(entry.get("urgency", ""), moment),
        status=ActStatus.DRAFT if entry["kind"] in DRAFT_KINDS else ActStatus.IN_FORCE,
        body=body_blocks(entry["body"], library, moment),
        first_published_at=published,
        last_published_at=_morning(now, entry["updated"]) if "updated" in entry else published,
    )


def sessions_load(index: SessionIndexPage, acts: dict[str, ActPage], library: Library, now: datetime) -> int:
    """Write every session and say how many there are."""
    for entry in content("sessions")["session"]:
        starts_at, is_held = _morning(now, entry["days_ago"]), entry["days_ago"] > 0
        session = SessionPage(
            title=f"Сесія {entry['number']}",
            convocation=CONVOCATION,
            number=entry["number"],
            starts_at=starts_at,
            place=entry["place"],
            status=SessionStatus.HELD if is_held else SessionStatus.CONVENED,
            video_url=entry.get("video", ""),
            first_published_at=starts_at if is_held else now,
            last_published_at=starts_at if is_held else now,
        )
        session.agenda.add(*(_item(item, acts, starts_at) for item in entry["agenda"]))
        session.files.add(*(SessionFile(document_id=library.documents[key]) for key in entry.get("documents", [])))
        index.add_child(instance=session)
    return len(content("sessions")["session"])


def _item(item: dict[str, str], acts: dict[str, ActPage], moment: datetime) -> AgendaItem:
    deputies = content("sessions")["deputies"]
    # Of a vote that was not by name, there are no letters.
    ballots = [Ballot(deputy, VOTES[letter]) for deputy, letter in zip(deputies, item.get("votes", ""), strict=False)]
    return AgendaItem(
        title=phrase(item["title"], moment),
        act=acts.get(item.get("act", "")),
        outcome=item.get("outcome", ""),
        votes_text=RollCall(ballots).text,
    )


def _morning(now: datetime, days_ago: int) -> datetime:
    """Ten o'clock so many days ago; of a day that is not over, no later than now."""
    day = local_day(now) - timedelta(days=days_ago)
    morning = timezone.make_aware(datetime.combine(day, time(10)), KYIV)
    return min(morning, now) if days_ago >= 0 else morning

"""Petitions of the demo in all their states, with signatures of invented residents.

Written as rows rather than by the services: those act now, and these acts are past. So nobody gets a letter either.
"""

import random
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from community.accounts.models import User
from community.core.text.transliteration import slugify_ukrainian
from community.core.working_days import WorkingCalendar
from community.demo.content import content, phrase
from community.demo.petition_history import PetitionHistory
from community.demo.residents import Residents
from engagement.models import (
    Annulment,
    Petition,
    PetitionAnswer,
    PetitionDeed,
    PetitionEvent,
    PetitionMilestone,
    PetitionSettings,
    RefusalGround,
    Signature,
    SignatureCount,
)
from engagement.models.annulment import AnnulmentState
from engagement.models.signature import SignatureState
from engagement.petitions.search import lemmas_of
from engagement.petitions.services.counting import MILESTONES
from engagement.petitions.services.moderation import SLUG_LENGTH
from engagement.petitions.signer_key import signer_key

# The project's own users, as ``get_user_model`` types them.
Staff = dict[str, Any]


def petitions_load(staff: Staff, residents: Residents, now: datetime) -> dict[str, Petition]:
    """Make the statute and every petition; return them by their titles."""
    statute = PetitionSettings.load()
    for name, value in content("petitions")["statute"].items():
        setattr(statute, name, value)
    statute.full_clean()
    statute.save()
    calendar, entries = WorkingCalendar.load(), content("petitions")["petition"]
    # Numbers are given in the order of publication.
    published = sorted((entry for entry in entries if "published" in entry), key=lambda entry: -entry["published"])
    made = {}
    for number, entry in enumerate(published, start=1):
        history = PetitionHistory(entry, statute, calendar, now)
        petition = _petition_write(history, residents, number=number, moderator=staff["zaluchennia"])
        made[entry["title"]] = petition
        _signatures_write(petition, history, residents, staff)
        _answer_write(petition, history)
    for entry in entries:
        if "published" not in entry:
            made[entry["title"]] = _petition_write(PetitionHistory(entry, statute, calendar, now), residents)
    return made


def _petition_write(
    history: PetitionHistory, residents: Residents, *, number: int | None = None, moderator: Any = None
) -> Petition:
    entry = history.entry
    title, text = phrase(entry["title"], history.now), phrase(entry["text"], history.now).strip()
    author = residents.get(entry.get("author", ""))
    petition = Petition(
        title=title,
        text=text,
        lemmas=lemmas_of(title, text),
        author=author,
        author_name=author.full_name if author else entry["author_name"],
        moderator=moderator,
        number=number,
        slug=f"{number}-{slugify_ukrainian(title)[:SLUG_LENGTH].rstrip('-')}" if number else None,
        threshold=history.statute.threshold if number else None,
        term_days=history.statute.term_days if number else None,
        ground=RefusalGround.objects.get(code=entry["ground"]) if "ground" in entry else None,
        refusal_reasons=entry.get("reasons", ""),
        **history.states(),
        **history.times(),
    )
    petition.full_clean()
    petition.save()
    petition.save_revision(changed=False)
    PetitionEvent.objects.bulk_create(
        PetitionEvent(petition=petition, machine=machine, from_state=left, to_state=entered, created_at=moment)
        for machine, left, entered, moment in history.steps()
    )
    return petition


def _signatures_write(petition: Petition, history: PetitionHistory, residents: Residents, staff: Staff) -> None:
    dice = random.Random(petition.title)  # noqa: S311 - the same demo each time, nothing secret
    entry = history.entry
    signatures = [_signature(petition, number, dice) for number in range(entry["signatures"])]
    for signature, key in zip(signatures, entry.get("signed_by", []), strict=False):
        _sign_as(signature, residents[key])
    signatures += _annulled(petition, history, dice, staff)
    begin, end = petition.published_at or history.now, history.collected_until
    # People sign most in the first days and shortly before the end.
    shares = sorted(dice.betavariate(0.6, 0.8) for _signature in signatures)
    dice.shuffle(signatures)
    for signature, share in zip(signatures, shares, strict=True):
        signature.signed_at = begin + (end - begin) * share
    Signature.objects.bulk_create(signatures)
    SignatureCount.objects.create(petition=petition, valid=entry["signatures"], annulled=entry.get("annulled", 0))
    PetitionMilestone.objects.bulk_create(
        PetitionMilestone(petition=petition, percent=percent, reached_at=end)
        for percent in MILESTONES
        if entry["signatures"] * 100 >= percent * history.statute.threshold
    )


def _signature(petition: Petition, number: int, dice: random.Random) -> Signature:
    names = content("petitions")["names"]
    given, patronymics = dice.choice([("women", "daughters"), ("men", "sons")])
    return Signature(
        petition=petition,
        signer_key=signer_key(petition_id=petition.pk, phone=f"+38000001{number:04}"),
        full_name=" ".join(dice.choice(names[part]) for part in ("surnames", given, patronymics)),
        settlement=dice.choice(names["settlements"]),
        recount_due=False,
    )


def _sign_as(signature: Signature, resident: User) -> None:
    signature.signer, signature.full_name, signature.settlement = resident, resident.full_name, resident.settlement
    signature.signer_key = signer_key(petition_id=signature.petition_id, phone=resident.phone)


def _annulled(petition: Petition, history: PetitionHistory, dice: random.Random, staff: Staff) -> list[Signature]:
    entry = history.entry
    if "annulled" not in entry:
        return []
    annulment = Annulment.objects.create(
        petition=petition,
        public_reason=entry["annulled_reason"],
        state=AnnulmentState.DONE,
        matched=entry["annulled"],
        proposed_by=staff["zaluchennia"],
        proposed_at=history.collected_until - timedelta(days=2),
        decided_by=staff["admin"],
        decided_at=history.collected_until - timedelta(days=1),
        settled_at=history.collected_until - timedelta(days=1),
    )
    signatures = [_signature(petition, entry["signatures"] + number, dice) for number in range(entry["annulled"])]
    for signature in signatures:
        signature.state, signature.annulment = SignatureState.ANNULLED, annulment
    return signatures


def _answer_write(petition: Petition, history: PetitionHistory) -> None:
    entry = history.entry
    if not history.answered_at:
        return
    PetitionAnswer.objects.create(
        petition=petition,
        text=_paragraphs(entry["answer"], history.now),
        signed_by=entry["signed_by_head"],
        published_at=history.answered_at,
    )
    for deed in entry.get("deed", []):
        day = timezone.localtime(history.now) - timedelta(days=deed["days_ago"])
        text = _paragraphs(deed["text"], history.now)
        PetitionDeed.objects.create(petition=petition, text=text, done_on=day.date(), created_at=day)


def _paragraphs(text: str, now: datetime) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in phrase(text, now).strip().split("\n\n"))

"""A petition's life from draft to answer, and the ways in which it may not go."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from engagement.models import Petition, PetitionEvent, RefusalGround
from engagement.models.petition_states import AnswerState, Collection, Decision, Publication
from engagement.petitions.exceptions import AlreadySigned, NotProven, NotSignable, PetitionRefusal, StepNotPossible
from engagement.petitions.services.answers import petition_answer, petition_review_start
from engagement.petitions.services.clocks import collections_close
from engagement.petitions.services.counting import petition_recount, petitions_recount
from engagement.petitions.services.drafts import petition_submit, petition_take_back
from engagement.petitions.services.moderation import petition_publish, petition_refuse
from engagement.petitions.services.signing import signature_withdraw
from tests.engagement.petitions.builders import (
    draft_make,
    letters,
    publish,
    published_petition,
    reach_threshold,
    resident_make,
    sign,
    staff_make,
    submitted_petition,
)

pytestmark = pytest.mark.django_db


def journal(petition: Petition) -> list[str]:
    return [str(event) for event in PetitionEvent.objects.filter(petition=petition)]


def test_a_petition_goes_its_whole_way() -> None:
    petition = reach_threshold(published_petition(threshold=2))
    assert (petition.collection, petition.answer) == (Collection.REACHED, AnswerState.AWAITING)
    head = staff_make()
    petition_review_start(petition=petition, actor=head)
    with pytest.raises(NotSignable):
        sign(petition)
    petition_answer(
        petition=petition, actor=head, decision=Decision.SUPPORTED, text="<p>Підтримано.</p>", signed_by="Голова"
    )
    petition.refresh_from_db()
    assert (petition.publication, petition.collection, petition.answer) == ("published", "closed", "answered")
    assert petition.due_at is None
    assert journal(petition) == [
        "publication: draft → submitted",
        "publication: submitted → published",
        "collection:  → open",
        "collection: open → reached",
        "answer:  → awaiting",
        "answer: awaiting → under_review",
        "collection: reached → closed",
        "answer: under_review → answered",
    ]
    assert [letter.template for name in ("submitted", "published", "milestone", "review", "answered")
            for letter in letters(f"petition_{name}")] == [
        "petition_submitted", "petition_published", "petition_milestone", "petition_review", "petition_answered"
    ]  # fmt: skip


def test_whether_a_petition_still_collects_is_asked_of_the_database() -> None:
    petition, signer = published_petition(threshold=1), resident_make()
    sign(petition, signer)
    read_before = Petition.objects.get(pk=petition.pk)
    petition_recount(petition_id=petition.pk)
    petition.refresh_from_db()
    petition_review_start(petition=petition, actor=staff_make())
    assert read_before.is_signable
    with pytest.raises(NotSignable):
        sign(read_before)
    with pytest.raises(NotSignable):
        signature_withdraw(petition=read_before, signer=signer)


def test_too_few_signatures_become_an_appeal_at_midnight_in_kyiv() -> None:
    with time_machine.travel("2026-03-01T10:00:00+02:00", tick=False):
        petition = published_petition(threshold=5)
        sign(petition)
    # 90 days later the clocks show summer time: the midnight is another one in UTC.
    assert petition.collecting_until is not None
    assert timezone.localtime(petition.collecting_until).isoformat() == "2026-05-31T00:00:00+03:00"
    with time_machine.travel(petition.collecting_until - timedelta(seconds=1), tick=False):
        assert collections_close() == 0
        sign(petition)
    with time_machine.travel(petition.collecting_until, tick=False):
        with pytest.raises(NotSignable):
            sign(petition)
        assert collections_close() == 1
        assert collections_close() == 0
    petition.refresh_from_db()
    assert petition.collection == Collection.FAILED
    assert petition.count.valid == 2
    assert len(letters("petition_failed")) == 1


def test_a_person_signs_once_and_may_withdraw_and_sign_anew() -> None:
    petition, resident = published_petition(threshold=9), resident_make()
    sign(petition, resident)
    with pytest.raises(AlreadySigned):
        sign(petition, resident)
    signature_withdraw(petition=petition, signer=resident)
    assert petitions_recount() == 1
    petition.refresh_from_db()
    assert petition.count.valid == 0
    sign(petition, resident)
    assert petition_recount(petition_id=petition.pk).valid == 1


def test_another_account_with_the_same_phone_cannot_sign_again() -> None:
    petition, resident = published_petition(threshold=9), resident_make()
    sign(petition, resident)
    phone = resident.phone
    resident.delete()
    with pytest.raises(AlreadySigned):
        sign(petition, resident_make(phone=phone))


@pytest.mark.parametrize("missing", [{"email_proven": False}, {"phone_proven": False}, {"is_active": False}])
def test_without_both_proofs_nobody_signs_or_submits(missing: dict[str, bool]) -> None:
    petition, resident = published_petition(), resident_make(**missing)
    with pytest.raises(NotProven):
        sign(petition, resident)
    with pytest.raises(NotProven):
        draft_make(resident)


def test_a_refused_petition_keeps_its_reasons_for_the_author() -> None:
    petition, ground = submitted_petition(), RefusalGround.objects.get(code="powers")
    with pytest.raises(PetitionRefusal, match="Напишіть причини"):
        petition_refuse(petition=petition, actor=staff_make(), ground=ground, reasons=" ")
    petition_refuse(petition=petition, actor=staff_make(), ground=ground, reasons="Дорога обласна.")
    (letter,) = letters("petition_refused")
    assert letter.context["reasons"] == "Дорога обласна."
    with pytest.raises(StepNotPossible):
        publish(petition)


def test_the_checklist_is_ticked_before_publishing() -> None:
    petition = submitted_petition()
    with pytest.raises(PetitionRefusal, match="Позначте кожен рядок"):
        petition_publish(petition=petition, actor=staff_make(), checked=[])


def test_an_author_takes_the_petition_back_to_edit_it() -> None:
    petition = submitted_petition()
    assert petition.author
    petition_take_back(petition=petition, author=petition.author)
    petition.refresh_from_db()
    assert (petition.publication, petition.due_at) == (Publication.DRAFT, None)
    petition_submit(petition=petition, author=petition.author)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Інше"},
        {"text": "Інше"},
        {"threshold": 1},
        {"collection": "failed", "failed_at": timezone.now(), "publication": "draft"},
        {"publication": "submitted"},
        {"collection": "closed", "closed_at": timezone.now(), "failed_at": timezone.now()},
        {"answer": "answered"},
    ],
)
def test_the_database_refuses_what_is_not_lawful(change: dict[str, object]) -> None:
    petition = published_petition()
    with pytest.raises(DatabaseError), transaction.atomic():
        Petition.objects.filter(pk=petition.pk).update(**change)


def test_a_stale_object_takes_no_state_back() -> None:
    petition = published_petition(threshold=1)
    stale = Petition.objects.get(pk=petition.pk)
    reach_threshold(petition)
    stale.save()
    petition.refresh_from_db()
    assert petition.collection == Collection.REACHED

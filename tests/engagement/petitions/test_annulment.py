"""Signatures are annulled by two persons, and whoever signed can object."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from engagement.models import Annulment, AnnulmentObjection, Petition, PetitionEvent, Signature
from engagement.models.petition_states import AnswerState, Collection
from engagement.petitions.conditions import condition_make, condition_readable, signatures_meeting
from engagement.petitions.exceptions import AlreadySigned, NotSignable, PetitionRefusal, StepNotPossible
from engagement.petitions.services import annulment as annulments
from engagement.petitions.services.annulment import (
    annulment_consent,
    annulment_keep,
    annulment_propose,
    annulment_reject,
    annulment_undo,
    annulment_undo_propose,
    annulments_carry_on,
)
from engagement.petitions.services.counting import petition_recount
from engagement.petitions.services.objections import objection_decide
from engagement.petitions.services.signing import signature_add, signature_withdraw
from tests.engagement.petitions.builders import (
    NETWORK,
    letters,
    published_petition,
    reach_threshold,
    resident_make,
    sign,
    staff_make,
)

pytestmark = pytest.mark.django_db

REASON = "автоматизовані підписи"
FOREIGN = "198.51.100.0/24"


def proposed(petition: Petition, network: str = NETWORK) -> Annulment:
    condition = condition_make(network=network)
    return annulment_propose(petition=petition, actor=staff_make(), condition=condition, public_reason=REASON)


def annulled(petition: Petition) -> Annulment:
    annulment = proposed(petition)
    annulment_consent(annulment=annulment, actor=staff_make())
    annulments_carry_on()
    annulment.refresh_from_db()
    return annulment


def valid(petition: Petition) -> int:
    return petition_recount(petition_id=petition.pk).valid


def public_lines(petition: Petition) -> list[tuple[int, str, int]]:
    lines = petition.annulments.public()
    return list(lines.values_list("matched", "public_reason", "returned"))  # type: ignore[misc]  # of the annotation


def form_address() -> str:
    return str(letters("petition_annulled")[0].secrets["link"]).removeprefix("http://127.0.0.1:8000")


def test_two_persons_annul_what_came_from_one_network() -> None:
    petition = published_petition(threshold=9)
    for _number in range(3):
        sign(petition)
    signature_add(petition=petition, signer=resident_make(), network=FOREIGN)
    annulment = proposed(petition)
    assert annulment.matched == 3
    assert valid(petition) == 4
    annulment_consent(annulment=annulment, actor=staff_make())
    assert annulments_carry_on() == 3
    count = petition_recount(petition_id=petition.pk)
    assert (count.valid, count.annulled) == (1, 3)
    assert len({letter.recipient for letter in letters("petition_annulled")}) == 3
    assert letters("petition_annulled")[0].context["reason"] == REASON
    assert public_lines(petition) == [(3, REASON, 0)]
    assert annulments_carry_on() == 0
    assert len(letters("petition_annulled")) == 3


def test_nobody_agrees_with_oneself() -> None:
    petition = published_petition()
    sign(petition)
    annulment = proposed(petition)
    for decide in (annulment_consent, annulment_reject):
        with pytest.raises(PetitionRefusal, match="інша людина"):
            decide(annulment=annulment, actor=annulment.proposed_by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Annulment.objects.filter(pk=annulment.pk).update(
            state="done", decided_by=annulment.proposed_by, decided_at=timezone.now()
        )


def test_an_annulment_is_decided_once() -> None:
    petition = published_petition()
    sign(petition)
    annulment = proposed(petition)
    annulment_reject(annulment=annulment, actor=staff_make())
    with pytest.raises(StepNotPossible):
        annulment_consent(annulment=annulment, actor=staff_make())
    with pytest.raises(StepNotPossible):
        annulment_undo_propose(annulment=annulment, actor=staff_make())
    assert annulments_carry_on() == 0
    assert valid(petition) == 1


def test_what_meets_nobody_is_not_proposed() -> None:
    petition = published_petition()
    sign(petition)
    with pytest.raises(PetitionRefusal, match="Жоден врахований підпис"):
        proposed(petition, FOREIGN)
    assert not signatures_meeting(petition, {}).exists()


def test_each_part_of_a_condition_narrows() -> None:
    petition = published_petition(threshold=99)
    first = sign(petition, resident_make(settlement="Глинське"))
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        second, noon = sign(petition), timezone.now()

    def meeting(**parts: object) -> set[Signature]:
        return set(signatures_meeting(petition, condition_make(**parts)))  # type: ignore[arg-type]  # of the test's

    assert meeting(network="203.0.113.77") == meeting(network="203.0.0.0/16") == {first, second}
    assert meeting(network="2001:db8::/32") == set()
    assert meeting(settlement="Глинське") == {first}
    assert meeting(signed_from=noon) == {second}
    assert meeting(signed_until=noon) == {first}
    assert meeting(references=[str(second.reference)]) == {second}
    assert meeting(settlement="Глинське", signed_from=noon) == set()
    assert condition_readable(condition_make(settlement="Глинське")) == [("Населений пункт", "Глинське")]


def test_a_killed_batch_is_carried_on_by_the_next_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annulments, "BATCH", 2)
    petition = published_petition(threshold=99)
    for _number in range(5):
        sign(petition)
    annulment_consent(annulment=proposed(petition), actor=staff_make())
    write = annulments.annulled_letter_enqueue

    def die_at_the_fourth(signature: Signature, *, reason: str) -> None:
        if len(letters("petition_annulled")) == 3:
            raise ConnectionError
        write(signature, reason=reason)

    monkeypatch.setattr(annulments, "annulled_letter_enqueue", die_at_the_fourth)
    with pytest.raises(ConnectionError):
        annulments_carry_on()
    assert Signature.objects.annulled().count() == len(letters("petition_annulled")) == 2
    monkeypatch.setattr(annulments, "annulled_letter_enqueue", write)
    assert annulments_carry_on() == 3
    assert len({letter.recipient for letter in letters("petition_annulled")}) == 5


def test_who_signs_after_the_consent_is_not_touched() -> None:
    petition = published_petition(threshold=99)
    sign(petition)
    annulment_consent(annulment=proposed(petition), actor=staff_make())
    sign(petition)
    assert annulments_carry_on() == 1
    assert valid(petition) == 1


def test_a_reached_threshold_stays_reached() -> None:
    petition = reach_threshold(published_petition(threshold=2))
    annulled(petition)
    assert valid(petition) == 0
    petition.refresh_from_db()
    assert (petition.collection, petition.answer) == (Collection.REACHED, AnswerState.AWAITING)
    assert len(letters("petition_milestone")) == 1


def test_taking_back_restores_and_tells() -> None:
    petition, resident = published_petition(threshold=9), resident_make()
    sign(petition, resident)
    annulment = annulled(petition)
    with pytest.raises(AlreadySigned):
        sign(petition, resident)
    with pytest.raises(NotSignable):
        signature_withdraw(petition=petition, signer=resident)
    annulment_undo_propose(annulment=annulment, actor=staff_make())
    assert annulments_carry_on() == 0
    annulment_undo(annulment=annulment, actor=staff_make())
    assert annulments_carry_on() == 1
    assert valid(petition) == 1
    assert [letter.recipient for letter in letters("petition_signature_restored")] == [resident.email]
    assert not petition.annulments.public().exists()
    happenings = PetitionEvent.objects.filter(machine="desk").values_list("to_state", flat=True)
    assert list(happenings) == [
        "annulment_proposed",
        "annulment_agreed",
        "annulment_undo_asked",
        "annulment_undone",
    ]


def test_nobody_takes_an_annulment_back_alone() -> None:
    petition, clerk = published_petition(threshold=9), staff_make()
    sign(petition)
    annulment = annulled(petition)
    with pytest.raises(StepNotPossible):
        annulment_undo(annulment=annulment, actor=clerk)
    annulment_undo_propose(annulment=annulment, actor=clerk)
    with pytest.raises(PetitionRefusal, match="інша людина"):
        annulment_undo(annulment=annulment, actor=clerk)
    stale = Annulment(pk=annulment.pk, petition=petition)
    with pytest.raises(StepNotPossible):
        annulment_undo(annulment=stale, actor=clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Annulment.objects.filter(pk=annulment.pk).update(state="undone", undone_by=clerk, undone_at=timezone.now())
    assert annulments_carry_on() == 0
    annulment_keep(annulment=annulment, actor=staff_make())
    with pytest.raises(StepNotPossible):
        annulment_undo(annulment=annulment, actor=staff_make())
    assert valid(petition) == 0


def test_a_signer_objects_and_the_signature_counts_again(home_page: None) -> None:
    petition = published_petition(threshold=9)
    sign(petition)
    annulment = annulled(petition)
    page = Client().get(form_address()).content.decode()
    assert REASON in page
    assert Client().post(form_address(), {"text": " "}).status_code == 422
    assert Client().post(form_address(), {"text": "Я підписала сама."}).status_code == 303
    assert "розгляда" in Client().get(form_address()).content.decode()
    objection = AnnulmentObjection.objects.get()
    objection_decide(objection=objection, actor=staff_make(), accepted=True, reply="")
    assert valid(petition) == 1
    assert letters("petition_objection_decided")[0].context["accepted"] is True
    assert public_lines(petition) == [(1, REASON, 1)]
    # The decision that was corrected for this signature does not come back to it.
    Annulment.objects.filter(pk=annulment.pk).update(settled_at=None)
    assert annulments_carry_on() == 0
    with pytest.raises(StepNotPossible):
        objection_decide(objection=objection, actor=staff_make(), accepted=False, reply="Ні.")


def test_a_declined_objection_is_explained(home_page: None) -> None:
    petition = published_petition(threshold=9)
    sign(petition)
    annulled(petition)
    Client().post(form_address(), {"text": "Незгоден."})
    objection = AnnulmentObjection.objects.get()
    with pytest.raises(PetitionRefusal, match="чому заперечення відхилено"):
        objection_decide(objection=objection, actor=staff_make(), accepted=False, reply=" ")
    objection_decide(objection=objection, actor=staff_make(), accepted=False, reply="Десять підписів за секунду.")
    page = Client().get(form_address()).content.decode()
    assert "відхилено" in page
    assert "Десять підписів за секунду." in page
    assert valid(petition) == 0


def test_the_public_line_names_number_reason_and_day(home_page: None) -> None:
    petition = published_petition(threshold=9)
    sign(petition)
    with time_machine.travel("2027-02-03T12:00:00+02:00"):
        annulled(petition)
    line = render_to_string("engagement/petitions/annulments.html", {"annulments": petition.annulments.public()})
    assert " ".join(strip_tags(line).split()) == f"Підписи, яких не враховано −1 {REASON} (3 лютого 2027)"

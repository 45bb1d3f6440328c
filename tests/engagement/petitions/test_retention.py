"""When the term is over names leave, and nothing the public counts changes."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import serializers
from django.db.models import Count
from django.test import Client
from django.utils import timezone

from engagement.models import (
    Annulment,
    AnnulmentObjection,
    Petition,
    PetitionEvent,
    PetitionIndexPage,
    PetitionNote,
    RefusalGround,
    Signature,
)
from engagement.petitions.conditions import condition_make
from engagement.petitions.services import retention
from engagement.petitions.services.annulment import annulment_consent, annulment_propose, annulments_carry_on
from engagement.petitions.services.clocks import collections_close, petition_appeal_close
from engagement.petitions.services.counting import counts_check, petition_recount
from engagement.petitions.services.moderation import petition_note_add, petition_refuse
from engagement.petitions.services.objections import objection_file
from engagement.petitions.services.retention import networks_erase, petitions_pseudonymise
from engagement.petitions.services.signing import signature_withdraw
from tests.engagement.petitions.builders import (
    NETWORK,
    answer,
    published_petition,
    reach_threshold,
    resident_make,
    sign,
    staff_make,
    submitted_petition,
)
from tests.engagement.petitions.pages import address, text

pytestmark = pytest.mark.django_db

START = "2026-03-02T10:00:00+02:00"
AFTER_TERM = "2029-03-20T10:00:00+02:00"
NAME, AUTHOR = "Коваленко Олена Іванівна", "Шевчук Петро Ілліч"


@pytest.fixture
def petition() -> Petition:
    """Answered, with signatures that count, one that was withdrawn and one that was annulled."""
    with time_machine.travel(START):
        author = resident_make(last_name="Шевчук", first_name="Петро", patronymic="Ілліч")
        petition = published_petition(author, threshold=3)
        withdrawn = resident_make()
        sign(petition, withdrawn)
        signature_withdraw(petition=petition, signer=withdrawn)
        annul(petition, references=[str(sign(petition).reference)])
        petition_note_add(petition=petition, actor=staff_make(), text="Дзвонили авторові.")
        return answer(reach_threshold(petition))


def annul(petition: Petition, **parts: Any) -> Annulment:
    annulment = annulment_propose(
        petition=petition, actor=staff_make(), condition=condition_make(**parts), public_reason="помилка"
    )
    annulment_consent(annulment=annulment, actor=staff_make())
    annulments_carry_on()
    petition_recount(petition_id=petition.pk)
    annulment.refresh_from_db()
    return annulment


def public_numbers(petition: Petition) -> dict[str, Any]:
    """Everything the public counts and dates."""
    fresh = Petition.objects.select_related("count").get(pk=petition.pk)
    signatures = fresh.signatures.order_by("pk")
    return {
        "shown": (fresh.count.valid, fresh.count.annulled, fresh.threshold, fresh.number, fresh.slug),
        "states": (fresh.publication, fresh.collection, fresh.answer, fresh.decision),
        "dates": (fresh.published_at, fresh.collecting_until, fresh.reached_at, fresh.answered_at),
        "signatures": list(signatures.values_list("pk", "state", "signed_at", "confirmed_by")),
        "settlements": list(signatures.values_list("settlement").order_by("settlement").annotate(number=Count("pk"))),
        "annulments": list(fresh.annulments.public().values_list("matched", "public_reason", "decided_at")),
        "journal": [str(event) for event in fresh.events.all()],
    }


def everything_stored() -> str:
    rows = [*Petition.objects.all(), *Signature.objects.all(), *Annulment.objects.all(), *PetitionEvent.objects.all()]
    return serializers.serialize("json", [*rows, *AnnulmentObjection.objects.all(), *PetitionNote.objects.all()])


def test_names_leave_and_numbers_stay(petition: Petition) -> None:
    before, reference = public_numbers(petition), str(petition.annulments.get().condition["references"][0])
    assert NAME in everything_stored()
    with time_machine.travel(AFTER_TERM):
        assert petitions_pseudonymise() == 1
        assert petitions_pseudonymise() == 0
        assert counts_check() == []
    assert public_numbers(petition) == before
    stored = everything_stored()
    for personal in (NAME, AUTHOR, NETWORK, "Дзвонили"):
        assert personal not in stored
    petition.refresh_from_db()
    assert petition.author is None
    assert petition.annulments.get().condition == {}
    assert not petition.revisions.exists()
    assert not Signature.objects.filter(signer__isnull=False).exists()
    assert reference not in str(petition.annulments.get().condition)


def test_the_public_page_shows_the_same_numbers(petition_index: PetitionIndexPage, petition: Petition) -> None:
    def numbers(rest: str) -> list[str]:
        page = text(Client().get(address(petition, rest)))
        assert "Коваленко" not in page or not Petition.objects.get(pk=petition.pk).pseudonymised_at
        return re.findall(r"\d+", page)

    with time_machine.travel(AFTER_TERM, tick=False):
        before = {rest: numbers(rest) for rest in ("", "pidpysy/", "druk/", "kilkist.json")}
        assert petitions_pseudonymise() == 1
        assert {rest: numbers(rest) for rest in before} == before


def test_before_the_term_nothing_leaves(petition: Petition) -> None:
    with time_machine.travel("2029-03-01T10:00:00+02:00"):
        assert petitions_pseudonymise() == 0
    assert NAME in everything_stored()


def test_a_run_that_was_cut_short_is_continued(petition: Petition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    finish = retention._petition_finish

    def die(petition: Petition) -> None:
        raise ConnectionError

    with time_machine.travel(AFTER_TERM):
        monkeypatch.setattr(retention, "_petition_finish", die)
        with pytest.raises(ConnectionError):
            petitions_pseudonymise()
        monkeypatch.setattr(retention, "_petition_finish", finish)
        assert petitions_pseudonymise() == 1
    petition.refresh_from_db()
    assert petition.pseudonymised_at is not None


def test_what_is_owed_keeps_the_names(petition: Petition) -> None:
    """An appeal without an answer, an open objection, a proposed annulment: each holds everything."""
    with time_machine.travel(START):
        missed = published_petition(threshold=9)
        signature = sign(missed)
        annul(missed, settlement=signature.settlement)
        signature.refresh_from_db()
        objection = objection_file(signature=signature, text="Я підписала сама.")
    with time_machine.travel("2026-06-05T10:00:00+03:00"):
        collections_close()
    with time_machine.travel(AFTER_TERM):
        assert petitions_pseudonymise() == 1
        missed.refresh_from_db()
        petition_appeal_close(petition=missed, actor=staff_make())
        assert petitions_pseudonymise() == 0
        AnnulmentObjection.objects.filter(pk=objection.pk).update(outcome="declined", decided_at=timezone.now())
        assert petitions_pseudonymise() == 1
    objection.refresh_from_db()
    assert objection.text == ""


def test_a_refused_petition_loses_its_author_too() -> None:
    with time_machine.travel(START):
        petition = submitted_petition(resident_make(last_name="Шевчук"))
        ground = RefusalGround.objects.get(code="powers")
        petition_refuse(petition=petition, actor=staff_make(), ground=ground, reasons="Шевчук просить про інше.")
    with time_machine.travel(AFTER_TERM):
        assert petitions_pseudonymise() == 1
    assert "Шевчук" not in everything_stored()


def test_networks_leave_long_before_the_names(petition: Petition) -> None:
    with time_machine.travel(START):
        collecting = published_petition(threshold=9)
        sign(collecting)
    ended = petition.closed_at
    assert ended
    with time_machine.travel(ended + timedelta(days=89)):
        assert networks_erase() == 0
    with time_machine.travel(ended + timedelta(days=91)):
        assert networks_erase() == 5
        assert networks_erase() == 0
    assert set(petition.signatures.values_list("network", flat=True)) == {""}
    assert collecting.signatures.get().network == NETWORK
    assert NAME in everything_stored()


def test_a_proposal_keeps_the_networks_it_is_about() -> None:
    with time_machine.travel(START):
        petition = published_petition(threshold=9)
        sign(petition)
        annulment = annulment_propose(
            petition=petition, actor=staff_make(), condition=condition_make(network=NETWORK), public_reason="помилка"
        )
    with time_machine.travel("2026-06-05T10:00:00+03:00"):
        collections_close()
    with time_machine.travel("2026-12-01T10:00:00+02:00"):
        assert networks_erase() == 0
        annulment_consent(annulment=annulment, actor=staff_make())
        assert annulments_carry_on() == 1
        assert networks_erase() == 1
    annulment.refresh_from_db()
    assert (annulment.condition, annulment.matched) == ({}, 1)

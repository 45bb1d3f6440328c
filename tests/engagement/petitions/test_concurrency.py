"""Two hundred signatures on one petition from processes of their own, while others count; on SQLite a tenth of them."""

import pytest
from django.db import connection

from engagement.models import Petition, PetitionEvent, PetitionMilestone, Signature
from engagement.models.petition_states import AnswerState, Collection
from engagement.petitions.services.counting import counts_check, petitions_recount
from tests.engagement.petitions.builders import letters, published_petition, resident_make, sign
from tests.services.own_processes import counted, go, line_of, processes, run_together

SIGNATURES = 20 if connection.vendor == "sqlite" else 200
PROCESSES = 4
RECOUNTERS = 2
MODULE = "tests.engagement.petitions.signing_process"

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.processes]


def crowd(petition: Petition) -> list[list[str]]:
    """Everybody signs once more than allowed, shared out so that the second time comes from another process."""
    people = [str(resident_make().pk) for _number in range(SIGNATURES)]
    shares = [people[number::PROCESSES] for number in range(PROCESSES)]
    return [["sign", str(petition.pk), *shares[n], *shares[(n + 1) % PROCESSES]] for n in range(PROCESSES)]


def test_every_signature_counts_once_and_the_threshold_fires_once() -> None:
    petition = published_petition(threshold=SIGNATURES // 2)
    answers = run_together(MODULE, *crowd(petition), *[["recount"]] * RECOUNTERS)
    outcomes = counted(answers)
    assert outcomes["signed"] == outcomes["AlreadySigned"] == SIGNATURES
    assert outcomes["rounds"] > RECOUNTERS

    petitions_recount()
    petition.refresh_from_db()
    assert petition.count.valid == Signature.objects.valid().count() == SIGNATURES
    assert not Signature.objects.to_recount().exists()
    assert counts_check() == []
    assert (petition.collection, petition.answer) == (Collection.REACHED, AnswerState.AWAITING)
    steps = PetitionEvent.objects.filter(petition=petition, to_state__in=("reached", "awaiting"))
    assert sorted(steps.values_list("to_state", flat=True)) == ["awaiting", "reached"]
    assert sorted(PetitionMilestone.objects.values_list("percent", flat=True)) == [25, 50, 75, 100]
    told = [letter.context["percent"] for letter in letters("petition_milestone")]
    assert told == sorted(set(told))
    assert told[-1] == 100


def test_a_count_that_was_killed_leaves_its_marks_for_the_next() -> None:
    petition = published_petition(threshold=2)
    sign(petition)
    sign(petition)
    with processes(MODULE, ["hang", str(petition.pk)]) as (process,):
        go(process)
        assert line_of(process) == "counted"
        process.kill()
        process.wait()
    assert Signature.objects.to_recount().count() == 2
    petition.refresh_from_db()
    assert (petition.collection, petition.count.valid, letters("petition_milestone")) == (Collection.OPEN, 0, [])

    assert petitions_recount() == 1
    petition = Petition.objects.get(pk=petition.pk)
    assert (petition.collection, petition.count.valid) == (Collection.REACHED, 2)
    assert len(letters("petition_milestone")) == 1

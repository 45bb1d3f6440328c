"""Whatever people and clocks do in whatever order: lawful states, a whole journal, exact counts, each letter once."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from community.accounts.models import User
from community.messaging.models import Message
from engagement.models import Annulment, Petition, PetitionSettings, RefusalGround, Signature
from engagement.models.petition_states import TRANSITIONS, Decision, Machine
from engagement.models.signature import SignatureState
from engagement.petitions.conditions import condition_make
from engagement.petitions.exceptions import AlreadySigned, NotSignable, PetitionRefusal
from engagement.petitions.services.annulment import (
    annulment_consent,
    annulment_propose,
    annulment_undo,
    annulment_undo_propose,
    annulments_carry_on,
)
from engagement.petitions.services.answers import petition_answer, petition_hearings_announce, petition_review_start
from engagement.petitions.services.clocks import collections_close, petition_appeal_close, reminders_send
from engagement.petitions.services.counting import counted, counts_check, petitions_recount
from engagement.petitions.services.drafts import petition_submit, petition_take_back
from engagement.petitions.services.moderation import petition_refuse
from engagement.petitions.services.signing import signature_withdraw
from engagement.petitions.services.telling import signatures_to_tell, signers_tell
from tests.engagement.petitions.builders import draft_make, letters, publish, resident_make, sign, staff_make

# A week before the clocks of Kyiv go forward.
START = datetime.fromisoformat("2026-03-22T21:30:00+02:00")
THRESHOLD, TERM_DAYS, PEOPLE = 3, 30, 5
PETITIONS = 2

which = st.integers(0, PETITIONS - 1)
who = st.integers(0, PEOPLE - 1)
JUMPS = [timedelta(minutes=40), timedelta(hours=26), timedelta(days=3), timedelta(days=31), timedelta(days=200)]


class Petitions(RuleBasedStateMachine):
    """Two petitions, five residents and two clerks; every refusal of a service is as good an answer as a yes."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.clock = time_machine.travel(START, tick=False)
        self.now = self.clock.start()
        # Whose signature is valid or annulled, by petition.
        self.taken: dict[int, set[int]] = {}

    def teardown(self) -> None:
        try:
            self.everything_is_told_once()
        finally:
            self.clock.stop()
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    @initialize(steps=st.sampled_from([5, 6, 2, 4, 6, 0]))
    def community(self, steps: int) -> None:
        """The first petition has gone some of its way already: chance alone seldom leads so far."""
        statute = PetitionSettings.load()
        statute.threshold, statute.term_days = THRESHOLD, TERM_DAYS
        statute.save()
        self.people = [resident_make() for _number in range(PEOPLE)]
        self.clerks = [staff_make(), staff_make()]
        self.clerks[0].user_permissions.add(Permission.objects.get(codename="change_petition"))
        self.petitions = [draft_make(self.people[number]) for number in range(PETITIONS)]
        self.taken = {petition.pk: set() for petition in self.petitions}
        way: list[Callable[[], object]] = [
            partial(self.submit, number=0),
            partial(self.publish, number=0),
            partial(self.sign, number=0, people=set(range(THRESHOLD))),
            self.recount,
            partial(self.review, number=0),
            partial(self.answer, number=0, decision=Decision.SUPPORTED),
        ]
        for step in way[:steps]:
            step()

    def petition(self, number: int) -> Petition:
        return Petition.objects.get(pk=self.petitions[number].pk)

    def author(self, petition: Petition) -> User:
        assert petition.author
        return petition.author

    @rule(number=which)
    def submit(self, number: int) -> None:
        petition = self.petition(number)
        with suppress(PetitionRefusal):
            petition_submit(petition=petition, author=self.author(petition))

    @rule(number=which)
    def take_back(self, number: int) -> None:
        petition = self.petition(number)
        with suppress(PetitionRefusal):
            petition_take_back(petition=petition, author=self.author(petition))

    @rule(number=which)
    def publish(self, number: int) -> None:
        with suppress(PetitionRefusal):
            publish(self.petition(number), self.clerks[0])

    @rule(number=st.just(1))
    def refuse(self, number: int) -> None:
        ground = RefusalGround.objects.get(code="powers")
        with suppress(PetitionRefusal):
            petition_refuse(petition=self.petition(number), actor=self.clerks[0], ground=ground, reasons="Ні.")

    @rule(number=which, people=st.sets(who, min_size=2))
    def sign(self, number: int, people: set[int]) -> None:
        petition = self.petition(number)
        for person in sorted(people):
            try:
                sign(petition, self.people[person])
            except NotSignable:
                assert not petition.is_signable
            except AlreadySigned:
                assert person in self.taken[petition.pk]
            else:
                assert petition.is_signable
                assert person not in self.taken[petition.pk]
                self.taken[petition.pk].add(person)

    @rule(number=which, person=who)
    def withdraw(self, number: int, person: int) -> None:
        petition = self.petition(number)
        with suppress(NotSignable):
            signature_withdraw(petition=petition, signer=self.people[person])
            self.taken[petition.pk].remove(person)

    @rule()
    def recount(self) -> None:
        petitions_recount()
        for petition in Petition.objects.published().select_related("count"):
            assert {"valid": petition.count.valid, "annulled": petition.count.annulled} == counted(petition.pk)
        assert counts_check() == []

    @rule(number=which, person=who)
    def annul(self, number: int, person: int) -> None:
        signature = (
            Signature.objects.valid().filter(petition=self.petitions[number], signer=self.people[person]).first()
        )
        condition = condition_make(references=[str(signature.reference)]) if signature else {}
        with suppress(PetitionRefusal):
            annulment = annulment_propose(
                petition=self.petition(number), actor=self.clerks[0], condition=condition, public_reason="помилка"
            )
            annulment_consent(annulment=annulment, actor=self.clerks[1])
            annulments_carry_on()

    @rule()
    def undo_an_annulment(self) -> None:
        annulment = Annulment.objects.filter(state="done").first()
        if annulment:
            annulment_undo_propose(annulment=annulment, actor=self.clerks[1])
            annulment_undo(annulment=annulment, actor=self.clerks[0])
            annulments_carry_on()

    @rule(number=which)
    def review(self, number: int) -> None:
        with suppress(PetitionRefusal):
            petition_review_start(petition=self.petition(number), actor=self.clerks[0])

    @rule(number=which, days=st.integers(1, 60))
    def hearings(self, number: int, days: int) -> None:
        until = timezone.localdate() + timedelta(days=days)
        with suppress(PetitionRefusal):
            petition_hearings_announce(
                petition=self.petition(number), actor=self.clerks[0], until=until, reason="Слухання"
            )

    @rule(number=which, decision=st.sampled_from([Decision.SUPPORTED, Decision.NOT_SUPPORTED]))
    def answer(self, number: int, decision: Decision) -> None:
        with suppress(PetitionRefusal):
            petition_answer(
                petition=self.petition(number),
                actor=self.clerks[0],
                decision=decision,
                text="<p>Відповідь</p>",
                signed_by="Голова",
            )

    @rule(number=which)
    def appeal(self, number: int) -> None:
        with suppress(PetitionRefusal):
            petition_appeal_close(petition=self.petition(number), actor=self.clerks[0])

    @rule(jump=st.sampled_from(JUMPS))
    def time_passes(self, jump: timedelta) -> None:
        self.now.shift(jump)

    @precondition(lambda self: any(petition.collecting_until for petition in Petition.objects.all()))
    @rule(seconds=st.integers(-1, 1))
    def the_last_midnight_comes(self, seconds: int) -> None:
        ends = Petition.objects.filter(collecting_until__gt=timezone.now()).order_by("collecting_until")
        if petition := ends.first():
            assert petition.collecting_until
            assert timezone.localtime(petition.collecting_until).time().isoformat() == "00:00:00"
            self.now.move_to(max(timezone.now(), petition.collecting_until + timedelta(seconds=seconds)))

    @rule()
    def close(self) -> None:
        collections_close()
        assert not Petition.objects.filter(
            collection__in=("open", "reached"), collecting_until__lte=timezone.now()
        ).exists()

    @rule()
    def the_schedule_ticks(self) -> None:
        for tick in (self.recount, annulments_carry_on, self.close, self.remind, signers_tell):
            tick()

    @rule()
    def remind(self) -> None:
        reminders_send()
        assert reminders_send() == 0

    @rule()
    def tell(self) -> None:
        signers_tell()

    @invariant()
    def the_journal_gives_the_states(self) -> None:
        for petition in Petition.objects.all():
            states = {"publication": "draft", "collection": "", "answer": ""}
            for event in petition.events.exclude(machine=Machine.DESK):
                assert states[event.machine] == event.from_state
                assert (event.from_state, event.to_state) in TRANSITIONS[event.machine]
                states[event.machine] = event.to_state
            assert states == {name: getattr(petition, name) for name in states}

    @invariant()
    def one_signature_a_person(self) -> None:
        for petition_id, people in self.taken.items():
            held = Signature.objects.filter(petition=petition_id).exclude(state=SignatureState.WITHDRAWN)
            assert sorted(held.values_list("signer", flat=True)) == sorted(self.people[n].pk for n in people)

    @invariant()
    def each_letter_once(self) -> None:
        for petition in Petition.objects.all():
            events = Counter(petition.events.values_list("to_state", flat=True))
            assert events["reached"] <= 1
            about = list(Message.objects.filter(about=str(petition.reference)).order_by("pk"))
            sent = Counter(letter.template for letter in about)
            assert sent["petition_submitted"] == events["submitted"]
            assert sent["petition_published"] == events["published"]
            assert sent["petition_refused"] == events["refused"]
            assert sent["petition_review"] == events["under_review"]
            assert sent["petition_answered"] == events["answered"]
            assert sent["petition_failed"] == sent["petition_appeal"] == events["failed"]
            shares = [letter.context["percent"] for letter in about if letter.template == "petition_milestone"]
            assert shares == sorted(set(shares))
            clocks = Counter(
                (letter.context["clock"], letter.context["due"])
                for letter in about
                if letter.template == "petition_reminder"
            )
            assert set(clocks.values()) <= {1}

    def everything_is_told_once(self) -> None:
        """In the end, told and written are the same, and nobody is left."""
        if not self.taken:
            return
        signers_tell()
        assert not signatures_to_tell().exists()
        told = Signature.objects.filter(told_at__isnull=False).values_list("reference", flat=True)
        written = [letter.about for letter in letters("petition_answer_signer")]
        assert sorted(written) == sorted(str(reference) for reference in told)
        self.recount()


@pytest.mark.django_db
def test_any_order_of_actions_and_clocks() -> None:
    run_state_machine_as_test(
        Petitions,
        settings=settings(
            max_examples=10, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )

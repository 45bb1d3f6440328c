"""Whatever voters, staff and clocks do in whatever order: what is shown equals the rows and a model of them."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from community.accounts.models import User
from engagement.models import Invalidation, Poll, PollEvent, PollIndexPage, Vote
from engagement.models.invalidation import InvalidationCause
from engagement.models.poll import PollKind
from engagement.models.vote import FlagReason, VoteState
from engagement.polls.conditions import Condition, votes_meeting
from engagement.polls.digests import poll_digests
from engagement.polls.selectors import poll_results
from engagement.polls.services.cancelling import (
    pending_vote_cancel,
    unconfirmed_votes_purge,
    vote_cancel,
)
from engagement.polls.services.closing import poll_close_early
from engagement.polls.services.review import DecisionRefused, held_votes_release, invalidation_undo, votes_invalidate
from engagement.polls.services.sealing import polls_seal
from engagement.polls.services.voting import Confirmation, PollNotRunning, vote_cast, vote_confirm
from tests.engagement.polls.builders import poll_make

pytestmark = pytest.mark.usefixtures("few_votes_decided")

# The database has a clock of its own, for which this poll never closes.
START = datetime.fromisoformat("2076-10-24T20:00:00+03:00")
TERM = timedelta(days=7)
PEOPLE, OPTIONS = 6, 3
NETWORKS = ("203.0.113.0/24", "198.51.100.0/24")

who = st.integers(0, PEOPLE - 1)
answers = st.sets(st.integers(0, OPTIONS - 1), min_size=1, max_size=2)
networks = st.sampled_from(NETWORKS)
flags = st.sampled_from(["", "", FlagReason.NETWORK_BURST, FlagReason.BLOCKED_DOMAIN])


@dataclass
class Paper:
    """A vote as the model keeps it: whose, for what, from where, and what has become of it."""

    pk: int
    person: int
    chosen: frozenset[int]
    network: str
    flag: str
    state: str = "pending"
    before: str = ""
    decision: int | None = None


class Voting(RuleBasedStateMachine):
    """One poll, six mailboxes, one officer. Every refusal of a service is as good an answer as a yes."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.clock = time_machine.travel(START, tick=False)
        self.now = self.clock.start()
        self.papers: list[Paper] = []
        self.closes_at = START + TERM

    def teardown(self) -> None:
        self.clock.stop()
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize(allows_changes=st.booleans())
    def poll_opens(self, allows_changes: bool) -> None:
        self.poll = poll_make(
            opens_at=START - timedelta(hours=1),
            closes_at=self.closes_at,
            kind=PollKind.MULTIPLE,
            max_choices=2,
            allows_changes=allows_changes,
        )
        self.options = list(self.poll.options.all())
        self.officer = User.objects.create_user(f"officer{User.objects.count()}")

    @property
    def is_open(self) -> bool:
        return datetime.now(tz=START.tzinfo) < self.closes_at

    def fresh(self) -> Poll:
        return Poll.objects.get(pk=self.poll.pk)

    def uses_up(self, person: int) -> bool:
        return any(p.person == person and p.state in {"confirmed", "held", "invalidated"} for p in self.papers)

    @rule(person=who, chosen=answers, network=networks, flag=flags)
    def vote(self, person: int, chosen: set[int], network: str, flag: str) -> None:
        # Limits of letters are another matter: see test_voting.
        cache.clear()
        options = [self.options[number] for number in sorted(chosen)]
        try:
            reference = vote_cast(
                poll=self.fresh(), email=f"o.lena{person}@gmail.com", options=options, network=network, flag_reason=flag
            )
        except PollNotRunning:
            assert not self.is_open
            return
        assert self.is_open
        # Also where the address has voted: it waits, and is never counted.
        written = Vote.objects.get(reference=reference)
        self.papers.append(Paper(written.pk, person, frozenset(chosen), network, flag))

    @rule(data=st.data())
    def confirm(self, data: st.DataObject) -> None:
        paper = self.one(data, {"pending", "confirmed", "held", "invalidated", "cancelled"})
        if paper is None:
            return
        vote = Vote.objects.select_related("poll").get(pk=paper.pk)
        outcome = vote_confirm(vote=vote)
        if outcome == Confirmation.COUNTED:
            assert paper.state == "pending"
            assert self.is_open
            assert not self.uses_up(paper.person)
            paper.state = "held" if paper.flag else "confirmed"
        elif paper.state == "pending":
            assert outcome in {Confirmation.ADDRESS_COUNTED, Confirmation.EXPIRED, Confirmation.CLOSED}
            assert outcome != Confirmation.CLOSED or not self.is_open

    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        paper = self.one(data, {"pending", "confirmed", "held", "invalidated"})
        if paper is None:
            return
        vote = Vote.objects.select_related("poll").get(pk=paper.pk)
        if paper.state == "pending":
            pending_vote_cancel(poll=self.poll, reference=vote.reference)
            self.papers.remove(paper)
            return
        allowed = self.poll.allows_changes and self.is_open and paper.state != "invalidated"
        assert vote_cancel(vote=vote) == allowed
        if allowed:
            paper.state = "cancelled"

    @rule(network=networks, off_by=st.sampled_from([0, 0, 0, 1]))
    def release(self, network: str, off_by: int) -> None:
        met = [p for p in self.papers if p.state == "held" and p.network == network]
        condition = Condition(network=network)
        try:
            held_votes_release(
                poll=self.fresh(),
                condition=condition,
                expected=len(met) + off_by,
                reason="Перевірено",
                actor=self.officer,
            )
        except ValidationError:
            return
        assert met
        assert not off_by
        for paper in met:
            paper.state = "confirmed"

    @rule(network=networks, flag=flags, off_by=st.sampled_from([0, 0, 0, -1]))
    def invalidate(self, network: str, flag: str, off_by: int) -> None:
        condition = Condition(network=network, flag_reason=flag) if flag else Condition(network=network)
        met = [
            paper
            for paper in self.papers
            if paper.state in {"confirmed", "held"} and paper.network == network and flag in {"", paper.flag}
        ]
        try:
            invalidation = votes_invalidate(
                poll=self.fresh(),
                condition=condition,
                expected=len(met) + off_by,
                cause=InvalidationCause.AUTOMATED,
                public_reason="Голосувала програма",
                actor=self.officer,
            )
        except ValidationError:
            return
        assert met
        assert not off_by
        assert invalidation.matched == len(met)
        for paper in met:
            paper.state, paper.before, paper.decision = "invalidated", paper.state, invalidation.pk

    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        decisions = list(Invalidation.objects.filter(poll=self.poll).order_by("pk"))
        if not decisions:
            return
        chosen = data.draw(st.sampled_from(decisions))
        try:
            invalidation_undo(invalidation=chosen, reason="Помилка", actor=self.officer)
        except DecisionRefused:
            assert chosen.undone_at
            return
        for paper in self.papers:
            if paper.decision == chosen.pk:
                paper.state, paper.before, paper.decision = paper.before, "", None

    @rule()
    def close(self) -> None:
        with suppress(ValidationError):
            poll_close_early(poll=self.poll, reason="Негода", actor=self.officer)
            self.closes_at = datetime.now(tz=START.tzinfo)

    @rule(jump=st.sampled_from([timedelta(minutes=2), timedelta(hours=20), timedelta(days=3)]))
    def time_passes(self, jump: timedelta) -> None:
        self.now.shift(jump)

    @rule()
    def the_schedule_ticks(self) -> None:
        polls_seal()
        unconfirmed_votes_purge()
        left = set(Vote.objects.pending().values_list("pk", flat=True))
        self.papers = [paper for paper in self.papers if paper.state != "pending" or paper.pk in left]

    def one(self, data: st.DataObject, states: set[str]) -> Paper | None:
        papers = [paper for paper in self.papers if paper.state in states]
        return data.draw(st.sampled_from(papers)) if papers else None

    @invariant()
    def shown_equals_the_model_and_the_rows(self) -> None:
        if not hasattr(self, "poll"):
            return
        counted = [paper for paper in self.papers if paper.state == "confirmed"]
        by_answer = Counter(number for paper in counted for number in paper.chosen)
        results = poll_results(self.fresh())
        assert [row.votes for row in results.rows] == [by_answer[number] for number in range(OPTIONS)]
        assert results.voters == len(counted) == rows("SELECT count(*) FROM engagement_vote WHERE state = 'confirmed'")
        assert sum(row.votes for row in results.rows) == rows(
            "SELECT count(*) FROM engagement_votechoice c JOIN engagement_vote v ON v.id = c.vote_id"
            " WHERE v.state = 'confirmed'"
        )
        states = Counter(Vote.objects.values_list("state", flat=True))
        assert states == Counter(VoteState(paper.state).value for paper in self.papers)

    @invariant()
    def one_vote_a_mailbox(self) -> None:
        keys = Counter(Vote.objects.settled().exclude(voter_key=None).values_list("voter_key", flat=True))
        assert set(keys.values()) <= {1}

    @invariant()
    def public_lines_add_up(self) -> None:
        """The numbers everybody reads give the number of votes left out now."""
        if not hasattr(self, "poll"):
            return
        lines = PollEvent.objects.filter(poll=self.poll)
        left_out = sum(line.votes for line in lines if line.kind == "invalidated")
        given_back = sum(line.votes for line in lines if line.kind == "restored")
        assert left_out - given_back == sum(paper.state == "invalidated" for paper in self.papers)

    @invariant()
    def the_latest_seal_fits_the_rows(self) -> None:
        seal = self.poll.seals.last() if hasattr(self, "poll") else None
        if seal:
            digests = poll_digests(self.fresh())
            assert (seal.voters, seal.receipts_digest, seal.tallies_digest) == (
                digests.voters,
                digests.receipts,
                digests.tallies,
            )


def rows(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_any_order_of_votes_decisions_and_clocks(poll_index: PollIndexPage) -> None:
    run_state_machine_as_test(
        Voting,
        settings=settings(
            max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.mark.django_db
def test_an_empty_condition_meets_no_vote(poll: Poll) -> None:
    assert not votes_meeting(poll, Condition()).exists()

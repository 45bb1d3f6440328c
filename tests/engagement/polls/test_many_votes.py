"""Many votes of fewer mailboxes, each spelt in many ways, from processes of their own.

``VOTES=50000`` on PostgreSQL is the whole crowd, of 20 000 mailboxes, and takes minutes; each run takes a part of it,
and on SQLite, which has one writer, a small one.
"""

import os
from collections import Counter

import pytest
from django.db import connection

from engagement.models import Poll, Vote
from engagement.polls.selectors import poll_results
from tests.engagement.polls.crowd import attempts
from tests.services.own_processes import counted, run_together

MODULE = "tests.engagement.polls.voting_process"
VOTES = int(os.environ.get("VOTES", 500 if connection.vendor == "sqlite" else 5_000))
PEOPLE = VOTES * 2 // 5
PROCESSES = 4

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.processes]


def test_each_mailbox_counts_once_however_it_is_spelt(poll: Poll) -> None:
    commands = [[str(poll.pk), str(VOTES), str(PEOPLE), str(number), str(PROCESSES)] for number in range(PROCESSES)]
    outcomes = counted(run_together(MODULE, *commands))
    assert sum(outcomes.values()) == VOTES
    assert outcomes["counted"] == PEOPLE

    assert voters_by_hand(poll) == Counter(range(PEOPLE))
    results = poll_results(poll)
    assert results.voters == Vote.objects.confirmed().count() == PEOPLE
    assert {row.option.pk: row.votes for row in results.rows} == choices_by_hand(poll)


def voters_by_hand(poll: Poll) -> Counter[int]:
    """Whose votes are counted, by what was typed: the crowd's own list, without the site's idea of one address."""
    person_of = {email: person for person, email in attempts(VOTES, PEOPLE)}
    assert len(person_of) > PEOPLE
    with connection.cursor() as cursor:
        cursor.execute("SELECT email FROM engagement_vote WHERE poll_id = %s AND state = 'confirmed'", [poll.pk])
        return Counter(person_of[email] for (email,) in cursor.fetchall())


def choices_by_hand(poll: Poll) -> dict[int, int]:
    """The answers of counted votes, added up in Python from the bare rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM engagement_vote WHERE poll_id = %s AND state = 'confirmed'", [poll.pk])
        confirmed = {pk for (pk,) in cursor.fetchall()}
        cursor.execute("SELECT vote_id, option_id FROM engagement_votechoice")
        return dict(Counter(option for vote, option in cursor.fetchall() if vote in confirmed))

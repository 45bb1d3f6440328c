"""What is in the database and what has left, counted past the site's own code, against what people were told."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from tests.faults.load import Load
from tests.faults.site import FaultySite

UNDER_WAY = "SELECT count(*) FROM messaging_message WHERE state IN ('queued', 'sending')"


@dataclass(frozen=True)
class Recount:
    """Of one fault. ``extra`` are letters and SMS that came more than once, ``wrong`` is what contradicts itself."""

    accepted: int
    lost: list[str]
    extra: int
    wrong: list[str]


def last_message(site: FaultySite) -> int:
    return int(site.rows("SELECT coalesce(max(id), 0) FROM messaging_message")[0][0])


def recount(site: FaultySite, load: Load, since: int, petition_id: int) -> Recount:
    """Everything accepted since message number ``since``."""
    lost_votes, wrong_votes = votes_recount(site, load)
    lost_signatures, wrong_signatures = signatures_recount(site, load, petition_id)
    messages = site.rows(
        "SELECT public_id, channel, recipient, state FROM messaging_message WHERE id > %s ORDER BY id", since
    )
    arrivals = arrivals_of(site, messages)
    lost_messages = [f"{row[1]} {row[0]}" for row in messages if not arrivals[row[0]]]
    unsent = [f"{row[1]} {row[0]} is {row[3]}" for row in messages if row[3] != "sent"]
    return Recount(
        accepted=len(load.votes) + len(load.signed) + len(load.registered) + len(messages),
        lost=lost_votes + lost_signatures + lost_messages,
        extra=sum(max(0, count - 1) for count in arrivals.values()),
        wrong=wrong_votes + wrong_signatures + unsent,
    )


def votes_recount(site: FaultySite, load: Load) -> tuple[list[str], list[str]]:
    """Accepted votes that are not there, or whose address is not counted; and addresses that are counted twice."""
    references = list(load.votes)
    rows = site.rows(
        "SELECT reference::text, voter_key FROM engagement_vote WHERE reference::text = ANY(%s)", references
    )
    key_of = dict(rows)
    counted = Counter(
        key
        for (key,) in site.rows(
            "SELECT voter_key FROM engagement_vote WHERE state = 'confirmed' AND voter_key = ANY(%s)",
            list(key_of.values()),
        )
    )
    lost = [f"vote {reference}" for reference in references if not counted[key_of.get(reference)]]
    return lost, [f"{key} is counted {number} times" for key, number in counted.items() if number > 1]


def signatures_recount(site: FaultySite, load: Load, petition_id: int) -> tuple[list[str], list[str]]:
    signed = Counter(
        int(name.removeprefix("bench-"))
        for (name,) in site.rows(
            "SELECT username FROM engagement_signature s JOIN accounts_user u ON u.id = s.signer_id "
            "WHERE s.petition_id = %s AND s.state = 'valid' AND u.username LIKE 'bench-%%'",
            petition_id,
        )
    )
    lost = [f"signature of resident {number}" for number in load.signed if not signed[number]]
    return lost, [f"resident {number} signed {times} times" for number, times in signed.items() if times > 1]


def arrivals_of(site: FaultySite, messages: list[tuple[Any, ...]]) -> dict[Any, int]:
    """How often each message came: a letter by its number, an SMS by its phone, which gets one at a time."""
    letters = site.mail.arrivals()
    sms = Counter(phone for phone, _text in site.gateways.sent)
    return {
        public_id: letters[str(public_id)] if channel == "email" else sms[recipient.removeprefix("+")]
        for public_id, channel, recipient, _state in messages
    }

"""Digests of a poll's receipts and of its tallies, each over plain lines that anybody can write again.

The lines are described in docs/features/poll-integrity.md; ``poll_digest.py`` among the static files recomputes them.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engagement.models import Poll
from engagement.models.vote import VoteQuerySet
from engagement.polls.selectors import PollResults, poll_results

# What public data say of the lines; another number when they change.
FORMAT = 1
CHUNK = 5000


@dataclass(frozen=True)
class PollDigests:
    """SHA-256 in hexadecimal digits, and the number of votes they speak of."""

    voters: int
    receipts: str
    tallies: str


def poll_digests(poll: Poll) -> PollDigests:
    """The digests of the votes that count now."""
    results = poll_results(poll)
    return PollDigests(
        voters=results.voters,
        receipts=lines_digest(receipt_lines(poll)),
        tallies=lines_digest(tally_lines(poll, results)),
    )


def counted_receipts(poll: Poll) -> VoteQuerySet:
    """The counted votes in the order of the hashes of their receipts, which is the order of no other thing."""
    return poll.votes.confirmed().order_by("receipt_hash")


def receipt_lines(poll: Poll) -> Iterator[str]:
    """The hash of each counted vote's receipt, sorted."""
    return (str(line) for line in counted_receipts(poll).values_list("receipt_hash", flat=True).iterator(CHUNK))


def tally_lines(poll: Poll, results: PollResults) -> Iterator[str]:
    """The poll's number and question, the number of voters, then each answer's number, votes and text.

    Answers stand by their numbers, since an editor may still rearrange those of a closed poll.
    """
    yield f"poll {poll.pk}"
    yield f"question {_quoted(poll.question)}"
    yield f"voters {results.voters}"
    for row in sorted(results.rows, key=lambda row: row.option.pk):
        yield f"option {row.option.pk} {row.votes} {_quoted(row.option.text)}"


def lines_digest(lines: Iterable[str]) -> str:
    """SHA-256 over the lines in UTF-8, each ended by a line feed."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(f"{line}\n".encode())
    return digest.hexdigest()


def _quoted(text: str) -> str:
    """As a JSON string: whatever the text holds, it can be no other line."""
    return json.dumps(text, ensure_ascii=False)

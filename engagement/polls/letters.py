"""Letters to those who vote. None carries a choice: nothing may join an address and an answer."""

from community.core.local_time import moment_text
from community.messaging.models import Channel
from community.messaging.services import message_enqueue
from engagement.models import Poll, Vote
from engagement.polls.addresses import public_link

CONFIRM_TEMPLATE = "vote_confirm"
ALREADY_CAST_TEMPLATE = "vote_already_cast"
CANCELLED_TEMPLATE = "vote_cancelled"


def letters_about(poll: Poll) -> str:
    """What letters are about that concern no single vote of ``poll``; retention finds them by it."""
    return f"poll:{poll.pk}"


def letter_enqueue(vote: Vote, secrets: dict[str, str]) -> None:
    """About a pending vote: the link and the code; or, to an address that has voted, that it has.

    The vote of such an address waits like any other, with secrets nobody gets: were it not there, the public numbers
    of votes that wait would tell a stranger who has voted.
    """
    if vote.poll.votes.settled().filter(voter_key=vote.voter_key).exists():
        already_cast_letter_enqueue(vote)
    else:
        confirm_letter_enqueue(vote, secrets)


def confirm_letter_enqueue(vote: Vote, secrets: dict[str, str]) -> None:
    """To whom a pending vote belongs: the link and the code that count it."""
    message_enqueue(
        channel=Channel.EMAIL,
        template=CONFIRM_TEMPLATE,
        recipient=str(vote.email),
        context={
            "question": vote.poll.question,
            "valid_until": moment_text(vote.expires_at),
            "allows_changes": vote.poll.allows_changes,
        },
        secrets=secrets,
        about=str(vote.reference),
    )


def already_cast_letter_enqueue(vote: Vote) -> None:
    """To an address that has its vote: somebody sent another one, which does not count."""
    message_enqueue(
        channel=Channel.EMAIL,
        template=ALREADY_CAST_TEMPLATE,
        recipient=str(vote.email),
        context={
            "question": vote.poll.question,
            "allows_changes": vote.poll.allows_changes,
            "closes_at": moment_text(vote.poll.closes_at),
        },
        about=str(vote.reference),
    )


def cancelled_letter_enqueue(vote: Vote) -> None:
    """To whom a vote belonged that was taken back, for whoever holds the link can do it."""
    message_enqueue(
        channel=Channel.EMAIL,
        template=CANCELLED_TEMPLATE,
        recipient=str(vote.email),
        context={"question": vote.poll.question, "link": public_link(vote.poll)},
        about=letters_about(vote.poll),
    )

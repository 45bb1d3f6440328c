"""A vote on its way: cast, confirmed by link or code, its letter sent again."""

from collections.abc import Sequence
from datetime import timedelta
from enum import Enum
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from engagement.models import Poll, PollIndexPage, PollOption, Vote, VoteChoice
from engagement.models.vote import VoteState
from engagement.polls.addresses import poll_link
from engagement.polls.letters import letter_enqueue
from engagement.polls.limits import letters_hit
from engagement.polls.vote_secrets import (
    VoteSecrets,
    code_hash,
    code_matches,
    receipt_hash,
    receipt_make,
    token_hash,
)
from engagement.polls.voter_key import email_domain, voter_key

LINK_LIFETIME = timedelta(hours=48)
CODE_ATTEMPTS = 5


class PollNotRunning(Exception):  # noqa: N818 - reads as what happened
    """The poll is not open, or not any more."""


class Confirmation(Enum):
    """What came of confirming a vote."""

    COUNTED = "counted"
    ALREADY_COUNTED = "already_counted"
    ADDRESS_COUNTED = "address_counted"
    EXPIRED = "expired"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    WRONG_CODE = "wrong_code"


def vote_cast(
    *,
    poll: Poll,
    email: str,
    options: Sequence[PollOption],
    network: str,
    settlement: str = "",
    flag_reason: str = "",
) -> UUID:
    """Store a pending vote with its letter. The answer never tells whether the address has voted or gets a letter.

    Raises ``PollNotRunning``, ``ValidationError``.
    """
    if not poll.is_running:
        raise PollNotRunning
    _options_check(poll, options)
    key = voter_key(poll_id=poll.pk, email=email)
    letter_allowed = letters_hit(key, network)
    with transaction.atomic():
        vote, secrets = _pending_vote_make(
            poll=poll,
            email=email,
            domain=email_domain(email),
            voter_key=key,
            network=network,
            settlement=settlement,
            flag_reason=flag_reason,
        )
        VoteChoice.objects.bulk_create([VoteChoice(vote=vote, option=option) for option in options])
        if letter_allowed:
            letter_enqueue(vote, secrets)
        # Made and dropped where no letter leaves: the time an answer takes tells nothing either.
        transaction.set_rollback(not letter_allowed)
    return vote.reference


def vote_confirm(*, vote: Vote) -> Confirmation:
    """Count ``vote``, once, however often and from however many processes it is confirmed."""
    if vote.is_cancelled:
        return Confirmation.CANCELLED
    if not vote.is_pending:
        return Confirmation.ALREADY_COUNTED
    refusal = confirmation_refusal(vote)
    if refusal:
        return refusal
    receipt = receipt_make()
    counted_as = {
        "state": VoteState.HELD if vote.flag_reason else VoteState.CONFIRMED,
        "confirmed_at": timezone.now(),
        "receipt": receipt,
        "receipt_hash": receipt_hash(poll_id=vote.poll_id, receipt=receipt),
    }
    try:
        with transaction.atomic():
            counted = (
                Vote.objects.pending()
                # Asked of the database: the poll may have been closed since it was read.
                .in_open_polls()
                .filter(pk=vote.pk)
                .update(**counted_as)
            )
    except IntegrityError:
        if not Vote.objects.settled().filter(poll=vote.poll, voter_key=vote.voter_key).exists():
            raise
        return Confirmation.ADDRESS_COUNTED
    if not counted:
        return _came_between(vote, vote_left=_read_again(vote))
    for name, value in counted_as.items():
        setattr(vote, name, value)
    return Confirmation.COUNTED


def confirmation_refusal(vote: Vote) -> Confirmation | None:
    """Why a pending vote can no longer be confirmed, if so. A link lives until its poll closes, at most 48 hours."""
    if vote.poll.is_closed:
        return Confirmation.CLOSED
    return Confirmation.EXPIRED if vote.expires_at <= timezone.now() else None


def vote_confirm_by_code(*, poll: Poll, reference: UUID, code: str) -> tuple[Confirmation, Vote | None]:
    """Count the vote whose letter carries ``code``; an unknown vote, a wrong and a sixth code get one answer."""
    # Counted before it is compared, so that parallel guesses cannot share an attempt.
    allowed = Vote.objects.filter(poll=poll, reference=reference, code_attempts__lt=CODE_ATTEMPTS)
    counted = allowed.update(code_attempts=F("code_attempts") + 1)
    # Read again: it may have been taken back meanwhile.
    vote = Vote.objects.select_related("poll").filter(reference=reference).first() if counted else None
    if vote is None or not code_matches(reference, code, vote.code_hash):
        return Confirmation.WRONG_CODE, None
    Vote.objects.filter(pk=vote.pk).update(code_attempts=0)
    return vote_confirm(vote=vote), vote


def vote_link(*, poll: Poll, token: str) -> str:
    """The whole address a letter's button leads to."""
    return poll_link(PollIndexPage.objects.live().get(), poll, "confirm", token=token)


@transaction.atomic
def vote_letter_resend(*, poll: Poll, reference: UUID, network: str) -> None:
    """Write the letter again with a new link and code, within the limits of letters.

    Nothing tells the caller whether ``reference`` is a vote that waits, nor which letter it is.
    """
    waiting = Vote.objects.pending().filter(poll=poll, reference=reference).select_related("poll")
    # Locked, so that it is neither confirmed nor taken back while its link changes.
    vote = waiting.select_for_update(of=("self",)).first()
    if vote is None or confirmation_refusal(vote) or not letters_hit(str(vote.voter_key), network):
        return
    letter_enqueue(vote, vote_secrets_renew(vote=vote))


def vote_secrets_renew(*, vote: Vote) -> dict[str, str]:
    """Make a new link and code for a pending vote; those of its first letter stop working."""
    secrets = VoteSecrets()
    vote.token_hash, vote.code_hash = token_hash(secrets.token), code_hash(vote.reference, secrets.code)
    vote.code_attempts = 0
    vote.save(update_fields=["token_hash", "code_hash", "code_attempts"])
    return {"link": vote_link(poll=vote.poll, token=secrets.token), "code": secrets.code}


def _pending_vote_make(*, poll: Poll, **fields: str) -> tuple[Vote, dict[str, str]]:
    secrets, reference = VoteSecrets(), uuid4()
    vote = Vote(
        reference=reference,
        poll=poll,
        token_hash=token_hash(secrets.token),
        code_hash=code_hash(reference, secrets.code),
        expires_at=min(timezone.now() + LINK_LIFETIME, poll.closes_at),
        **fields,
    )
    # What the database refuses by itself needs no questions before: a vote is written many times a second.
    vote.full_clean(exclude=["poll"], validate_unique=False, validate_constraints=False)
    vote.save(force_insert=True)
    return vote, {"link": vote_link(poll=poll, token=secrets.token), "code": secrets.code}


def _read_again(vote: Vote) -> bool:
    """Bring ``vote`` up to date, its poll left in place; false if it has been erased."""
    try:
        vote.refresh_from_db(fields=["state", "confirmed_at", "receipt", "receipt_hash"])
    except Vote.DoesNotExist:
        return False
    return True


def _came_between(vote: Vote, *, vote_left: bool) -> Confirmation:
    """Why ``vote`` was not counted although it waited a moment ago."""
    if vote.is_cancelled or not vote_left:
        return Confirmation.CANCELLED
    vote.poll.refresh_from_db(fields=["closes_at"])
    return Confirmation.CLOSED if vote.is_pending else Confirmation.ALREADY_COUNTED


def _options_check(poll: Poll, options: Sequence[PollOption]) -> None:
    foreign = [option for option in options if option.poll_id != poll.pk]
    repeated = len({option.pk for option in options}) != len(options)
    if foreign or repeated or not 1 <= len(options) <= poll.max_choices:
        raise ValidationError("The options are not an answer to this poll.", code="options")

"""Polls of the demo, with votes of invented residents."""

import random
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Site

from community.core.models import CommunityImage
from community.demo.content import content, phrase
from engagement.models import EngagementSettings, Poll, PollOption, Vote, VoteChoice
from engagement.models.poll import OptionsOrder
from engagement.models.vote import FlagReason, VoteState
from engagement.polls.vote_secrets import VoteSecrets, code_hash, receipt_hash, receipt_make, token_hash
from engagement.polls.voter_key import email_domain, voter_key

LINK_HOURS = 48
# Letters are answered soon: after this share of the time that is left.
ANSWER_SHARE = 0.004
OPENING_HOUR = 10
# When in a poll the suspicious votes came, and where from: a network kept for examples (RFC 5737).
HELD_SHARE = 0.4
HELD_NETWORK = "198.51.100.0/24"


def polls_load(now: datetime, pictures: dict[str, CommunityImage]) -> dict[str, Poll]:
    """Make every poll with its votes; the settings name the one on every page and where people vote from."""
    polls = {entry["key"]: _poll_load(entry, now, pictures) for entry in content("polls")["poll"]}
    shown = next(entry["key"] for entry in content("polls")["poll"] if entry.get("shown"))
    chosen = EngagementSettings.for_site(Site.objects.get(is_default_site=True))
    chosen.shown_poll = polls[shown]
    chosen.settlements = "\n".join(content("polls")["settlements"])
    chosen.save()
    return polls


def _poll_load(entry: dict[str, Any], now: datetime, pictures: dict[str, CommunityImage]) -> Poll:
    opens, closes = _moment(now, entry["opens"]), _moment(now, entry["closes"])
    poll = Poll(
        question=entry["question"],
        description=f"<p>{phrase(entry['description'], now)}</p>",
        kind=entry["kind"],
        max_choices=entry.get("max_choices", 1),
        options_order=entry.get("order", OptionsOrder.FIXED),
        asks_settlement=entry.get("asks_settlement", False),
        allows_changes=entry.get("allows_changes", False),
        results_promise=entry["promise"],
        opens_at=opens,
        # The answers of a closed poll cannot be written, so it is closed last.
        closes_at=max(closes, now + timedelta(days=1)),
    )
    poll.options = [
        PollOption(text=text, sort_order=place, picture=pictures[picture[0]] if picture else None)
        for place, (text, _weight, *picture) in enumerate(entry["options"])
    ]
    poll.full_clean()
    poll.save()
    # From the first vote on, its end is fixed.
    poll.closes_at = closes
    poll.save()
    poll.save_revision().publish()
    _votes_load(poll, entry, min(closes, now))
    return poll


def _moment(now: datetime, days: int) -> datetime:
    day = timezone.localtime(now) + timedelta(days=days)
    return day.replace(hour=OPENING_HOUR, minute=0, second=0, microsecond=0)


def _votes_load(poll: Poll, entry: dict[str, Any], until: datetime) -> None:
    dice = random.Random(entry["key"])  # noqa: S311 - the same demo each time, nothing secret
    options, weights = list(poll.options.all()), [weight for _text, weight, *_picture in entry["options"]]
    votes = [_vote(poll, number, dice.random(), until) for number in range(entry["votes"])]
    votes += [_held_vote(poll, entry["votes"] + number, until) for number in range(entry.get("held", 0))]
    if poll.asks_settlement:
        for vote in votes:
            vote.settlement = dice.choice(["", *content("polls")["settlements"]])
    Vote.objects.bulk_create(votes)
    for vote in votes:
        vote.created_at = vote.expires_at - timedelta(hours=LINK_HOURS)
    Vote.objects.bulk_update(votes, ["created_at"], batch_size=100)
    choices = []
    for vote in votes:
        picked = {dice.choices(options, weights)[0] for _ in range(poll.max_choices)}
        choices += [VoteChoice(vote=vote, option=option) for option in sorted(picked, key=lambda option: option.pk)]
    VoteChoice.objects.bulk_create(choices)


def _vote(poll: Poll, number: int, share: float, until: datetime) -> Vote:
    email, secrets = f"meshkanets-{number + 1}@example.org", VoteSecrets()
    cast_at = poll.opens_at + (until - poll.opens_at) * share
    vote = Vote(
        poll=poll,
        email=email,
        domain=email_domain(email),
        voter_key=voter_key(poll_id=poll.pk, email=email),
        state=VoteState.CONFIRMED,
        token_hash=token_hash(secrets.token),
        confirmed_at=cast_at + (until - cast_at) * ANSWER_SHARE,
        expires_at=cast_at + timedelta(hours=LINK_HOURS),
        receipt=receipt_make(),
        letters_sent=1,
    )
    vote.receipt_hash = receipt_hash(poll_id=poll.pk, receipt=str(vote.receipt))
    vote.code_hash = code_hash(vote.reference, secrets.code)
    return vote


def _held_vote(poll: Poll, number: int, until: datetime) -> Vote:
    """One of a handful that came from one network within a minute, so that the desk has something to decide about."""
    vote = _vote(poll, number, HELD_SHARE, until)
    vote.state, vote.flag_reason, vote.network = VoteState.HELD, FlagReason.NETWORK_BURST, HELD_NETWORK
    return vote

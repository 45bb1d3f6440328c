"""How often in voting is suspicious. What staff may change stands in ``VotingGuard``."""

from datetime import datetime

from community.core.limits import DAY, HOUR, Limit, limit_ends, limit_hit, limit_reached, limits_hit, limits_reached
from engagement.models import VotingGuard
from engagement.models.vote import FlagReason

MINUTE = 60
# Per address and poll, so that nobody's mailbox is flooded; and less of it from one network, so that a stranger who
# asks for letters to somebody's address does not use up what that somebody may ask for.
LETTERS = Limit("letters", 10, DAY)
LETTERS_OF_NETWORK = Limit("letters-of-network", 3, DAY)
# Per page «look into your mail», whether there is a vote behind it or not: a mail server needs a while, and what is
# asked for beyond the letters of a day would not be sent.
RESEND_PAUSE = Limit("resend-pause", 1, 2 * MINUTE)
RESENDS = Limit("resends", 2, DAY)
RESENDS_OF_NETWORK = Limit("resends-of-network", 60, HOUR)
CODES_OF_LETTER = Limit("codes-of-letter", 5, 2 * DAY)
CODES_OF_NETWORK = Limit("codes-of-network", 60, HOUR)


def letters_hit(address: str, network: str) -> bool:
    """Count a letter to ``address`` asked for from ``network``; true while another one may go there."""
    return limit_hit(LETTERS_OF_NETWORK, f"{address}|{network}") and limit_hit(LETTERS, address)


def network_hit(network: str, guard: VotingGuard) -> FlagReason | None:
    """Count a vote sent from ``network``; why the network is suspicious, if it is."""
    burst, sustained = network_limits(guard)
    within = limits_hit((burst, network), (sustained, network))
    return _reason(within, FlagReason.NETWORK_BURST, FlagReason.NETWORK_SUSTAINED)


def network_reached(network: str, guard: VotingGuard) -> bool:
    """Whether the next vote of ``network`` is suspicious; counts nothing."""
    return any(limits_reached(*((limit, network) for limit in network_limits(guard))))


def poll_hit(poll_id: int, guard: VotingGuard) -> FlagReason | None:
    """Count a vote that nothing else makes suspicious; why the poll's rate makes it so, if it does."""
    burst = Limit("poll-burst", guard.poll_per_minute, MINUTE)
    sustained = Limit("poll-sustained", guard.poll_per_hour, HOUR)
    within = limits_hit((burst, str(poll_id)), (sustained, str(poll_id)))
    return _reason(within, FlagReason.POLL_BURST, FlagReason.POLL_SUSTAINED)


def network_limits(guard: VotingGuard) -> tuple[Limit, Limit]:
    """Beyond them a vote is suspicious, never refused for that alone: a school shares one network."""
    return (
        Limit("votes-burst", guard.network_per_minute, MINUTE),
        Limit("votes-sustained", guard.network_per_hour, HOUR),
    )


def unproven_limit(guard: VotingGuard) -> Limit:
    """Per network: suspicious votes that no captcha vouches for."""
    return Limit("votes-unproven", guard.unproven_per_hour, HOUR)


def resend_refused(reference: str, network: str) -> datetime | None:
    """Count a wish for the letter once more; until when it is refused, if so. Asks nothing about the vote."""
    keys = ((RESENDS, reference), (RESEND_PAUSE, reference), (RESENDS_OF_NETWORK, network))
    for limit, key in keys:
        # Looked at before anything is counted: who asks too early does not lose a letter by it.
        if limit_reached(limit, key):
            return limit_ends(limit)
    refused = [limit for (limit, _key), within in zip(keys, limits_hit(*keys), strict=True) if not within]
    return limit_ends(refused[0]) if refused else None


def resend_next() -> datetime:
    """When the letter may be asked for once more by somebody who has just asked for it."""
    return limit_ends(RESEND_PAUSE)


def _reason(within: list[bool], burst: FlagReason, sustained: FlagReason) -> FlagReason | None:
    if not within[0]:
        return burst
    return None if within[1] else sustained

"""How often is suspicious. Counted in the cache per window; while the cache is out of reach nothing is."""

import time
from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True)
class Limit:
    """``count`` times in ``seconds`` are allowed."""

    name: str
    count: int
    seconds: int


HOUR = 60 * 60
DAY = 24 * HOUR

# Per network; beyond them a vote is suspicious, never refused for that alone: a school shares one network.
VOTES_BURST = Limit("votes-burst", 20, 60)
VOTES_SUSTAINED = Limit("votes-sustained", 100, HOUR)
# Per network: suspicious votes that no captcha vouches for.
VOTES_UNPROVEN = Limit("votes-unproven", 3, HOUR)
# Per address and poll, so that nobody's mailbox is flooded; and less of it from one network, so that a stranger who
# asks for letters to somebody's address does not use up what that somebody may ask for.
LETTERS = Limit("letters", 10, DAY)
LETTERS_OF_NETWORK = Limit("letters-of-network", 3, DAY)
CODES_OF_LETTER = Limit("codes-of-letter", 5, 2 * DAY)
CODES_OF_NETWORK = Limit("codes-of-network", 60, HOUR)


def limit_hit(limit: Limit, key: str) -> bool:
    """Count one more for ``key``; true while that is within the limit."""
    name = _cache_key(limit, key)
    try:
        cache.add(name, 0, limit.seconds)
        return int(cache.incr(name)) <= limit.count
    except ValueError:
        # The cache dropped the key between the two calls, or is out of reach.
        return True


def limit_reached(limit: Limit, key: str) -> bool:
    """Whether the next :func:`limit_hit` would be over the limit; counts nothing."""
    return int(cache.get(_cache_key(limit, key), 0)) >= limit.count


def letters_hit(address: str, network: str) -> bool:
    """Count a letter to ``address`` asked for from ``network``; true while another one may go there."""
    return limit_hit(LETTERS_OF_NETWORK, f"{address}|{network}") and limit_hit(LETTERS, address)


def votes_hit(network: str) -> bool:
    """Count a vote sent from ``network``; true while the network is not suspicious."""
    # Both are counted, whatever the first says.
    return all([limit_hit(VOTES_BURST, network), limit_hit(VOTES_SUSTAINED, network)])


def votes_reached(network: str) -> bool:
    """Whether the next vote of ``network`` is suspicious."""
    return limit_reached(VOTES_BURST, network) or limit_reached(VOTES_SUSTAINED, network)


def _cache_key(limit: Limit, key: str) -> str:
    window = int(time.time() // limit.seconds)
    return f"limit:{limit.name}:{key}:{window}"

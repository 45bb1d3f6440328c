"""How often is suspicious. Counted in the cache per window; while the cache is out of reach nothing is."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

from django.core.cache import cache


@dataclass(frozen=True)
class Limit:
    """``count`` times in ``seconds`` are allowed."""

    name: str
    count: int
    seconds: int


HOUR = 60 * 60
DAY = 24 * HOUR


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


def limit_ends(limit: Limit) -> datetime:
    """When the present window of ``limit`` is over and counting begins anew."""
    return datetime.fromtimestamp((_window(limit) + 1) * limit.seconds, UTC)


def limit_forget(limit: Limit, key: str) -> None:
    """Begin to count ``key`` anew."""
    cache.delete(_cache_key(limit, key))


def _cache_key(limit: Limit, key: str) -> str:
    # A digest: addresses and numbers have no place in a cache, nor have keys of any length.
    return f"limit:{limit.name}:{blake2b(key.encode(), digest_size=16).hexdigest()}:{_window(limit)}"


def _window(limit: Limit) -> int:
    return int(time.time() // limit.seconds)

"""How often is suspicious. Counted in the cache per window; while the cache is out of reach nothing is."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

from django.core.cache import cache

from community.core.cache import counters_add


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
    return limits_hit((limit, key))[0]


def limits_hit(*hits: tuple[Limit, str]) -> list[bool]:
    """The same for several limits, all of them counted, in one trip to the cache."""
    names = [_cache_key(limit, key) for limit, key in hits]
    counted = counters_add({name: limit.seconds for name, (limit, _key) in zip(names, hits, strict=True)})
    # What the cache dropped meanwhile, or has not while it is out of reach, was not counted.
    return [counted.get(name, 0) <= limit.count for name, (limit, _key) in zip(names, hits, strict=True)]


def limit_reached(limit: Limit, key: str) -> bool:
    """Whether the next :func:`limit_hit` would be over the limit; counts nothing."""
    return limits_reached((limit, key))[0]


def limits_reached(*hits: tuple[Limit, str]) -> list[bool]:
    """The same for several limits, in one trip to the cache."""
    names = [_cache_key(limit, key) for limit, key in hits]
    counted = cache.get_many(names)
    return [int(counted.get(name, 0)) >= limit.count for name, (limit, _key) in zip(names, hits, strict=True)]


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

"""A cache that may fail: while Redis is away the site is slower and limits count nothing, but every page answers."""

import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from django.core.cache import DEFAULT_CACHE_ALIAS, cache, caches
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

# Seconds without another try after a failure, so that a page does not wait for each of its keys.
PAUSE = 5.0
# Redis’ client waits and tries again for seconds by default; a visitor must not.
IMPATIENT = {"socket_connect_timeout": 1, "socket_timeout": 1, "retry": Retry(NoBackoff(), 0)}


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache, empty while Redis cannot be reached."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, {**params, "OPTIONS": {**IMPATIENT, **params.get("OPTIONS", {})}})
        self._away_until = 0.0

    def get(self, *args: Any, **kwargs: Any) -> Any:
        default = kwargs.get("default", args[1] if len(args) > 1 else None)
        return self._try(super().get, args, kwargs, otherwise=default)

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self._try(super().add, args, kwargs, otherwise=False)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self._try(super().set, args, kwargs, otherwise=None)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._try(super().touch, args, kwargs, otherwise=False)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._try(super().delete, args, kwargs, otherwise=False)

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        return self._try(super().has_key, args, kwargs, otherwise=False)

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._try(super().get_many, args, kwargs, otherwise={})

    def set_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._try(super().set_many, args, kwargs, otherwise=[])

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._try(super().delete_many, args, kwargs, otherwise=None)

    def clear(self, *args: Any, **kwargs: Any) -> Any:
        return self._try(super().clear, args, kwargs, otherwise=False)

    def incr(self, key: str, *args: Any, **kwargs: Any) -> Any:
        """Raises ``ValueError``, as for any key the cache does not hold."""
        value = self._try(super().incr, (key, *args), kwargs, otherwise=None)
        if value is None:
            raise ValueError(f"Key '{key}' not found")
        return value

    def counters_add(self, lifetimes: Mapping[str, int]) -> dict[str, int]:
        """As the function of this name, in one trip to Redis."""
        counted: dict[str, int] = self._try(self._counters_add, (lifetimes,), {}, otherwise={})
        return counted

    def _counters_add(self, lifetimes: Mapping[str, int]) -> dict[str, int]:
        with self._cache.get_client(write=True).pipeline(transaction=False) as pipeline:
            for name, seconds in lifetimes.items():
                key = self.make_and_validate_key(name)
                pipeline.incr(key)
                # Each time, or a key that ran out between two commands would stay for good.
                pipeline.expire(key, seconds)
            return dict(zip(lifetimes, pipeline.execute()[::2], strict=True))

    def _try(self, operation: Callable[..., Any], args: Any, kwargs: Any, *, otherwise: Any) -> Any:
        if time.monotonic() < self._away_until:
            return otherwise
        try:
            return operation(*args, **kwargs)
        except (RedisError, OSError) as error:
            self._away_until = time.monotonic() + PAUSE
            logger.warning("The cache is out of reach: %s", error)
            return otherwise


def counters_add(lifetimes: Mapping[str, int]) -> dict[str, int]:
    """Count one more under each name, kept for so many seconds after the last; what comes back lacks what got lost."""
    backend = caches[DEFAULT_CACHE_ALIAS]
    if isinstance(backend, ForgivingRedisCache):
        return backend.counters_add(lifetimes)
    for name, seconds in lifetimes.items():
        cache.add(name, 0, seconds)
    return {name: number for name in lifetimes if (number := _incremented(name))}


def _incremented(name: str) -> int | None:
    try:
        return cache.incr(name)
    except ValueError:
        return None

"""The cache on a Redis that dies and comes back."""

import pytest
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from pytest_django import Settings

from tests.services.redis_server import RedisServer


@pytest.fixture
def redis_cache(redis_server: RedisServer, settings: Settings) -> BaseCache:
    backend = {"BACKEND": "community.core.cache.ForgivingRedisCache", "LOCATION": redis_server.url}
    settings.CACHES = {"default": backend}
    return caches["default"]


def test_it_keeps_what_it_is_given(redis_cache: BaseCache) -> None:
    redis_cache.set("answer", 41)
    assert redis_cache.incr("answer") == 42
    assert redis_cache.get("answer") == 42
    assert redis_cache.get_many(["answer", "other"]) == {"answer": 42}
    with pytest.raises(ValueError, match="not found"):
        redis_cache.incr("nothing")


def test_without_redis_it_is_empty_and_says_so_to_nobody(redis_cache: BaseCache, redis_server: RedisServer) -> None:
    redis_cache.set("answer", 42)
    redis_server.stop()
    assert redis_cache.get("answer") is None
    assert redis_cache.get("answer", "default") == "default"
    assert not redis_cache.add("answer", 1)
    assert redis_cache.get_many(["answer"]) == {}
    redis_cache.set("answer", 1)
    redis_cache.delete("answer")
    with pytest.raises(ValueError, match="not found"):
        redis_cache.incr("answer")


def test_it_is_used_again_once_redis_is_back(
    redis_cache: BaseCache, redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("community.core.cache.PAUSE", 0.0)
    redis_server.stop()
    assert redis_cache.get("answer") is None
    redis_server.start()
    redis_cache.set("answer", 42)
    assert redis_cache.get("answer") == 42

from collections.abc import Callable, Iterator

import pytest
import redis
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from news.buffers import CLOSED_KEYS, OPEN_KEY, ViewBuffer, view_buffer

PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"

Read = Callable[..., None]


@pytest.fixture(params=["process", "redis"])
def buffer(request: pytest.FixtureRequest, settings: Settings) -> Iterator[ViewBuffer]:
    """An empty buffer of each kind; the site uses it for the length of the test."""
    settings.REDIS_URL = request.getfixturevalue("redis_url") if request.param == "redis" else ""
    view_buffer.cache_clear()
    empty(settings.REDIS_URL)
    yield view_buffer(settings.REDIS_URL)
    empty(settings.REDIS_URL)
    view_buffer.cache_clear()


def empty(url: str) -> None:
    if url:
        client = redis.Redis.from_url(url)
        client.delete(OPEN_KEY, CLOSED_KEYS, *client.keys(f"{CLOSED_KEYS}:*"))


@pytest.fixture
def read(client: Client) -> Read:
    """Load the pixel as the browser of a resident does."""

    def load(page_id: int, *, address: str = "93.170.1.1", agent: str = PHONE, **headers: str) -> None:
        answer = client.get(
            reverse("news:pixel", args=[page_id]), REMOTE_ADDR=address, headers={"User-Agent": agent, **headers}
        )
        assert answer.status_code == 200

    return load

"""Readings of an article are counted once, without cookies, without touching the page."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from news.buffers import Batch, ViewBuffer
from news.models import ArticleViews, ArticleViewsBatch, NewsIndexPage, NewsPage
from news.services import article_view_add, article_views_flush
from news.tasks import article_views_flush as flush_task
from tests.news.builders import make_article
from tests.news.conftest import PHONE, Read
from tests.services.redis_server import RedisServer

ROBOTS = [
    "",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "facebookexternalhit/1.1",
    "TelegramBot (like TwitterBot)",
    "WhatsApp/2.23.20.0",
    "curl/8.5.0",
    "python-requests/2.32.0",
    "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/130.0 Safari/537.36",
]
PREFETCHES = [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}, {"X-Moz": "prefetch"}]


@pytest.fixture
def article(news_index: NewsIndexPage) -> NewsPage:
    return make_article(news_index)


def counted(page: NewsPage) -> int:
    article_views_flush()
    return NewsPage.objects.get(pk=page.pk).view_count


def test_article_carries_the_pixel_and_shows_the_count(client: Client, buffer: ViewBuffer, article: NewsPage) -> None:
    address = reverse("news:pixel", args=[article.pk])
    assert f'<img src="{address}" width="1" height="1" alt=""' in client.get(article.url).content.decode()
    client.get(address, headers={"User-Agent": PHONE})
    flush_task()
    assert "1 перегляд" in client.get(article.url).content.decode()


def test_pixel_is_an_uncached_picture_without_cookie_or_query(
    client: Client, db: None, buffer: ViewBuffer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        answer = client.get(reverse("news:pixel", args=[5]), headers={"User-Agent": PHONE})
    assert answer["Content-Type"] == "image/gif"
    assert answer["Cache-Control"] == "no-store"
    assert answer.content.startswith(b"GIF89a")
    assert len(answer.content) == 43
    assert not answer.cookies


def test_reloads_are_one_reading_for_half_an_hour(
    buffer: ViewBuffer, article: NewsPage, read: Read, settings: Settings
) -> None:
    # A Redis server has a clock of its own, which does not travel.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    with time_machine.travel("2026-03-01T09:00:00Z", tick=False) as clock:
        for _ in range(5):
            read(article.pk)
        clock.shift(timedelta(minutes=29))
        read(article.pk)
        assert counted(article) == 1
        clock.shift(timedelta(minutes=2))
        read(article.pk)
        assert counted(article) == 2


def test_other_people_and_other_articles_are_other_readings(
    buffer: ViewBuffer, article: NewsPage, news_index: NewsIndexPage, read: Read
) -> None:
    other = make_article(news_index)
    read(article.pk)
    read(article.pk, address="93.170.1.2")
    read(article.pk, agent=PHONE.replace("Android 10", "iPhone"))
    read(other.pk)
    assert (counted(article), counted(other)) == (3, 1)


@pytest.mark.parametrize("agent", ROBOTS)
def test_robots_are_not_counted(buffer: ViewBuffer, article: NewsPage, read: Read, agent: str) -> None:
    read(article.pk, agent=agent)
    assert counted(article) == 0


def test_phone_whose_name_ends_in_bot_is_counted(buffer: ViewBuffer, article: NewsPage, read: Read) -> None:
    read(article.pk, agent="Mozilla/5.0 (Linux; Android 11; CUBOT X50) Chrome/130.0 Mobile Safari/537.36")
    assert counted(article) == 1


@pytest.mark.parametrize("headers", PREFETCHES)
def test_pages_fetched_ahead_are_not_counted(
    buffer: ViewBuffer, article: NewsPage, read: Read, headers: dict[str, str]
) -> None:
    read(article.pk, **headers)
    assert counted(article) == 0


def test_head_is_answered_and_not_counted_and_post_is_refused(
    client: Client, buffer: ViewBuffer, article: NewsPage
) -> None:
    address = reverse("news:pixel", args=[article.pk])
    assert client.head(address, headers={"User-Agent": PHONE}).status_code == 200
    assert client.post(address, headers={"User-Agent": PHONE}).status_code == 405
    assert counted(article) == 0


def test_only_live_articles_are_written(buffer: ViewBuffer, news_index: NewsIndexPage, read: Read) -> None:
    draft = make_article(news_index, live=False)
    for page_id in (draft.pk, news_index.pk, 999_999_999):
        read(page_id)
    assert article_views_flush() == 0
    assert not ArticleViews.objects.exists()


def test_flush_adds_and_leaves_the_page_alone(buffer: ViewBuffer, article: NewsPage, read: Read) -> None:
    changed = NewsPage.objects.get(pk=article.pk).latest_revision_created_at
    for round_, expected in ((1, 3), (2, 6)):
        for visitor in range(3):
            read(article.pk, address=f"10.0.{round_}.{visitor}")
        assert counted(article) == expected
    assert article_views_flush() == 0
    assert NewsPage.objects.get(pk=article.pk).latest_revision_created_at == changed


def test_flush_costs_the_same_for_many_articles(
    buffer: ViewBuffer, news_index: NewsIndexPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    articles = [make_article(news_index) for _ in range(20)]
    for article in articles:
        buffer.add(article.pk)
    with django_assert_max_num_queries(14):
        assert article_views_flush() == 20


def test_batch_left_by_a_crash_is_written_once(buffer: ViewBuffer, article: NewsPage) -> None:
    buffer.add(article.pk)
    (batch,) = buffer.batches()
    # The flush that took the batch died before writing; new readings came meanwhile.
    buffer.add(article.pk)
    assert counted(article) == 2
    # Another one died after writing and before forgetting: the batch is met again.
    assert ArticleViewsBatch.objects.filter(key=batch.key).exists()
    buffer.add(article.pk)
    (closed,) = buffer.batches()
    ArticleViewsBatch.objects.create(key=closed.key)
    assert counted(article) == 2
    assert buffer.batches() == []


def test_failed_flush_keeps_the_views(buffer: ViewBuffer, article: NewsPage) -> None:
    buffer.add(article.pk)
    with connection.execute_wrapper(_fail_to_count), pytest.raises(RuntimeError):
        article_views_flush()
    assert counted(article) == 1


def _fail_to_count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    if sql.startswith("UPDATE"):
        raise RuntimeError("the database is away")
    return execute(sql, *rest)


def test_old_batches_are_forgotten(buffer: ViewBuffer, article: NewsPage) -> None:
    old = ArticleViewsBatch.objects.create()
    ArticleViewsBatch.objects.update(written_at=timezone.now() - timedelta(days=31))
    buffer.add(article.pk)
    article_views_flush()
    assert not ArticleViewsBatch.objects.filter(pk=old.pk).exists()


def test_concurrent_adds_and_flushes_lose_nothing_of_the_buffer(buffer: ViewBuffer) -> None:
    taken: dict[str, Batch] = {}

    def add(_: int) -> None:
        buffer.add(7)

    def drain(_: int) -> None:
        taken.update({str(batch.key): batch for batch in buffer.batches()})

    with ThreadPoolExecutor(8) as pool:
        jobs = [pool.submit(drain if number % 50 == 0 else add, number) for number in range(2000)]
        for job in jobs:
            job.result()
    drain(0)
    assert sum(batch.counts.get(7, 0) for batch in taken.values()) == 1960


@pytest.mark.django_db(transaction=True)
def test_two_flushes_at_once_count_once(buffer: ViewBuffer, news_index: NewsIndexPage) -> None:
    articles = [make_article(news_index) for _ in range(10)]
    for article in articles * 3:
        buffer.add(article.pk)

    def flush(_: int) -> int:
        try:
            return article_views_flush()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(flush, range(4))) == 30
    assert set(ArticleViews.objects.values_list("count", flat=True)) == {3}


def test_picture_is_served_while_redis_is_dead(
    client: Client, settings: Settings, redis_server: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    settings.REDIS_URL = redis_server.url
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_server.url}
    }
    redis_server.stop()
    answer = client.get(reverse("news:pixel", args=[5]), headers={"User-Agent": PHONE})
    assert answer.content.startswith(b"GIF89a")
    assert "A view of page 5 was not counted" in caplog.text
    redis_server.start()


def test_address_is_not_kept(buffer: ViewBuffer, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    keys: list[str] = []
    monkeypatch.setattr("news.services.cache.add", lambda key, *args: keys.append(key))
    article_view_add(page_id=5, visitor="93.170.1.1|phone")
    assert keys
    assert "93.170" not in keys[0]

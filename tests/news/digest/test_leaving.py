"""Whoever leaves is forgotten at once, by the letter, by the own page or with the account."""

import json
from html import unescape
from typing import Any

import pytest
from django.test import Client

from community.accounts.models import User
from community.core.personal_data import personal_data_sources
from community.messaging.models import Message
from news.models import NewsIndexPage, NewsSubscription
from tests.accounts.builders import resident_make
from tests.news.builders import make_article
from tests.news.digest.builders import (
    DIGEST,
    EMAIL,
    at,
    december,
    letters,
    morning,
    november,
    path_of,
    publish,
    subscribed,
)

pytestmark = pytest.mark.django_db


def seen(answer: Any) -> str:
    return " ".join(unescape(answer.content.decode()).split())


@pytest.fixture
def digest(news_index: NewsIndexPage) -> Message:
    """A letter with news that waits for the mail server."""
    with at(november(30, 9)):
        subscribed(EMAIL)
        subscribed("petro@example.com")
    with at(november(30, 12)):
        publish(make_article(news_index, live=False))
    morning(december(1, 7))
    return next(letter for letter in letters(DIGEST) if letter.recipient == EMAIL)


def source() -> Any:
    return next(source for source in personal_data_sources() if source.key == "news_by_letter")


def test_by_the_page_without_a_cookie(client: Client, digest: Message) -> None:
    settings = client.get(path_of(digest.secrets["choices_link"]))
    end = path_of(digest.secrets["unsubscribe_link"])
    assert end in seen(settings)
    asked = client.get(end)
    assert "Новини більше не надходитимуть на o•••@example.com" in seen(asked)
    assert NewsSubscription.objects.count() == 2
    left = Client(enforce_csrf_checks=True).post(end)
    assert "Новини вам більше не надходитимуть, адресу стерто." in seen(left)
    assert [one.email for one in NewsSubscription.objects.all()] == ["petro@example.com"]
    assert not Message.objects.filter(recipient=EMAIL).exists()
    assert not Message.objects.filter(pk=digest.pk).exists()
    assert len(letters(DIGEST)) == 1
    assert "Вас відписано" in seen(client.get(end))
    gone = client.get(path_of(digest.secrets["choices_link"]))
    assert (gone.status_code, "Це посилання більше не діє" in seen(gone)) == (410, True)


def test_saving_choices_brings_nobody_back(client: Client, digest: Message) -> None:
    choices = path_of(digest.secrets["choices_link"])
    client.post(path_of(digest.secrets["unsubscribe_link"]))
    assert client.post(choices, {"frequency": "weekly"}).status_code == 410
    assert NewsSubscription.objects.count() == 1


def test_saving_choices_repeats_no_letter(client: Client, digest: Message) -> None:
    client.post(path_of(digest.secrets["choices_link"]), {"frequency": "daily", "with_events": "on"})
    assert morning(december(1, 9)) == {}
    assert morning(december(2, 7)) == {}


def test_the_own_page_shows_hands_out_and_erases_what_comes(digest: Message) -> None:
    user: User = resident_make("Olena+news@example.com")
    other = resident_make("petro@example.com", phone="+380671234568", proven=False)
    browser = Client()
    browser.force_login(user)
    page = seen(browser.get("/kabinet/"))
    assert "Новини листом" in page
    assert "Щоранку" in page
    (link,) = [link for _one, link in source().context(user)["subscriptions"]]
    assert link in page
    records = source().export(user)
    assert json.loads(json.dumps(records))[0] | {"asked_at": "", "confirmed_at": ""} == {
        "email": EMAIL,
        "frequency": "daily",
        "categories": [],
        "announcements": False,
        "events": False,
        "asked_at": "",
        "confirmed_at": "",
    }
    assert source().export(other) == []
    source().erase(other)
    source().erase(user)
    assert [one.email for one in NewsSubscription.objects.all()] == ["petro@example.com"]
    assert not Message.objects.filter(recipient=EMAIL).exists()
    assert "Новини листом вам не надходять." in seen(browser.get("/kabinet/"))

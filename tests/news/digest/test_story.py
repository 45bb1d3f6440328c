"""A resident subscribes, a scanner looks at everything first, and exactly the right news comes, once."""

import re
from datetime import timedelta
from email.message import EmailMessage
from html import unescape

import pytest
from django.test import Client
from pytest_django import Settings

from community.messaging.delivery import message_deliver
from community.messaging.models import Message
from news.models import NewsIndexPage, NewsSubscription
from tests.news.builders import make_article, make_category
from tests.news.digest.builders import (
    DIGEST,
    EMAIL,
    FORM,
    ask,
    at,
    community_named,
    december,
    letters,
    morning,
    november,
    publish,
    rows,
)
from tests.services.mail_server import MailServer

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


@pytest.fixture
def mail(mail_server: MailServer, settings: Settings, news_index: NewsIndexPage) -> MailServer:
    """The site sends by a real mail server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port
    settings.DEFAULT_FROM_EMAIL, settings.SITE_URL = "site@hromada.example", SITE
    return mail_server


def deliver(mail: MailServer) -> EmailMessage:
    """Hand over what waits; the newest letter."""
    for message in Message.objects.filter(state="queued"):
        message_deliver(message_id=message.pk, attempts=message.attempts)
    return mail.letters[-1]


def body(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def links(letter: EmailMessage) -> list[str]:
    found = re.findall(rf"{SITE}([^\s\"'<>]*)", body(letter, "plain") + body(letter, "html"))
    return sorted(set(found))


def page(client: Client, address: str) -> str:
    return unescape(client.get(address).content.decode())


def scan(letter: EmailMessage) -> None:
    """Open every link as mail servers do, without a cookie and more than once."""
    scanner = Client()
    before = rows(NewsSubscription, Message)
    for link in links(letter) * 2:
        assert scanner.get(link).status_code == 200
        assert scanner.head(link).status_code == 200
    assert rows(NewsSubscription, Message) == before


def test_from_the_form_to_the_last_letter(mail: MailServer, news_index: NewsIndexPage, client: Client) -> None:
    community_named("Зарічанська громада")
    sport, schools = make_category("Спорт"), make_category("Освіта")
    browser = Client(enforce_csrf_checks=True)

    with at(november(30, 10)):
        assert FORM in page(client, news_index.url)
        form = page(browser, FORM)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        assert token
        asked = ask(browser, categories=[sport.pk], csrfmiddlewaretoken=token[1])
        assert (asked.status_code, asked["Location"]) == (303, "lyst/")
        assert "Ми надіслали лист на вказану адресу." in page(browser, f"{FORM}lyst/")
        letter = deliver(mail)
    assert str(letter["Subject"]).strip() == "Зарічанська громада: підтвердьте підписку на новини"
    assert letter["List-Unsubscribe"] is None
    with at(november(30, 11)):
        scan(letter)
        (confirm,) = [link for link in links(letter) if "pidtverdzhennia" in link]
        asks = page(client, confirm)
        assert "Спорт" in asks
        assert "o•••@example.com" in asks
        assert EMAIL not in asks
        assert client.post(confirm).status_code == 303
        assert "Підписку оформлено" in page(client, confirm)

    with at(november(30, 12)):
        publish(make_article(news_index, title="Наші виграли кубок", category=sport, live=False))
        publish(make_article(news_index, title="Школу відкрито", category=schools, live=False))
    assert morning(december(1, 7)) == {EMAIL: ["Наші виграли кубок"]}
    digest = deliver(mail)
    assert str(digest["Subject"]).strip() == "Зарічанська громада: 1 нова публікація"
    assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for part in (body(digest, "plain"), unescape(body(digest, "html"))):
        assert "Наші виграли кубок" in part
        assert f"{SITE}/novyny/" in part
        assert "Спорт · 30 листопада 2026" in part
        assert "Відписатися від новин" in part
        assert "Школу відкрито" not in part
    scan(digest)

    assert morning(december(1, 8)) == {}
    assert morning(december(2, 7)) == {}

    one_click = str(digest["List-Unsubscribe"]).strip(" <>").removeprefix(SITE)
    program = Client(enforce_csrf_checks=True)
    for _time in range(2):
        answer = program.post(one_click, {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, "Вас відписано" in answer.content.decode()) == (200, True)
        assert not answer.cookies
    assert not NewsSubscription.objects.exists()
    assert not Message.objects.filter(recipient=EMAIL).exists()
    with at(december(2, 12)):
        publish(make_article(news_index, title="Друга перемога", category=sport, live=False))
    assert morning(december(3, 7) + timedelta(minutes=1)) == {}
    assert all(message.recipient == "" for message in letters(DIGEST))

"""Letters lead to the site of the settings and to nobody else, and have the headers the site gave them."""

import email
import re
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.test import Client
from pytest_django import Settings

from community.core.models import CommunitySettings
from community.messaging.delivery import message_deliver
from community.messaging.models import Channel, Message
from community.messaging.rendering import message_render
from community.messaging.services import message_enqueue
from engagement.models import Poll
from tests.accounts.builders import FORM
from tests.security.conftest import RESIDENT

EVIL = "evil.example"
TEMPLATES = Path(django_settings.BASE_DIR) / "templates" / "messages"
FORGED = {
    "HTTP_HOST": EVIL,
    "HTTP_X_FORWARDED_HOST": EVIL,
    "HTTP_X_HOST": EVIL,
    "HTTP_FORWARDED": f"host={EVIL}",
    "HTTP_X_FORWARDED_SERVER": EVIL,
    "HTTP_X_FORWARDED_PROTO": "gopher",
}
# Told in words that depend on them.
NUMBERS = ("count", "rows", "threshold", "valid", "number", "signatures")
INJECTED = "Тема\r\nBcc: evil@evil.example\r\n\r\nТіло\nX-Evil: 1"


def ask_for_letters(client: Client, **headers: Any) -> None:
    """Everything by which an outsider or a resident has the site write a letter."""
    poll = Poll.objects.running()[0]
    orysia = "orysia@yasnobrid.example"
    answers = [option.pk for option in poll.options.all()[:1]]
    client.post("/kabinet/reiestratsiia/", FORM, **headers)
    client.post("/kabinet/reiestratsiia/", {**FORM, "email": orysia}, **headers)
    client.post("/kabinet/vidnovlennia/", {"email": orysia}, **headers)
    client.post("/kabinet/vidnovlennia/", {"email": "nobody@example.com"}, **headers)
    client.post("/novyny-lystom/", {"email": "a@example.com", "frequency": "daily"}, **headers)
    vote = {"email": "b@example.com", "choice": answers, "step": "send"}
    client.post(f"/opytuvannia/{poll.slug}/holos/", vote, **headers)


def letters() -> list[tuple[Message, str]]:
    made = []
    for message in Message.objects.filter(channel=Channel.EMAIL).order_by("pk"):
        content = message_render(message=message, secrets=message.secrets)
        made.append((message, "\n".join([content.subject, content.text, content.html, content.sender])))
    return made


def test_a_forged_host_stands_in_no_letter(demo: None, settings: Settings) -> None:
    """Where a web server lets any name through: the settings below are the worst there may be."""
    settings.ALLOWED_HOSTS = ["*"]
    before = Message.objects.count()
    ask_for_letters(Client(), **FORGED)
    ask_for_letters(RESIDENT.client(), **FORGED)
    assert Message.objects.count() - before >= 6
    for message, text in letters():
        assert EVIL not in text, message.template
        assert not [
            link for link in message.secrets.values() if "://" in link and not link.startswith(settings.SITE_URL)
        ]


def test_a_name_the_site_does_not_have_gets_no_page(demo: None) -> None:
    for host in (EVIL, f"testserver.{EVIL}", f"{EVIL}#testserver", "testserver:80@evil.example", ""):
        if host:
            assert (
                Client(raise_request_exception=False).get("/kabinet/vidnovlennia/", HTTP_HOST=host).status_code == 400
            )
    assert EVIL not in Client().get("/", HTTP_X_FORWARDED_HOST=EVIL).content.decode()


@pytest.mark.parametrize("template", sorted(folder.parent.name for folder in TEMPLATES.glob("*/subject.txt")))
def test_no_word_of_a_letter_becomes_a_header(template: str, demo: None, settings: Settings) -> None:
    """Whatever a title, a name or a question holds, in every letter the site can send."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    CommunitySettings.objects.update(name=INJECTED)
    words = {**dict.fromkeys(variables(template), INJECTED), **dict.fromkeys(NUMBERS, 2)}
    message = message_enqueue(
        channel=Channel.EMAIL,
        template=template,
        recipient="olena@example.com",
        context=words,
        secrets={"link": INJECTED},
    )
    message_deliver(message_id=message.pk, attempts=0)
    [sent] = mail.outbox
    letter = email.message_from_bytes(sent.message().as_bytes(), policy=default)
    assert letter["Bcc"] is None
    assert letter["X-Evil"] is None
    assert letter["To"] == "olena@example.com"
    assert sent.recipients() == ["olena@example.com"]


def variables(template: str) -> set[str]:
    """Every name that could stand in its subject: the file is small, so all its words will do."""
    text = (TEMPLATES / template / "subject.txt").read_text(encoding="utf-8")
    return set(re.findall(r"[a-z_]+", text)) - {"community", "site_url", "subject"}


ADDRESSES = (
    "a@example.com\nBcc: evil@evil.example",
    "a@example.com\r\nX: 1",
    "a@example.com,b@evil.example",
    "a@example.com\x00",
    "<a@example.com>",
    "a@example.com;b@evil.example",
    "Є <a@example.com>",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_one_address(address: str, demo: None) -> None:
    before = Message.objects.count()
    client = Client()
    client.post("/kabinet/vidnovlennia/", {"email": address})
    client.post("/novyny-lystom/", {"email": address, "frequency": "daily"})
    client.post("/kabinet/reiestratsiia/", {**FORM, "email": address})
    assert not [
        message.recipient
        for message in Message.objects.all()[before:]
        if message.recipient.strip() != message.recipient
    ]
    assert Message.objects.filter(recipient__contains="evil").count() == 0

"""Mail servers open every link of every letter, at once and more than once: nothing of it may change anything."""

import re
from email.message import EmailMessage
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection
from django.test import Client
from pytest_django import Settings

from community.core.models import CommunitySettings
from community.messaging.delivery import message_deliver
from community.messaging.models import Message
from engagement.models import Poll, PollIndexPage, Vote
from engagement.polls.services.cancelling import vote_cancel
from tests.engagement.polls.builders import EMAIL, confirmed_vote, poll_make, vote_by_form
from tests.services.mail_server import MailServer

pytestmark = pytest.mark.django_db(transaction=True)

SITE = "http://testserver"
SCANNERS = 4
# What the site writes down of any visit, and what belongs to no vote.
APPS = ("engagement", "messaging", "accounts", "core", "wagtailcore")


@pytest.fixture
def mail(mail_server: MailServer, settings: Settings) -> MailServer:
    """The site sends by a real mail server, in whose letters the scanner looks."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port
    settings.DEFAULT_FROM_EMAIL, settings.SITE_URL = "site@hromada.example", SITE
    return mail_server


@pytest.fixture
def poll(poll_index: PollIndexPage) -> Poll:
    return poll_make(allows_changes=True)


def deliver_all() -> None:
    for message in Message.objects.filter(state="queued"):
        message_deliver(message_id=message.pk, attempts=message.attempts)


def body(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def links_of(letter: EmailMessage) -> set[str]:
    """Every address in either part, and those a curious scanner tries beside them."""
    found = set(re.findall(rf"{SITE}[^\s\"'<>]*", body(letter, "plain") + body(letter, "html")))
    return found | {f"{link}?cancel=1" for link in found}


def everything_stored() -> dict[str, str]:
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return {model.__name__: serializers.serialize("json", model._base_manager.order_by("pk")) for model in models}


def scan(links: set[str]) -> list[int]:
    """Open all links by GET and HEAD from several threads that start together; the statuses of the answers."""
    start, statuses = Barrier(SCANNERS), []

    def work() -> None:
        client = Client()
        start.wait()
        for link in sorted(links) * 2:
            path = link.removeprefix(SITE) or "/"
            statuses.extend([client.get(path).status_code, client.head(path).status_code])
        connection.close()

    threads = [Thread(target=work) for _ in range(SCANNERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


def test_a_scanner_opens_everything_and_nothing_changes(client: Client, poll: Poll, mail: MailServer) -> None:
    """A letter of each kind is scanned as it comes, and all of them again at each later state."""
    links: set[str] = set()

    def arrive_and_scan(subject: str) -> EmailMessage:
        deliver_all()
        letter = mail.to(EMAIL)[-1]
        assert subject in str(letter["Subject"])
        links.update(links_of(letter))
        before = everything_stored()
        statuses = scan(links)
        assert len(statuses) == len(links) * 4 * SCANNERS
        assert set(statuses) <= {200, 404, 410}
        assert everything_stored() == before
        return letter

    sent = vote_by_form(client, poll)["Location"]
    links.update({SITE + sent, f"{SITE}{sent}?znovu=1"})
    arrive_and_scan("Підтвердьте свій голос")
    client.post(sent, {"step": "resend"})
    letter = arrive_and_scan("Підтвердьте свій голос")
    assert Vote.objects.get().is_pending
    assert Vote.objects.get().letters_sent == 2

    link = next(link for link in links_of(letter) if "/pidtverdzhennia/" in link and "?" not in link)
    assert client.post(link.removeprefix(SITE)).status_code == 303
    assert Vote.objects.confirmed().count() == 1
    vote_by_form(client, poll)
    arrive_and_scan("Ви вже голосували")
    assert Vote.objects.confirmed().count() == 1

    assert client.post(link.removeprefix(SITE), {"step": "cancel"}).status_code == 200
    arrive_and_scan("Ваш голос скасовано")
    assert list(Vote.objects.order_by("pk").values_list("state", flat=True)) == ["cancelled", "pending"]


def test_letters_about_a_vote_are_answers_and_no_mailing_list(client: Client, poll: Poll, mail: MailServer) -> None:
    vote = confirmed_vote(poll)
    vote_by_form(client, poll)
    vote_cancel(vote=vote)
    deliver_all()
    assert len(mail.to(EMAIL)) == 3
    for letter in mail.to(EMAIL):
        assert letter["Auto-Submitted"] == "auto-generated"
        assert letter["List-Unsubscribe"] is None
        assert letter["Precedence"] is None
        assert "Дорогу до школи" not in letter.as_string() + body(letter, "plain") + body(letter, "html")


def test_the_code_stands_first_in_the_preview_and_is_copied_as_one_word(
    client: Client, poll: Poll, mail: MailServer
) -> None:
    vote_by_form(client, poll)
    code = Message.objects.get().secrets["code"]
    deliver_all()
    html, plain = body(mail.to(EMAIL)[0], "html"), body(mail.to(EMAIL)[0], "plain")
    shown = " ".join(re.sub(r"<[^>]+>", "", html.partition("<body")[2].partition(">")[2]).split())
    assert shown.startswith(f"Код {code[:3]} {code[3:]} — підтвердьте свій голос в опитуванні «Що ремонтувати")
    assert code in shown
    assert f"{code[:3]} {code[3:]}" in plain


@pytest.mark.parametrize(
    ("question", "community", "subject"),
    [
        ("Де парк?", "Зелена громада", "Підтвердьте свій голос: Де парк? — Зелена громада"),
        ("Де парк?", "Дуже " * 20, "Підтвердьте свій голос: Де парк?"),
        (
            "Яку з доріг нашої громади ремонтувати насамперед цього року, а яку наступного?",
            "Зелена громада",
            "Підтвердьте свій голос: Яку з доріг нашої громади… — Зелена громада",
        ),
        ("Ы" * 255, "Громада", f"Підтвердьте свій голос: {'Ы' * 43}… — Громада"),
    ],
)
def test_the_subject_says_what_and_where_and_fits(
    poll_index: PollIndexPage, mail: MailServer, question: str, community: str, subject: str
) -> None:
    CommunitySettings.objects.create(site=poll_index.get_site(), name=community.strip())
    Message.objects.create(
        channel="email",
        template="vote_confirm",
        recipient=EMAIL,
        about=str(uuid4()),
        context={"question": question},
        secrets={"link": "https://example.com/", "code": "123456"},
    )
    deliver_all()
    written = str(mail.to(EMAIL)[0]["Subject"]).strip()
    assert written == subject
    assert len(written) <= 78

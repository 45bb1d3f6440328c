"""The register of messages: what staff may read of a letter, and sending it again."""

import csv
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from community.messaging.models import Channel, Message, State
from community.messaging.registry import register_renewal

INDEX = "registers_messages_modeladmin_index"
LINK = "https://hromada.example/opytuvannia/lavky/pidtverdzhennia/abcdefghijklmnopqrstuv/"


@pytest.fixture(autouse=True)
def letter_folder(tmp_path: Path, settings: Settings) -> None:
    """A template of the test's own, so that the wording of real letters may change freely."""
    folder = tmp_path / "messages" / "invitation"
    folder.mkdir(parents=True)
    (folder / "name.txt").write_text("Запрошення\n", encoding="utf-8")
    (folder / "subject.txt").write_text("Запрошуємо: {{ what }}", encoding="utf-8")
    (folder / "body.txt").write_text("Приходьте на {{ what }}. Посилання: {{ link }}", encoding="utf-8")
    (folder / "body.html").write_text("<p>{{ what }} {{ link }}</p>", encoding="utf-8")
    [engine] = site_settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine["DIRS"]]}]


def make_message(state: State = State.SENT, **fields: Any) -> Message:
    defaults = {
        "channel": Channel.EMAIL,
        "template": "invitation",
        "recipient": "olena.petrenko@ukr.net",
        "context": {"what": "толоку"},
        "secrets": {"link": LINK},
        "attempts": 1,
        "sent_at": timezone.now() if state == State.SENT else None,
        "next_attempt_at": timezone.now() if state in {State.QUEUED, State.SENDING} else None,
    }
    return Message.objects.create(state=state, **{**defaults, **fields})


def page_of(client: Client, address: str, **query: str) -> str:
    response = client.get(address, query, follow=True)
    assert response.status_code == 200
    return unescape(response.content.decode())


def inspect_of(message: Message) -> str:
    return reverse("registers_messages_modeladmin_inspect", args=[message.pk])


def resend_of(message: Message) -> str:
    return reverse("registers_messages_modeladmin_resend", args=[message.pk])


def test_the_list_names_letters_in_words_and_masks_recipients(administrator: Client) -> None:
    make_message(State.FAILED, last_error="550 mailbox unavailable")
    page = page_of(administrator, reverse(INDEX))
    for words in ("Повідомлення", "Запрошення", "o•••@ukr.net", "550 mailbox unavailable"):
        assert words in page
    assert "olena.petrenko" not in page
    assert LINK not in page


def test_a_letter_can_be_read_without_its_secrets(administrator: Client) -> None:
    page = page_of(administrator, inspect_of(make_message()))
    assert "Запрошуємо: толоку" in page
    assert "Приходьте на толоку" in page
    assert LINK not in page
    assert "olena.petrenko" not in page
    assert "Це демонстрація" not in page


def test_on_the_demonstration_links_work_and_a_note_says_why(administrator: Client, settings: Settings) -> None:
    settings.OUTBOX_KEEP_SECRETS = True
    page = page_of(administrator, inspect_of(make_message()))
    assert f'<a href="{LINK}"' in page
    assert "Це демонстрація" in page


def test_markup_in_a_letter_is_only_text(administrator: Client) -> None:
    message = make_message(context={"what": "<script>alert(1)</script>"})
    page = administrator.get(inspect_of(message)).content.decode()
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_search_finds_a_message_by_its_whole_address_or_number(administrator: Client) -> None:
    make_message()
    make_message(channel=Channel.SMS, recipient="+380671234567")
    for words in ("Olena.Petrenko@ukr.net", "0671234567", "+38 (067) 123-45-67", "380671234567"):
        page = page_of(administrator, reverse(INDEX), q=words)
        assert "1 запис" in page, words
    for words in ("olena", "ukr.net", "1234567"):
        assert "0 записів" in page_of(administrator, reverse(INDEX), q=words), words


def test_the_export_holds_what_the_list_shows(administrator: Client) -> None:
    make_message()
    response = administrator.get(reverse(INDEX), {"export": "csv"})
    content = b"".join(response).decode("utf-8-sig")
    heading, row = csv.reader(StringIO(content, newline=""), delimiter=";")
    assert heading[1:4] == ["Одержувач", "Канал", "Повідомлення"]
    assert row[1] == "o•••@ukr.net"
    assert row[3] == "Запрошення"
    assert "olena.petrenko" not in content
    assert LINK not in content


def test_send_again_asks_first_and_acts_on_post(administrator: Client) -> None:
    message = make_message(State.FAILED)
    assert resend_of(message) in page_of(administrator, inspect_of(message))
    assert "буде надіслано на o•••@ukr.net ще раз" in page_of(administrator, resend_of(message))
    message.refresh_from_db()
    assert message.state == State.FAILED
    answer = administrator.post(resend_of(message), follow=True).content.decode()
    assert "Повідомлення знову в дорозі" in answer
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.QUEUED, 0)


def test_a_sent_letter_goes_again_as_a_new_one_with_a_new_link(administrator: Client) -> None:
    register_renewal("invitation", lambda _message: {"link": "https://hromada.example/new/"})
    message = make_message()
    response = administrator.post(resend_of(message))
    again = Message.objects.get(resend_of=message)
    assert response["Location"] == inspect_of(again)
    assert again.secrets == {"link": "https://hromada.example/new/"}


def test_a_letter_on_its_way_offers_no_button_and_refuses_in_words(administrator: Client) -> None:
    message = make_message(State.QUEUED)
    assert resend_of(message) not in page_of(administrator, inspect_of(message))
    response = administrator.post(resend_of(message), follow=True)
    assert len([text for text in response.context["messages"] if text.level_tag == "error"]) == 1
    assert Message.objects.count() == 1


def test_an_erased_letter_says_so(administrator: Client) -> None:
    message = make_message(recipient="", context={}, secrets={})
    page = page_of(administrator, inspect_of(message))
    assert "стерто, бо строк їх зберігання минув" in page
    assert resend_of(message) not in page


def test_sending_again_is_the_administrators_alone(officer: Client, editor: Client) -> None:
    message = make_message(State.FAILED)
    for client in (officer, editor):
        for response in (client.get(resend_of(message)), client.post(resend_of(message))):
            assert (response.status_code, response["Location"]) == (302, reverse("wagtailadmin_home"))
    message.refresh_from_db()
    assert message.state == State.FAILED


@pytest.mark.parametrize("number", ["999999", "abc"])
def test_an_unknown_message_is_not_found(administrator: Client, number: str) -> None:
    assert administrator.get(reverse(INDEX) + f"resend/{number}/").status_code == 404


@pytest.mark.parametrize("field", ["secrets__link__startswith", "context__what", "recipient__startswith"])
def test_hidden_fields_cannot_be_asked_for(administrator: Client, field: str) -> None:
    make_message()
    response = administrator.get(reverse(INDEX), {field: "h"})
    assert (response.status_code, response["Location"]) == (302, reverse(INDEX))

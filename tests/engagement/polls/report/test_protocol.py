"""The protocol of a closed poll, as the council's file keeps it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from engagement.models import Poll, Vote
from engagement.models.vote import VoteState
from engagement.polls.conditions import condition_make
from engagement.polls.papers.protocol import protocol_make
from engagement.polls.services.review import votes_invalidate
from tests.core.pdf.reading import outline, text_of
from tests.engagement.petitions.builders import staff_make
from tests.engagement.polls.builders import close, confirmed_vote, poll_make, text
from tests.engagement.polls.report.reading import counted_by_sql


def protocol_of(client: Client, poll: Poll) -> str:
    response = client.get(reverse("poll_protocol", args=[poll.pk]))
    assert response["Content-Type"] == "application/pdf"
    return text_of(response.content)


@pytest.mark.usefixtures("few_votes_decided")
def test_the_council_reads_what_was_asked_how_and_what_came_of_it(officer: Client, finished_poll: Poll) -> None:
    Vote.objects.filter(email="=cmd3@host3.ua").update(created_at=timezone.now() - timedelta(hours=5))
    votes_invalidate(
        poll=finished_poll,
        condition=condition_make(domain="host3.ua"),
        expected=1,
        cause="automated",
        public_reason="Голоси надсилала програма",
        actor=staff_make(),
    )
    text = protocol_of(officer, finished_poll)
    for words in (
        "Протокол опитування",
        "Що ремонтувати насамперед?",
        "одна відповідь",
        "Чому завершилося раніше Для перевірки",
        "Одна електронна адреса має один голос.",
        "Людей, чиї голоси враховано: 13.",
        "Враховано голосів 13",
        "Голоси на перевірці 1",
        "Вилучено за рішенням 1",
        "голосувала програма",
        "Голоси надсилала програма",
        "Підписи відповідальних осіб",
        "Посада",
        "Протокол складено:",
        "/opytuvannia/shcho-remontuvaty-nasampered/",
    ):
        assert words in text, words
    letters = text.replace(" ", "")
    for seal in finished_poll.seals.all():
        assert seal.tallies_digest in letters
        assert seal.receipts_digest in letters
    assert finished_poll.seals.count() == 2
    assert "host3.ua" not in text
    assert f"@SUM(A1:A9) {counted_by_sql(finished_poll)['@SUM(A1:A9)']}" in text


def test_the_protocol_is_ukrainian_and_has_an_outline(finished_poll: Poll) -> None:
    with translation.override("en"):
        content = protocol_make(poll=finished_poll)
    assert outline(content) == [
        "Протокол опитування",
        "Результати",
        "Листи й голоси",
        "Рішення та публічні записи",
        "Як перевірити",
        "Підписи відповідальних осіб",
    ]


def test_the_description_is_plain_text(officer: Client, finished_poll: Poll) -> None:
    poll = poll_make(description="<p>Кошти&nbsp;— з <b>бюджету</b>.</p><ul><li>Дорога</li></ul>", question="Що далі?")
    content = text_of(protocol_make(poll=close(poll)))
    assert "Опис Кошти — з бюджету. Дорога" in content


def test_a_running_or_unsealed_poll_has_no_protocol_and_the_reason_is_said(officer: Client, poll: Poll) -> None:
    confirmed_vote(poll)
    address = reverse("poll_protocol", args=[poll.pk])
    running = officer.get(address)
    assert (running.status_code, running["Content-Type"]) == (409, "text/html; charset=utf-8")
    assert "Протокол складають після завершення опитування." in text(running)
    close(poll)
    assert "саме скріплюють контрольними сумами" in text(officer.get(address))
    assert not ModelLogEntry.objects.filter(action="community.export").exists()


def test_the_protocol_is_in_the_history_like_an_export(officer: Client, finished_poll: Poll) -> None:
    protocol_of(officer, finished_poll)
    data = ModelLogEntry.objects.get(action="community.export").data
    assert data == {
        "register": "Протокол опитування",
        "rows": 1,
        "format": "pdf",
        "query": f"опитування: {finished_poll.question}",
    }


def test_held_votes_are_a_number_and_no_more(officer: Client, finished_poll: Poll) -> None:
    assert Vote.objects.filter(poll=finished_poll, state=VoteState.HELD).count() == 1
    assert "held.ua" not in protocol_of(officer, finished_poll)

"""The one page about a poll, as an officer reads it."""

import pytest
from django.test import Client
from django.urls import reverse

from engagement.models import Poll
from tests.engagement.polls.builders import text

REGISTERS = ("registers_participation_modeladmin_index", "registers_choices_modeladmin_index")


def test_an_officer_reads_the_whole_poll_on_one_page(officer: Client, finished_poll: Poll) -> None:
    response = officer.get(reverse("poll_report", args=[finished_poll.pk]))
    page = text(response)
    for words in (
        "Що ремонтувати насамперед?",
        "Можна обрати одну відповідь.",
        "Чому завершилося раніше",
        "Для перевірки",
        "після завершення опитування",
        "Враховано голосів</dt> <dd>14",
        "Голосів на перевірці</dt> <dd>1",
        "Людей, чиї голоси враховано: 14.",
        "Участь за днями",
        finished_poll.seals.get().receipts_digest,
    ):
        assert words in page, words
    assert "cmd1" not in page
    assert "held.ua" not in page
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


def test_the_report_is_reached_from_the_editor_and_from_the_registers(officer: Client, finished_poll: Poll) -> None:
    address = reverse("poll_report", args=[finished_poll.pk])
    assert address in text(officer.get(reverse("wagtailsnippets_engagement_poll:edit", args=[finished_poll.pk])))
    for register in REGISTERS:
        assert address in text(officer.get(reverse(register)))


@pytest.mark.parametrize("name", ["poll_report", "poll_protocol"])
def test_nothing_is_changed_by_reading(officer: Client, finished_poll: Poll, name: str) -> None:
    assert officer.post(reverse(name, args=[finished_poll.pk])).status_code == 405

"""The registers of petitions and signatures: what staff read there, take away, and what never leaves."""

from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from community.core.exports.audit import ACTION
from engagement.models import Petition, Signature
from engagement.petitions.services.counting import petitions_recount
from engagement.petitions.services.signing import signature_withdraw
from tests.engagement.petitions.builders import (
    NETWORK,
    draft_make,
    published_petition,
    resident_make,
    sign,
    submitted_petition,
)
from tests.registers.test_voting_registers import csv_rows, text_of, workbook_rows

PETITIONS = "registers_petitions_modeladmin_index"
SIGNATURES = "registers_signatures_modeladmin_index"
KYIV_EVENING = "2026-11-10T21:30:00+00:00"


@pytest.fixture
def signed(db: Any) -> Signature:
    with time_machine.travel(KYIV_EVENING, tick=False):
        return sign(
            published_petition(threshold=5), resident_make(last_name="Квітка-Основ’яненко", settlement="Лісове")
        )


def test_the_register_of_signatures_read_back_holds_the_signature(officer: Client, signed: Signature) -> None:
    heading, row = workbook_rows(officer, SIGNATURES)
    assert heading == (
        "Номер петиції", "Петиція", "Прізвище, ім’я, по батькові", "Населений пункт", "Підписано", "Стан",
        "Підтверджено через",
    )  # fmt: skip
    assert row == (
        1,
        "Відремонтувати дорогу на вулиці Шкільній",
        "Квітка-Основ’яненко Олена Іванівна",
        "Лісове",
        datetime(2026, 11, 10, 23, 30),  # noqa: DTZ001 - a workbook holds Kyiv time without a zone
        "враховано",
        "електронна пошта та SMS",
    )
    assert csv_rows(officer, SIGNATURES)[1][4:6] == ["10.11.2026 23:30:00", "враховано"]


@pytest.mark.parametrize("query", [{"q": "\x00"}, {"q": "9" * 5000}, {"state__exact": "\x00"}, {"p": "\x00"}])
def test_what_no_database_understands_is_no_broken_page(officer: Client, query: dict[str, str]) -> None:
    for register in (PETITIONS, SIGNATURES):
        assert officer.get(reverse(register), query, follow=True).status_code == 200


def test_no_address_phone_or_network_stands_anywhere(officer: Client, signed: Signature) -> None:
    pages = [
        text_of(officer, reverse(SIGNATURES)),
        text_of(officer, reverse("registers_signatures_modeladmin_inspect", args=[signed.pk])),
        str(csv_rows(officer, SIGNATURES)),
        str(workbook_rows(officer, SIGNATURES)),
    ]
    assert signed.signer
    for page in pages:
        assert "Квітка-Основ’яненко" in page
        for secret in (NETWORK, signed.signer.email, signed.signer.phone, signed.signer_key):
            assert secret
            assert secret not in page


@pytest.mark.parametrize("field", ["network", "signer__phone", "signer_key__startswith", "signer"])
def test_signatures_cannot_be_narrowed_by_what_is_not_shown(officer: Client, signed: Signature, field: str) -> None:
    response = officer.get(reverse(SIGNATURES), {field: "2"}, follow=True)
    assert response.redirect_chain == [(reverse(SIGNATURES), 302)]
    assert "Такий фільтр тут неможливий" in response.content.decode()


def test_a_name_is_found_by_whole_words_and_not_kept_in_the_log(officer: Client, signed: Signature) -> None:
    sign(signed.petition, resident_make(last_name="Квіткова"))
    rows = csv_rows(officer, SIGNATURES, q="квітка-основ’яненко олена")
    assert [row[2] for row in rows[1:]] == ["Квітка-Основ’яненко Олена Іванівна"]
    assert csv_rows(officer, SIGNATURES, q="квіт")[1:] == []
    entry = ModelLogEntry.objects.filter(action=ACTION).order_by("pk").first()
    assert entry
    assert entry.data == {"register": "Реєстр підписів", "rows": 1, "query": "пошук: «за іменем»", "format": "csv"}


def test_filters_go_into_the_file_and_the_log(officer: Client, signed: Signature) -> None:
    other = sign(published_petition(title="Освітлення парку"))
    assert other.signer
    signature_withdraw(petition=other.petition, signer=other.signer)
    rows = csv_rows(officer, SIGNATURES, petition__id__exact=str(other.petition_id), state__exact="withdrawn")
    assert [(row[1], row[5]) for row in rows[1:]] == [("Освітлення парку", "відкликано")]
    entry = ModelLogEntry.objects.get(action=ACTION)
    assert "Освітлення парку" in entry.data["query"]
    assert entry.data["rows"] == 1


def test_the_register_of_petitions_tells_what_became_of_each(officer: Client, signed: Signature) -> None:
    petitions_recount()
    submitted_petition(title="Освітлення парку")
    draft_make(title="Ще думаю")
    page = text_of(officer, reverse(PETITIONS))
    assert reverse("petition_desk:inspect", args=[signed.petition_id]) in page
    assert "Ще думаю" not in page
    heading, waiting, published = workbook_rows(officer, PETITIONS)
    row = dict(zip(heading, published, strict=True))
    assert (row["Номер"], row["Враховані підписи"], row["Потрібно підписів"]) == (1, 1, 5)
    assert waiting[1] == "Освітлення парку"
    assert "на перевірці" in waiting


def test_a_hostile_title_and_name_are_text_in_both_files(officer: Client, db: Any) -> None:
    petition = published_petition(title='=HYPERLINK("https://evil.example";"тут")')
    sign(petition, resident_make(last_name="+380", first_name="", patronymic=""))
    assert csv_rows(officer, PETITIONS)[1][1].startswith("'=HYPERLINK")
    assert csv_rows(officer, SIGNATURES)[1][2] == "'+380"
    assert workbook_rows(officer, SIGNATURES)[1][1].startswith("=HYPERLINK")


def test_drafts_are_offered_by_no_filter(officer: Client, signed: Signature) -> None:
    draft_make(title="Ще думаю")
    assert "Ще думаю" not in text_of(officer, reverse(SIGNATURES))


def test_who_may_not_read_petitions_reads_no_register(author: Client, editor: Client, signed: Signature) -> None:
    for client in (author, editor):
        for register in (PETITIONS, SIGNATURES):
            response = client.get(reverse(register), {"export": "csv"}, follow=True)
            assert response.redirect_chain == [(reverse("wagtailadmin_home"), 302)]
    assert Petition.objects.count() == 1

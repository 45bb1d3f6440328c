"""The dossier for the session: what councillors read, and how it is kept."""

import hashlib
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from engagement.models import Annulment, Petition, PetitionIndexPage, PetitionPaper, Signature
from engagement.models.annulment import AnnulmentState
from engagement.petitions.exceptions import StepNotPossible
from engagement.petitions.papers.signers import settlement_counts
from engagement.petitions.services.clocks import collections_close, petition_appeal_close
from engagement.petitions.services.papers import appeals_make, dossier_make, papers_forget
from engagement.petitions.services.retention import petitions_pseudonymise
from tests.core.pdf.reading import outline, read, text_of
from tests.engagement.petitions.builders import (
    TITLE,
    answer,
    published_petition,
    reach_threshold,
    staff_make,
    submitted_petition,
)
from tests.engagement.petitions.papers.people import signed_by_many

pytestmark = pytest.mark.django_db


def content_of(paper: PetitionPaper) -> bytes:
    assert paper.content is not None
    return bytes(paper.content)


def test_councillors_read_text_dates_numbers_and_signers(petition_index: PetitionIndexPage) -> None:
    with time_machine.travel("2026-03-02T10:15:00+02:00", tick=False):
        petition = published_petition(threshold=20)
        signed_by_many(petition, {"Яснобрід": 12, "Об’їзд": 7, "Ґанки": 2})
    paper = dossier_make(petition=petition, actor=staff_make())
    content = content_of(paper)
    text = text_of(content)
    assert f"Петиція № 1. {TITLE}" in text
    assert "Просимо раду відремонтувати її до початку навчального року." in text
    assert "Враховано підписів 21" in text
    assert "Подано 2 березня 2026, 10:15" in text
    assert "Останній день збору підписів 31 травня 2026" in text
    assert "Стан відповіді очікує на розгляд" in text
    assert "1 Підписант Номер1 Іванович 2 березня 2026" in text
    assert "21 Підписант Номер21 Іванович 2 березня 2026" in text
    # Two people of Ґанки would be recognised, so they share a cell with the next settlement.
    assert "Яснобрід 12 інші 9" in text
    assert "http://127.0.0.1:8000/petytsii/1/" in text
    assert outline(content) == [
        "Досьє петиції",
        "Текст петиції",
        "Дати",
        "Відповідь",
        "Петиція на сайті",
        "Підписи за населеними пунктами",
        "Підписанти",
    ]
    assert paper.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("counts", "shown", "others"),
    [
        ({"Яснобрід": 50, "Об’їзд": 6}, [("Яснобрід", 50), ("Об’їзд", 6)], 0),
        ({"Яснобрід": 50, "Об’їзд": 3, "Ґанки": 2}, [("Яснобрід", 50)], 5),
        ({"Яснобрід": 50, "Об’їзд": 6, "Ґанки": 4}, [("Яснобрід", 50)], 10),
        ({"Яснобрід": 3}, [], 3),
        ({"Яснобрід": 9, "": 5}, [("Яснобрід", 9)], 5),
        ({}, [], 0),
    ],
)
def test_small_settlements_cannot_be_worked_out(
    counts: dict[str, int], shown: list[tuple[str, int]], others: int
) -> None:
    people = [name for name, number in counts.items() for _person in range(number)]
    assert settlement_counts(people) == (shown, others)


def test_the_answer_and_what_was_annulled_stand_in_the_dossier(petition_index: PetitionIndexPage) -> None:
    petition = answer(
        reach_threshold(published_petition(threshold=2)),
        text="<p>Дорогу внесено&nbsp;до плану.</p><ul><li>Роботи — у травні</li></ul>",
        signed_by="Голова Петренко",
    )
    head = staff_make()
    annulment = Annulment.objects.create(
        petition=petition,
        public_reason="Підписи з однієї адреси",
        state=AnnulmentState.DONE,
        proposed_by=head,
        decided_by=staff_make(),
        decided_at=timezone.now(),
    )
    Signature.objects.filter(pk=Signature.objects.earliest("pk").pk).update(state="annulled", annulment=annulment)
    petition.refresh_from_db()
    text = text_of(content_of(dossier_make(petition=petition, actor=head)))
    assert "Враховано підписів 1" in text
    assert "Анульовані підписи 1" in text
    assert "Підписи з однієї адреси 1" in text
    assert "Рішення підтримано" in text
    assert "Голова Петренко" in text
    assert "Роботи — у травні" in text


def test_the_dossier_is_ukrainian_whatever_language_staff_use(petition_index: PetitionIndexPage) -> None:
    with translation.override("en"):
        paper = dossier_make(petition=published_petition(), actor=staff_make())
    assert "Досьє петиції" in text_of(content_of(paper))


def test_only_a_published_petition_with_its_names_has_a_dossier(petition_index: PetitionIndexPage) -> None:
    with pytest.raises(StepNotPossible, match="Досьє складають для оприлюдненої петиції"):
        dossier_make(petition=submitted_petition(), actor=staff_make())
    petition = published_petition()
    Petition.objects.filter(pk=petition.pk).update(pseudonymised_at=timezone.now())
    petition.refresh_from_db()
    with pytest.raises(StepNotPossible):
        dossier_make(petition=petition, actor=staff_make())


def test_a_thousand_signers_keep_their_numbers_over_pages(petition_index: PetitionIndexPage) -> None:
    petition = signed_by_many(published_petition(threshold=5000), {"Яснобрід": 1000})
    content = content_of(dossier_make(petition=petition, actor=staff_make()))
    text = text_of(content)
    assert len(read(content).pages) > 20
    assert all(f" {n} Підписант Номер{n} Іванович" in text for n in range(1, 1001))


def test_staff_with_rights_download_and_the_history_says_who(
    petition_index: PetitionIndexPage, officer: Client, editor: Client, client: Client
) -> None:
    paper = dossier_make(petition=published_petition(), actor=staff_make())
    address = f"/admin/petition-papers/{paper.pk}/"
    assert client.get(address).status_code == 302
    assert editor.get(address).status_code in (302, 403)
    assert not ModelLogEntry.objects.filter(action="community.paper_download").exists()
    response = officer.get(address)
    assert response.content == content_of(paper)
    assert response["Content-Type"] == "application/pdf"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["Content-Disposition"].startswith('attachment; filename="dossier-1-')
    entry = ModelLogEntry.objects.get(action="community.paper_download")
    assert entry.data["sha256"] == paper.sha256
    assert str(entry.formatter.format_message(entry)) == "Завантажено: досьє для сесії"


def test_at_the_end_of_the_term_names_go_and_digests_stay(petition_index: PetitionIndexPage, officer: Client) -> None:
    petition = published_petition()
    digest = dossier_make(petition=petition, actor=staff_make()).sha256
    assert papers_forget(petition=petition) == 1
    assert papers_forget(petition=petition) == 0
    paper = PetitionPaper.objects.get()
    assert (paper.content, paper.sha256) == (None, digest)
    assert paper.forgotten_at is not None
    assert officer.get(f"/admin/petition-papers/{paper.pk}/").status_code == 404


def test_retention_takes_the_documents_with_the_names(petition_index: PetitionIndexPage) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=4 * 366)):
        petition = published_petition(threshold=5)
        dossier_make(petition=petition, actor=staff_make())
    collections_close()
    appeals_make()
    petition.refresh_from_db()
    petition_appeal_close(petition=petition, actor=staff_make())
    assert petitions_pseudonymise() == 1
    assert list(petition.papers.values_list("content", flat=True)) == [None, None]

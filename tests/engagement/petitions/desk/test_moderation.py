"""A clerk at the desk: petitions come in, are published or refused, and two clerks do not do it twice."""

from html import unescape
from typing import Any

import pytest
import time_machine
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from engagement.models import Petition, PetitionSettings, RefusalGround
from engagement.models.petition_states import Publication
from engagement.petitions.exceptions import StepNotPossible
from engagement.petitions.services.drafts import petition_draft_save, petition_submit, petition_take_back
from tests.engagement.petitions.builders import (
    TITLE,
    draft_make,
    letters,
    publish,
    published_petition,
    submitted_petition,
)

LIST = "petition_desk:list"
# Wednesday; the two working days end on Friday.
WEDNESDAY = "2026-11-18T11:00:00+02:00"
FRIDAY = "2026-11-20T16:00:00+02:00"


def desk(action: str, petition: Petition) -> str:
    return reverse(f"petition_desk:{action}", args=[petition.pk])


def decision(petition: Petition, **values: Any) -> dict[str, Any]:
    """The form of a decision on ``petition`` as its screen shows it now."""
    petition.refresh_from_db()
    return {"version": petition.latest_revision_id, **values}


def text(response: HttpResponseBase) -> str:
    assert response.status_code == 200
    return unescape(" ".join(response.content.decode().split()))  # type: ignore[attr-defined]  # not a stream


def said(response: Any) -> list[str]:
    return [str(message).strip() for message in response.context["messages"]]


def test_a_clerk_refuses_a_petition_on_the_second_working_day(officer: Client) -> None:
    with time_machine.travel(WEDNESDAY, tick=False):
        petition = submitted_petition()
    with time_machine.travel(FRIDAY, tick=False):
        page = text(officer.get(reverse(LIST), {"queue": "today"}))
        assert TITLE in page
        assert "сьогодні останній день" in page
        assert "Дорога до школи розбита." in text(officer.get(desk("inspect", petition)))
        form = text(officer.get(desk("refuse", petition)))
        assert "Автор отримає їх повністю" in form
        ground = RefusalGround.objects.get(code="powers")
        unreasoned = officer.post(desk("refuse", petition), decision(petition, ground=ground.pk, reasons="  "))
        assert "Це поле необхідно заповнити" in text(unreasoned)
        answer = officer.post(
            desk("refuse", petition), decision(petition, ground=ground.pk, reasons="Дорога обласна."), follow=True
        )
    assert "Петицію відхилено" in said(answer)[0]
    assert "Дорога обласна." in text(answer)
    petition.refresh_from_db()
    assert (petition.publication, petition.due_at) == (Publication.REFUSED, None)
    (letter,) = letters("petition_refused")
    assert letter.context["reasons"] == "Дорога обласна."


def test_a_clerk_ticks_the_checklist_and_publishes(officer: Client) -> None:
    petition = submitted_petition()
    lines = PetitionSettings.load().checklist_items
    half = officer.post(desk("publish", petition), decision(petition, checked=lines[:1]))
    assert "Позначте кожен рядок" in text(half)
    assert "checked" in text(half)
    answer = officer.post(desk("publish", petition), decision(petition, checked=lines), follow=True)
    assert "Петицію оприлюднено" in said(answer)[0]
    petition.refresh_from_db()
    assert petition.is_published
    page = text(answer)
    assert "0 з потрібних 100" in page
    assert "Оприлюднити</a>" not in page


def test_a_text_exchanged_after_it_was_read_is_not_published(officer: Client) -> None:
    petition = submitted_petition()
    author, lines = petition.author, PetitionSettings.load().checklist_items
    assert author
    page = text(officer.get(desk("publish", petition)))
    assert f'name="version" value="{petition.latest_revision_id}"' in page
    read = decision(petition, checked=lines)
    petition_take_back(petition=petition, author=author)
    petition_draft_save(author=author, petition=petition, title="Усі депутати — злодії", text="Образи.")
    petition_submit(petition=petition, author=author)
    answer = officer.post(desk("publish", petition), read, follow=True)
    assert "Автор тим часом подав інший текст" in said(answer)[0]
    assert "Усі депутати — злодії" in text(answer)
    petition.refresh_from_db()
    assert petition.publication == Publication.SUBMITTED


def test_a_decision_about_an_older_text_comes_too_late(db: None) -> None:
    petition = submitted_petition()
    read, author = Petition.objects.get(pk=petition.pk), petition.author
    assert author
    petition_take_back(petition=petition, author=author)
    petition_submit(petition=petition, author=author)
    with pytest.raises(StepNotPossible):
        publish(read)


def test_similar_petitions_stand_beside_what_is_to_be_decided(officer: Client) -> None:
    published = published_petition(title="Відремонтувати дорогу до школи")
    petition = submitted_petition(title="Ремонт дороги до школи")
    page = text(officer.get(desk("inspect", petition)))
    assert "Схожі петиції, які вже оприлюднено" in page
    assert desk("inspect", published) in page
    assert "Схожі петиції" not in text(officer.get(desk("inspect", published)))


def test_two_clerks_at_once_are_one_deed(officer: Client, administrator: Client) -> None:
    petition = submitted_petition()
    assert "Оприлюднити" in text(officer.get(desk("publish", petition)))
    publish(petition)
    ground = RefusalGround.objects.get(code="powers")
    late = officer.post(desk("refuse", petition), {"ground": ground.pk, "reasons": "Пізно."}, follow=True)
    assert late.redirect_chain == [(desk("inspect", petition), 302)]
    assert "Хтось уже це зробив" in said(late)[0]
    assert letters("petition_refused") == []


def test_what_a_resident_wrote_cannot_be_written_over_or_deleted(administrator: Client) -> None:
    petition = submitted_petition()
    assert administrator.get(f"/admin/petitions/edit/{petition.pk}/").status_code == 404
    assert administrator.get("/admin/petitions/add/").status_code == 404
    answer = administrator.post(desk("delete", petition), follow=True)
    assert "ніколи не видаляють" in said(answer)[0]
    bulk = reverse("wagtail_bulk_action", args=["engagement", "petition", "delete"])
    administrator.post(f"{bulk}?id={petition.pk}")
    assert Petition.objects.filter(pk=petition.pk).exists()


def test_a_draft_is_its_authors_own(officer: Client) -> None:
    draft = draft_make(title="Ще думаю")
    assert "Ще думаю" not in text(officer.get(reverse(LIST)))
    for action in ("inspect", "publish", "refuse", "note", "assign"):
        assert officer.get(desk(action, draft)).status_code == 404

"""Documents on the petition’s screen in the admin: a list with digests, a button; nothing for those without rights."""

from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse

from community.accounts.models import User
from community.accounts.roles import EDITOR, OFFICER
from engagement.models import PetitionIndexPage, PetitionPaper
from engagement.petitions.services.papers import dossier_make, papers_forget
from tests.engagement.petitions.builders import officer_make, published_petition, staff_make, submitted_petition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("roles")]

TEMPLATE = "{% load petition_papers %}{% petition_papers petition %}"


def shown(petition: Any, user: User) -> str:
    request = RequestFactory().get("/")
    request.user = user
    return Template(TEMPLATE).render(Context({"request": request, "petition": petition}))


def test_an_officer_sees_documents_with_their_digests(petition_index: PetitionIndexPage) -> None:
    officer, petition = officer_make(OFFICER), published_petition()
    assert "Жодного документа ще не складено." in shown(petition, officer)
    paper = dossier_make(petition=petition, actor=officer)
    html = shown(petition, officer)
    assert paper.sha256 in html
    assert f'href="{reverse("petition_paper", args=[paper.pk])}"' in html
    assert "Скласти досьє для сесії" in html
    papers_forget(petition=petition)
    html = shown(petition, officer)
    assert "стерто після закінчення строку" in html
    assert reverse("petition_paper", args=[paper.pk]) not in html
    assert paper.sha256 in html


def test_others_see_nothing_of_them(petition_index: PetitionIndexPage) -> None:
    petition = published_petition()
    dossier_make(petition=petition, actor=staff_make())
    assert shown(petition, officer_make(EDITOR)).strip() == ""


def test_nothing_is_offered_before_publication(petition_index: PetitionIndexPage) -> None:
    assert "Скласти досьє" not in shown(submitted_petition(), officer_make(OFFICER))


def test_making_a_dossier_asks_for_the_right_and_a_post(petition_index: PetitionIndexPage, editor: Client) -> None:
    petition = published_petition()
    address = reverse("petition_dossier", args=[petition.pk])
    editor.post(address)
    assert not PetitionPaper.objects.exists()
    client = Client()
    client.force_login(officer_make(OFFICER))
    assert client.get(address).status_code == 405
    assert not PetitionPaper.objects.exists()
    screen = client.post(address, follow=True).content.decode()
    assert "Досьє складено: завантажте його нижче." in screen
    assert PetitionPaper.objects.get().sha256 in screen

"""What anybody may print and hang up."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from community.core.models import CommunitySettings
from engagement.models import PetitionIndexPage
from tests.core.pdf.reading import outline, read, text_of
from tests.engagement.petitions.builders import TITLE, published_petition, submitted_petition

pytestmark = pytest.mark.django_db


def test_a_poster_says_what_to_sign_how_and_until_when(
    petition_index: PetitionIndexPage, community: CommunitySettings, client: Client
) -> None:
    with time_machine.travel("2026-03-02T10:15:00+02:00"):
        petition = published_petition(threshold=101)
        response = client.get(f"{petition.get_url()}plakat/")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    text = text_of(response.content)
    assert "Зарічанська громада" in text
    assert f"Електронна петиція № 1 {TITLE}" in text
    assert "Збір підписів триває до 31 травня 2026 включно. Потрібен 101 підпис." in text
    assert "Наведіть камеру телефона на код або введіть адресу." in text
    assert "http://127.0.0.1:8000/petytsii/1/" in text
    assert outline(response.content) == [TITLE, "Як підписати"]


def test_the_address_on_paper_leads_to_the_petition(petition_index: PetitionIndexPage, client: Client) -> None:
    petition = published_petition()
    response = client.get("/petytsii/1/")
    assert (response.status_code, response["Location"]) == (302, petition.get_url())
    for unknown in ("2", "0", "9" * 30):
        assert client.get(f"/petytsii/{unknown}/").status_code == 404


@pytest.mark.parametrize("length", [20, 60, 110, 150, 200])
def test_a_title_of_any_length_fits_one_page(petition_index: PetitionIndexPage, client: Client, length: int) -> None:
    title = ("Щодо якнайшвидшого впорядкування прибудинкових територій " * 4)[:length].strip()
    response = client.get(f"{published_petition(title=title).get_url()}plakat/")
    assert len(read(response.content).pages) == 1


def test_the_poster_may_be_cached_and_asked_for_again(petition_index: PetitionIndexPage, client: Client) -> None:
    address = f"{published_petition().get_url()}plakat/"
    response = client.get(address)
    assert response["Cache-Control"] == "public, max-age=3600"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    again = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_new_name_of_the_community_is_a_new_poster(
    petition_index: PetitionIndexPage, community: CommunitySettings, client: Client
) -> None:
    address = f"{published_petition().get_url()}plakat/"
    before = client.get(address)["ETag"]
    community.name = "Надозерська громада"
    community.save()
    response = client.get(address, headers={"If-None-Match": before})
    assert "Надозерська громада" in text_of(response.content)


def test_there_is_no_poster_once_nobody_can_sign(petition_index: PetitionIndexPage, client: Client) -> None:
    petition = published_petition()
    assert petition.collecting_until
    with time_machine.travel(petition.collecting_until + timedelta(seconds=1)):
        assert client.get(f"{petition.get_url()}plakat/").status_code == 404
        assert client.get(f"{petition.get_url()}kod/").status_code == 200


def test_the_code_is_a_picture_with_a_title(petition_index: PetitionIndexPage, client: Client) -> None:
    response = client.get(f"{published_petition().get_url()}kod/")
    assert response["Content-Type"] == "image/svg+xml"
    assert f"<title>{TITLE}</title>" in response.content.decode()
    assert not response.cookies


def test_nothing_is_printed_of_a_petition_that_is_not_public(petition_index: PetitionIndexPage, client: Client) -> None:
    submitted_petition()
    for name in ("plakat/", "kod/"):
        assert client.get(f"{petition_index.get_url()}1-vidremontuvaty/{name}").status_code == 404

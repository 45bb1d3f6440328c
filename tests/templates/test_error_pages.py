"""What a resident reads when something went wrong, and where it leads on."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from community.core.models import CommunitySettings
from home.models import HomePage


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_page_that_is_not_there_offers_the_search(client: Client, site_home: HomePage) -> None:
    response = client.get("/nemaie-takoi/")
    html = response.content.decode()
    assert response.status_code == 404
    assert "Такої сторінки немає" in html
    assert re.search(rf'<form class="error-page__search" action="{reverse("search")}" method="get">', html)
    assert "Перейти на головну сторінку" in html
    assert "Головне меню" in html
    assert not response.cookies


def test_a_form_whose_protection_expired_says_what_to_do(site_home: HomePage) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/kabinet/vkhid/", {"login": "x"})
    assert response.status_code == 403
    text = words(response.content.decode())
    assert "Форма надто довго лишалася відкритою" in text
    assert "Поверніться на попередню сторінку" in text
    assert "Надішліть форму ще раз." in text


def test_a_long_passphrase_is_not_shown_when_the_protection_expired(site_home: HomePage) -> None:
    phrase = "калина березка верба над річкою Ясною біля млина цвітуть щовесни знову"
    client = Client(enforce_csrf_checks=True)
    response = client.post("/kabinet/reiestratsiia/", {"password1": phrase, "oldpassword": phrase, "text": "а " * 60})
    page = response.content.decode()
    assert "а а а" in page
    assert "калина" not in page


def test_a_closed_page_tells_staff_to_sign_in(site_home: HomePage, rf: RequestFactory) -> None:
    community = CommunitySettings.for_site(site_home.get_site())
    community.email = "rada@hromada.example"
    community.save()
    html = render_to_string("403.html", request=rf.get("/", headers={"host": "testserver"}))
    assert "Ця сторінка для вас закрита" in html
    assert "mailto:rada@hromada.example" in html


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("400.html", "Сайт не зрозумів запиту"),
        ("500.html", "На сайті сталася помилка"),
        ("503.html", "Сайт ненадовго зупинено"),
        ("507.html", "На сервері закінчилося місце"),
    ],
)
def test_a_broken_site_still_answers_in_whole_sentences(name: str, heading: str) -> None:
    html = render_to_string(name)
    assert f"<h1>{heading}</h1>" in html
    assert '<html lang="uk">' in html
    assert not re.findall(r'(?:src|href)="([^"/][^"]*|/[^"]+)"', html), "nothing to load from a site that is broken"


def test_the_pages_of_errors_keep_the_poll_away(client: Client, site_home: HomePage) -> None:
    assert 'class="poll"' not in client.get("/nemaie-takoi/").content.decode()

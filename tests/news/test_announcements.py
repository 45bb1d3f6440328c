"""An editor publishes an announcement; residents read it while it is in force."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from community.accounts.roles import EDITOR
from community.core.local_time import today
from home.models import HomePage
from news.models import AnnouncementIndexPage, AnnouncementPage
from tests.conftest import SignIn
from tests.news.builders import make_announcement, make_lists, make_private
from tests.news.editing import editor_form, preview, publish, refusal


@pytest.fixture
def announcements(home_page: HomePage) -> AnnouncementIndexPage:
    return make_lists(home_page)[0]


def form(**fields: object) -> dict[str, object]:
    defaults = {
        "title": "Не буде води на Луговій",
        "slug": "ne-bude-vody-na-luhovii",
        "kind": "voda",
        "concerns": "Яснобрід, вулиця Лугова",
        "valid_from": "01.12.2026",
        "valid_until": "02.12.2026",
        "lead": "З 9:00 до 16:00 міняємо засувку.",
    }
    return editor_form(**{**defaults, **fields})


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


@time_machine.travel("2026-12-01T10:00:00+02:00")
def test_from_the_editor_to_residents_and_into_the_archive(
    sign_in: SignIn, client: Client, announcements: AnnouncementIndexPage
) -> None:
    editor = sign_in(EDITOR)
    assert "Не буде води на Луговій" in preview(editor, announcements, "announcementpage", form())
    publish(editor, announcements, "announcementpage", form())
    address = f"{announcements.url}ne-bude-vody-na-luhovii/"
    page = page_of(client, address)
    for words in ("Діє зараз", "1–2 грудня 2026", "Яснобрід, вулиця Лугова", "міняємо засувку", "Подробиці телефоном."):
        assert words in page, words
    for place in ("t.me/share", "viber://forward", "facebook.com/sharer", "wa.me/", "mailto:?"):
        assert place in page, place
    for shown in (announcements.url, "/", "/search/?q=засувку"):
        assert "Не буде води на Луговій" in page_of(client, shown), shown
    assert "Не буде води на Луговій" in editor.get(reverse("announcements:index")).content.decode()
    assert "Не буде води" not in page_of(client, f"{announcements.url}?archive=1")

    with time_machine.travel("2026-12-02T23:59:00+02:00"):
        assert "Не буде води" in page_of(client, announcements.url)
    with time_machine.travel("2026-12-03T00:01:00+02:00"):
        assert "Зараз немає оголошень, що діють" in page_of(client, announcements.url)
        assert "Не буде води" not in page_of(client, "/")
        archive = page_of(client, f"{announcements.url}?archive=1&year=2026&month=12&category=voda")
        assert "Архів оголошень: Вода, грудень 2026</h1>" in archive
        assert "Не буде води на Луговій" in archive
        assert "Уже не діє" in archive
        assert "Воно діяло до 2 грудня 2026" in page_of(client, address)


def test_the_term_must_be_in_order(editor: Client, announcements: AnnouncementIndexPage) -> None:
    page = refusal(editor, announcements, "announcementpage", form(valid_until="30.11.2026"))
    assert "Останній день не може бути раніше за перший." in page
    announcement = make_announcement(announcements)
    with pytest.raises(IntegrityError), transaction.atomic():
        AnnouncementPage.objects.filter(pk=announcement.pk).update(valid_until=today() - timedelta(days=9))


def test_the_list_is_narrowed_by_kind_and_hides_what_is_not_public(
    client: Client, announcements: AnnouncementIndexPage
) -> None:
    make_announcement(announcements, "Відключення світла", kind="svitlo", valid_until=None)
    make_announcement(announcements, "Немає води", valid_from=today() + timedelta(days=1))
    make_private(make_announcement(announcements, "Службове"))
    make_announcement(announcements, "Чернетка", live=False)
    page = page_of(client, announcements.url)
    assert "Незабаром" in page
    assert "Службове" not in page
    assert "Чернетка" not in page
    power = page_of(client, f"{announcements.url}?category=svitlo")
    assert "Відключення світла" in power
    assert "Немає води" not in power
    unknown = client.get(announcements.url, {"category": "nema"})
    assert unknown.status_code == 404
    assert "Тут нічого не знайдено" in unknown.content.decode()

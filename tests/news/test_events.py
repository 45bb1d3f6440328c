"""An editor announces an event; residents find it, come, and keep it in their calendars."""

import re
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.accounts.roles import EDITOR
from home.models import HomePage
from news.models import EventIndexPage, EventPage
from tests.conftest import SignIn
from tests.news.builders import kyiv, make_event, make_lists, make_private
from tests.news.editing import editor_form, preview, publish, refusal


@pytest.fixture
def events(home_page: HomePage) -> EventIndexPage:
    return make_lists(home_page)[1]


def form(**fields: object) -> dict[str, object]:
    defaults = {
        "title": "Осінній ярмарок",
        "slug": "osinnii-yarmarok",
        "kind": "kultura",
        "state": "planned",
        "state_note": "",
        "moved_from": "",
        "starts_at": "05.12.2026 10:00",
        "ends_at": "05.12.2026 15:30",
        "place": "Площа Ринкова",
        "address": "вулиця Лугова, 1",
        "online_url": "",
        "organiser": "Будинок культури",
        "is_free": "on",
        "price": "",
        "registration": "",
        "lead": "Мед, горіхи; кераміка, вишивка.",
        "cover": "",
        "cover_alt": "",
        "cover_caption": "",
        "cover_author": "",
    }
    return editor_form(**{**defaults, **fields})


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


def calendar_of(client: Client, address: str) -> icalendar.Calendar:
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    # RFC 5545: no line is longer than 75 octets.
    assert max(map(len, answer.content.split(b"\r\n"))) <= 75
    return icalendar.Calendar.from_ical(answer.content)


def titles(page: str) -> list[str]:
    return re.findall(r'class="card__title">[^<]*(?:<span[^>]*>[^<]*</span>)?\s*<a [^>]*>([^<]+)</a>', page)


@time_machine.travel("2026-12-01T10:00:00+02:00")
def test_from_the_editor_to_residents_and_into_the_past(
    sign_in: SignIn, client: Client, events: EventIndexPage
) -> None:
    editor = sign_in(EDITOR)
    assert "Осінній ярмарок" in preview(editor, events, "eventpage", form())
    publish(editor, events, "eventpage", form())
    address = f"{events.url}osinnii-yarmarok/"
    page = page_of(client, address)
    for words in ("5 грудня 2026, 10:00–15:30", "Площа Ринкова", "Безоплатно", "Будинок культури", "просто приходьте"):
        assert words in page, words
    for shown in (events.url, "/", "/search/?q=кераміка"):
        assert "Осінній ярмарок" in page_of(client, shown), shown
    assert "Осінній ярмарок" in editor.get(reverse("events:index")).content.decode()
    with time_machine.travel("2026-12-05T16:00:00+02:00"):
        assert "Зараз подій не заплановано" in page_of(client, events.url)
        past = page_of(client, f"{events.url}?archive=1&year=2026&month=12&category=kultura")
        assert "Минулі події: Культура і свята, грудень 2026</h1>" in past
        assert titles(past) == ["Осінній ярмарок"]
        assert "Подія вже відбулася" in page_of(client, address)


def test_what_cannot_be_is_refused_in_words(editor: Client, events: EventIndexPage) -> None:
    late = refusal(editor, events, "eventpage", form(ends_at="05.12.2026 09:00"))
    assert "Кінець не може бути раніше за початок." in late
    unpriced = {name: value for name, value in form().items() if name != "is_free"}
    assert "Зазначте вартість або позначте подію як безоплатну." in refusal(editor, events, "eventpage", unpriced)
    event = make_event(events)
    with pytest.raises(IntegrityError), transaction.atomic():
        EventPage.objects.filter(pk=event.pk).update(ends_at=event.starts_at - timedelta(hours=1))


def test_the_soonest_stands_first_and_today_lasts_till_midnight(client: Client, events: EventIndexPage) -> None:
    with time_machine.travel("2026-12-05T21:00:00+02:00"):
        make_event(events, "Через тиждень", starts_at=kyiv(2026, 12, 12))
        make_event(events, "Сьогодні без кінця", starts_at=kyiv(2026, 12, 5, 10), ends_at=None)
        make_event(events, "Два дні", starts_at=kyiv(2026, 12, 4), ends_at=kyiv(2026, 12, 5), all_day=True)
        make_event(events, "Скінчилася", starts_at=kyiv(2026, 12, 5, 10))
        make_private(make_event(events, "Службова"))
        page = page_of(client, events.url)
        assert titles(page) == ["Два дні", "Сьогодні без кінця", "Через тиждень"]
        assert "4–5 грудня 2026" in page


def test_a_change_is_said_first(client: Client, events: EventIndexPage) -> None:
    note = "Через негоду."
    cancelled = make_event(events, "Концерт", state="cancelled", state_note=note)
    moved = make_event(
        events, "Забіг", state="moved", moved_from=kyiv(2030, 5, 1, 9), starts_at=kyiv(2030, 5, 8, 9), ends_at=None
    )
    page = page_of(client, cancelled.url)
    assert page.index("Подію скасовано") < page.index(note) < page.rindex("Мед, горіхи")
    assert "Подію перенесено: було 1 травня 2030, 09:00, тепер 8 травня 2030, 09:00" in page_of(client, moved.url)
    listed = page_of(client, events.url)
    assert re.search(r"Скасовано</span>\s*<a [^>]*>Концерт", listed)
    assert re.search(r"Перенесено</span>\s*<a [^>]*>Забіг", listed)


def test_an_event_goes_into_a_calendar(client: Client, events: EventIndexPage) -> None:
    event = make_event(
        events,
        "Ярмарок: мед, горіхи; «Осінь»",
        starts_at=kyiv(2030, 7, 5, 10),
        ends_at=kyiv(2030, 7, 5, 15, 30),
        place="Площа Ринкова",
        address="вулиця Лугова, 1",
        lead="Дуже довгий вступ про ярмарок, " * 5,
    )
    link = re.search(r'href="([^"]+/ics/)"', page_of(client, event.url))
    assert link
    (entry,) = calendar_of(client, link[1]).events
    assert entry["SUMMARY"] == "Ярмарок: мед, горіхи; «Осінь»"
    assert entry["LOCATION"] == "Площа Ринкова, вулиця Лугова, 1"
    assert entry["STATUS"] == "CONFIRMED"
    assert entry["URL"] == event.full_url
    assert entry.start == datetime(2030, 7, 5, 7, tzinfo=UTC)
    assert entry.end == datetime(2030, 7, 5, 12, 30, tzinfo=UTC)


def test_a_calendar_learns_of_another_time_and_of_the_end_of_it(client: Client, events: EventIndexPage) -> None:
    with time_machine.travel("2026-12-01T10:00:00+02:00"):
        event = make_event(events, "Забіг", starts_at=kyiv(2026, 12, 20, 9))
        event.save_revision().publish()
        before = calendar_of(client, f"{event.url}ics/").events[0]
    with time_machine.travel("2026-12-02T10:00:00+02:00"):
        event.refresh_from_db()
        event.title, event.slug, event.state, event.all_day = "Пробіг", "probih", "cancelled", True
        event.save_revision().publish()
        after = calendar_of(client, f"{events.url}ics/").events[0]
    assert after["UID"] == before["UID"]
    assert int(str(after["SEQUENCE"])) > int(str(before["SEQUENCE"]))
    assert after["STATUS"] == "CANCELLED"
    assert (after.start, after.end) == (date(2026, 12, 20), date(2026, 12, 21))


def test_the_calendar_of_the_community_is_followed(client: Client, events: EventIndexPage) -> None:
    now = timezone.now()
    make_event(events, "Торік", starts_at=now - timedelta(days=200))
    make_event(events, "Учора", starts_at=now - timedelta(days=1))
    make_event(events, "Завтра")
    make_private(make_event(events, "Службова"))
    page = page_of(client, events.url)
    assert 'href="webcal://testserver/podii/ics/"' in page
    assert 'href="http://testserver/podii/ics/"' in page
    answer = client.get(f"{events.url}ics/")
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert [str(event["SUMMARY"]) for event in calendar.events] == ["Учора", "Завтра"]
    assert str(calendar["X-WR-CALNAME"]).startswith("Події — ")
    unchanged = client.get(f"{events.url}ics/", headers={"If-None-Match": answer["ETag"]})
    assert unchanged.status_code == 304

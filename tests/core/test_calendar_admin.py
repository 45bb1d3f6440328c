"""The calendar in the database: what a fresh site knows, and what administrators may write into it."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.core.models import DayTransfer, Holiday, MartialLaw
from community.core.working_days import WorkingCalendar
from tests.core.working_calendars import BROUGHT, martial_law, moved

pytestmark = pytest.mark.django_db


def test_a_fresh_site_knows_the_holidays_and_martial_law() -> None:
    calendar = WorkingCalendar.load()
    assert len(calendar.holidays) == 11
    assert calendar.is_under_martial_law(date(2026, 11, 23))
    assert calendar.is_working_day(date(2026, 12, 25))
    MartialLaw.objects.update(ends_on=date(2026, 12, 1))
    assert not WorkingCalendar.load().is_working_day(date(2026, 12, 25))


def test_the_calendar_takes_three_queries_however_much_is_asked() -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        calendar = WorkingCalendar.load()
        for days in range(1, 200):
            calendar.add_working_days(date(2026, 1, 1), days)
    assert len(queries) == 3


def test_the_data_migration_runs_twice_and_keeps_what_staff_changed() -> None:
    Holiday.objects.filter(month=5, day=1).update(name="Перше травня")
    Holiday.objects.filter(month=3, day=8).delete()
    BROUGHT.fill(apps, connection.schema_editor())
    BROUGHT.fill(apps, connection.schema_editor())
    assert Holiday.objects.count() == 11
    assert Holiday.objects.filter(name="Перше травня").exists()
    assert MartialLaw.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"day": 1},
        {"month": 2},
        {"day": 6, "month": 1, "easter_offset": 1},
        {"day": 6, "month": 1, "once_on": date(2026, 1, 6)},
        {"day": 30, "month": 2},
        {"day": 31, "month": 4},
        {"day": 0, "month": 4},
        {"day": 1, "month": 13},
        {"day": 1, "month": 1},
        {"easter_offset": 49},
        {"day": 6, "month": 1, "valid_from": date(2026, 1, 1), "valid_until": date(2025, 1, 1)},
    ],
)
def test_an_impossible_holiday_is_refused_by_form_and_database(fields: dict[str, Any]) -> None:
    holiday = Holiday(name="Свято", **fields)
    with pytest.raises(ValidationError):
        holiday.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        holiday.save()


@pytest.mark.parametrize(
    "fields", [{"day": 31, "month": 12}, {"day": 29, "month": 2}, {"easter_offset": -2}, {"once_on": date(2026, 6, 3)}]
)
def test_a_possible_holiday_is_kept(fields: dict[str, Any]) -> None:
    holiday = Holiday(name="Свято", **fields)
    holiday.full_clean()
    holiday.save()


@pytest.mark.parametrize(
    "wrong", [moved("2026-10-02", "2026-10-02"), martial_law("2027-01-02", "2027-01-01"), martial_law("2022-02-24")]
)
def test_periods_and_moves_that_make_no_sense_are_refused(wrong: DayTransfer | MartialLaw) -> None:
    with pytest.raises(ValidationError):
        wrong.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong.save()


def test_one_day_cannot_be_made_both() -> None:
    moved("2026-10-02", "2026-10-10").save()
    with pytest.raises(ValidationError, match="вихідним"):
        moved("2026-11-30", "2026-10-02").full_clean()
    with pytest.raises(ValidationError, match="робочим"):
        moved("2026-10-10").full_clean()


def test_an_administrator_adds_a_holiday_and_reads_the_list(administrator: Client) -> None:
    address = reverse("wagtailsnippets_core_holiday:add")
    blank = {"month": "", "easter_offset": "", "once_on": "", "valid_from": "", "valid_until": ""}
    refused = administrator.post(address, {**blank, "name": "День громади", "day": "20"})
    assert "Вкажіть або день і місяць, або кількість днів після Великодня, або одну дату." in refused.content.decode()
    refused = administrator.post(address, {**blank, "name": "День громади", "day": "31", "month": "9"})
    assert "У цьому місяці немає такого дня." in refused.content.decode()
    administrator.post(address, {**blank, "name": "День громади", "day": "20", "month": "9"})
    page = administrator.get(reverse("wagtailsnippets_core_holiday:list")).content.decode()
    for words in ("День громади", "20 вересня", "24 серпня", "Великдень + 49", "01.01.2024 – …", "Святкові дні"):
        assert words in page, words


def test_an_administrator_says_that_martial_law_has_ended(administrator: Client) -> None:
    period = MartialLaw.objects.get()
    page = administrator.post(
        reverse("wagtailsnippets_core_martiallaw:edit", args=[period.pk]),
        {"starts_on": "24.02.2022", "ends_on": "01.12.2026", "basis": period.basis},
        follow=True,
    )
    assert "24.02.2022 – 01.12.2026" in page.content.decode()
    assert not WorkingCalendar.load().is_working_day(date(2026, 12, 25))


def test_moved_days_are_listed_with_their_decision(administrator: Client) -> None:
    administrator.post(
        reverse("wagtailsnippets_core_daytransfer:add"),
        {"date_off": "02.10.2026", "date_working": "10.10.2026", "decision": "Розпорядження Кабінету Міністрів № 1"},
    )
    page = administrator.get(reverse("wagtailsnippets_core_daytransfer:list")).content.decode()
    assert "02.10.2026 → 10.10.2026" in page
    assert "Розпорядження Кабінету Міністрів № 1" in page

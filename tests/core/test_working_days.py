"""The law's clock: when a term of so many working days ends, by the rules and the calendar of Ukraine."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.core.local_time import KYIV, day_end
from community.core.models import Holiday
from community.core.models.calendar import orthodox_easter
from community.core.working_days import WorkingCalendar
from tests.core.working_calendars import HOLIDAYS, MOVED, MOVED_IN_WAR, PEACE, VICTORY, WAR, martial_law

# Calendar, when it was submitted (Kyiv), working days of the term, last day of the term and its offset from UTC.
DEADLINES = {
    # Plain weeks.
    "day of submission is not counted": (WAR, "2026-11-23T09:00", 1, "2026-11-24+02:00"),
    "two working days for moderation": (WAR, "2026-11-23T09:00", 2, "2026-11-25+02:00"),
    "over a weekend": (WAR, "2026-11-26T12:00", 2, "2026-11-30+02:00"),
    "submitted on Friday": (WAR, "2026-11-27T17:59", 2, "2026-12-01+02:00"),
    "submitted on Saturday": (WAR, "2026-11-28T10:00", 2, "2026-12-01+02:00"),
    "submitted on Sunday": (WAR, "2026-11-29T10:00", 2, "2026-12-01+02:00"),
    "review of ten working days": (WAR, "2026-11-23T09:00", 10, "2026-12-07+02:00"),
    "no days: the end of the same day": (WAR, "2026-11-23T09:00", 0, "2026-11-23+02:00"),
    # Midnight is Kyiv's, not London's.
    "a second before midnight": (WAR, "2026-11-23T23:59:59", 2, "2026-11-25+02:00"),
    "a second after midnight": (WAR, "2026-11-24T00:00:01", 2, "2026-11-26+02:00"),
    "midnight belongs to the new day": (WAR, "2026-11-24T00:00:00", 2, "2026-11-26+02:00"),
    "Friday a second before midnight": (WAR, "2026-11-27T23:59:59", 1, "2026-11-30+02:00"),
    "Saturday a second after midnight": (WAR, "2026-11-28T00:00:01", 1, "2026-11-30+02:00"),
    "Sunday a second before midnight": (WAR, "2026-11-29T23:59:59", 1, "2026-11-30+02:00"),
    "Monday a second after midnight": (WAR, "2026-11-30T00:00:01", 1, "2026-12-01+02:00"),
    "summer night, still yesterday in UTC": (WAR, "2026-07-21T02:30", 1, "2026-07-22+03:00"),
    # Clocks go forward on 29 March 2026 and back on 25 October 2026.
    "over the change in March": (WAR, "2026-03-27T12:00", 1, "2026-03-30+03:00"),
    "Saturday before the change in March": (WAR, "2026-03-28T23:59:59", 2, "2026-03-31+03:00"),
    "Sunday of the change in March": (WAR, "2026-03-29T23:59:59", 1, "2026-03-30+03:00"),
    "Monday after the change in March": (WAR, "2026-03-30T00:00:01", 1, "2026-03-31+03:00"),
    "ten days over the change in March": (WAR, "2026-03-20T12:00", 10, "2026-04-03+03:00"),
    "over the change in October": (WAR, "2026-10-23T12:00", 1, "2026-10-26+02:00"),
    "Sunday of the change in October": (WAR, "2026-10-25T23:59:59", 1, "2026-10-26+02:00"),
    "Monday after the change in October": (WAR, "2026-10-26T00:00:01", 1, "2026-10-27+02:00"),
    "ten days over the change in October": (WAR, "2026-10-16T12:00", 10, "2026-10-30+02:00"),
    # Holidays in peace.
    "Labour Day on Friday": (PEACE, "2026-04-30T12:00", 1, "2026-05-04+03:00"),
    "Independence Day on Monday": (PEACE, "2026-08-21T12:00", 1, "2026-08-25+03:00"),
    "Statehood Day midweek": (PEACE, "2026-07-14T12:00", 2, "2026-07-17+03:00"),
    "submitted on a holiday": (PEACE, "2026-07-15T12:00", 1, "2026-07-16+03:00"),
    "Defenders’ Day": (PEACE, "2026-09-30T12:00", 1, "2026-10-02+03:00"),
    "8 May is a holiday since 2024": (PEACE, "2026-05-07T12:00", 1, "2026-05-11+03:00"),
    "8 May was none before 2024": (PEACE, "2019-05-07T12:00", 1, "2019-05-08+03:00"),
    # A holiday on a weekend moves the day off to the next working day.
    "Easter Sunday gives Monday": (PEACE, "2026-04-10T12:00", 1, "2026-04-14+03:00"),
    "Trinity Sunday gives Monday": (PEACE, "2026-05-29T12:00", 1, "2026-06-02+03:00"),
    "8 March on Sunday gives Monday": (PEACE, "2026-03-06T12:00", 1, "2026-03-10+02:00"),
    "Constitution Day on Sunday": (PEACE, "2026-06-26T12:00", 1, "2026-06-30+03:00"),
    "New Year on Saturday gives Monday": (PEACE, "2021-12-31T12:00", 1, "2022-01-04+02:00"),
    "1 May on Saturday, Easter on Sunday: two days": (PEACE, "2021-04-30T12:00", 1, "2021-05-05+03:00"),
    "three weekends of May 2027": (PEACE, "2027-04-30T12:00", 4, "2027-05-11+03:00"),
    # Year ends.
    "over New Year in peace": (PEACE, "2026-12-31T12:00", 1, "2027-01-04+02:00"),
    "over Christmas and New Year in peace": (PEACE, "2026-12-24T23:59:59", 5, "2027-01-04+02:00"),
    "over New Year under martial law": (WAR, "2026-12-31T23:59:59", 1, "2027-01-01+02:00"),
    "7 January is a working day": (PEACE, "2027-01-06T12:00", 1, "2027-01-07+02:00"),
    "leap day": (WAR, "2028-02-28T12:00", 1, "2028-02-29+02:00"),
    # Martial law makes working days of holidays, and weekends stay.
    "Independence Day under martial law": (WAR, "2026-08-21T12:00", 1, "2026-08-24+03:00"),
    "Christmas under martial law": (WAR, "2026-12-24T12:00", 1, "2026-12-25+02:00"),
    "Easter Monday under martial law": (WAR, "2026-04-10T12:00", 1, "2026-04-13+03:00"),
    "8 March 2022, after it was declared": (WAR, "2022-02-22T12:00", 10, "2022-03-08+02:00"),
    "New Year 2022, before it was declared": (WAR, "2021-12-31T12:00", 1, "2022-01-04+02:00"),
    "it ended the day before a holiday": (VICTORY, "2026-08-21T12:00", 1, "2026-08-25+03:00"),
    "a holiday while it was still on": (VICTORY, "2026-07-14T12:00", 1, "2026-07-15+03:00"),
    "holidays are back after it": (VICTORY, "2026-09-30T12:00", 1, "2026-10-02+03:00"),
    # Days off moved by the Cabinet.
    "holiday, then a day off moved to its side": (MOVED, "2026-09-30T12:00", 1, "2026-10-05+03:00"),
    "the Saturday worked for it": (MOVED, "2026-10-09T12:00", 1, "2026-10-10+03:00"),
    "past the Saturday worked for it": (MOVED, "2026-10-09T12:00", 2, "2026-10-12+03:00"),
    "submitted on the Saturday worked": (MOVED, "2026-10-10T12:00", 1, "2026-10-12+03:00"),
    "a day off that is not made up for": (MOVED, "2026-11-27T12:00", 1, "2026-12-01+02:00"),
    "a moved day under martial law": (MOVED_IN_WAR, "2026-10-01T12:00", 1, "2026-10-05+03:00"),
    "its Saturday under martial law": (MOVED_IN_WAR, "2026-10-09T12:00", 1, "2026-10-10+03:00"),
}


@pytest.mark.parametrize(("calendar", "submitted", "days", "ends"), DEADLINES.values(), ids=DEADLINES.keys())
def test_a_term_ends(calendar: WorkingCalendar, submitted: str, days: int, ends: str) -> None:
    moment = datetime.fromisoformat(submitted).replace(tzinfo=KYIV)
    deadline = calendar.deadline(moment, days)
    assert deadline.isoformat() == f"{ends[:10]}T23:59:59.999999{ends[10:]}"
    # The database gives moments back in UTC; the term is the same.
    assert calendar.deadline(moment.astimezone(UTC), days) == deadline


def test_the_table_is_long_enough() -> None:
    assert len(DEADLINES) >= 40


@pytest.mark.parametrize(
    ("moment", "ends"),
    [
        # 03:30 comes twice in the night of 25 October; both are Sunday.
        ("2026-10-25T00:30:00+00:00", "2026-10-26T21:59:59.999999+00:00"),
        ("2026-10-25T01:30:00+00:00", "2026-10-26T21:59:59.999999+00:00"),
        # The last second of that Sunday and the first of Monday.
        ("2026-10-25T21:59:59+00:00", "2026-10-26T21:59:59.999999+00:00"),
        ("2026-10-25T22:00:00+00:00", "2026-10-27T21:59:59.999999+00:00"),
        # The same in March: Sunday ends an hour earlier by UTC.
        ("2026-03-29T20:59:59+00:00", "2026-03-30T20:59:59.999999+00:00"),
        ("2026-03-29T21:00:00+00:00", "2026-03-31T20:59:59.999999+00:00"),
    ],
)
def test_moments_of_the_change_of_clocks(moment: str, ends: str) -> None:
    assert WAR.deadline(datetime.fromisoformat(moment), 1) == datetime.fromisoformat(ends)


@pytest.mark.parametrize(
    ("year", "easter"),
    [(2021, "05-02"), (2022, "04-24"), (2023, "04-16"), (2024, "05-05"), (2025, "04-20"), (2026, "04-12")],
)
def test_easter(year: int, easter: str) -> None:
    assert orthodox_easter(year) == date.fromisoformat(f"{year}-{easter}")


def test_days_left_until_a_deadline_and_past_it() -> None:
    monday = datetime(2026, 11, 23, 9, tzinfo=KYIV)
    deadline = WAR.deadline(monday, 2)
    assert [WAR.working_days_left(monday + timedelta(days=ahead), deadline) for ahead in range(6)] == [
        2, 1, 0, -1, -2, -2,
    ]  # fmt: skip
    assert WAR.working_days_left(date(2026, 11, 20), date(2026, 11, 23)) == 1


def test_days_may_be_counted_backwards() -> None:
    assert PEACE.add_working_days(date(2026, 4, 14), -1) == date(2026, 4, 10)


def test_a_holiday_holds_from_and_until() -> None:
    former = Holiday(name="7 січня", day=7, month=1, valid_from=date(2020, 1, 1), valid_until=date(2023, 9, 1))
    calendar = WorkingCalendar((former,))
    assert [calendar.is_working_day(date(year, 1, 7)) for year in (2019, 2020, 2022)] == [True, False, False]
    assert calendar.is_working_day(date(2025, 1, 7))


def test_a_holiday_of_one_year_and_one_of_leap_years() -> None:
    calendar = WorkingCalendar(
        (Holiday(name="День жалоби", once_on=date(2026, 11, 24)), Holiday(name="Високосний", day=29, month=2))
    )
    assert not calendar.is_working_day(date(2026, 11, 24))
    assert calendar.is_working_day(date(2027, 11, 24))
    assert not calendar.is_working_day(date(2028, 2, 29))
    assert calendar.is_working_day(date(2027, 3, 1))


def test_a_holiday_at_the_end_of_december_moves_into_january() -> None:
    calendar = WorkingCalendar((*HOLIDAYS, Holiday(name="Переддень", day=31, month=12)))
    # 31 December 2028 is a Sunday, 1 January a holiday, so the day off is Tuesday.
    assert calendar.add_working_days(date(2028, 12, 29), 1) == date(2029, 1, 3)


def test_a_day_off_moved_from_before_martial_law_into_it_is_worked() -> None:
    calendar = WorkingCalendar(HOLIDAYS, martial_law=(martial_law("2026-03-09"),))
    assert calendar.is_working_day(date(2026, 3, 9))


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        WAR.deadline(datetime(2026, 11, 23, 9), 2)  # noqa: DTZ001  A naive moment is what is tried.


CALENDARS = st.sampled_from([PEACE, WAR, VICTORY, MOVED, MOVED_IN_WAR])
DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))
COUNTS = st.integers(1, 60)


@given(CALENDARS, DAYS, COUNTS)
def test_counting_forward_and_asking_what_is_left_are_inverse(calendar: WorkingCalendar, day: date, n: int) -> None:
    end = calendar.add_working_days(day, n)
    assert calendar.is_working_day(end)
    assert calendar.working_days_left(day, end) == n
    assert calendar.working_days_left(end, day) == -n


@given(CALENDARS, DAYS, COUNTS)
def test_from_a_working_day_there_and_back(calendar: WorkingCalendar, day: date, n: int) -> None:
    start = calendar.add_working_days(day, 1)
    assert calendar.add_working_days(calendar.add_working_days(start, n), -n) == start


@given(CALENDARS, DAYS, DAYS, COUNTS)
def test_who_came_later_never_waits_less(calendar: WorkingCalendar, one: date, other: date, n: int) -> None:
    earlier, later = sorted((one, other))
    assert calendar.add_working_days(earlier, n) <= calendar.add_working_days(later, n)
    assert calendar.add_working_days(earlier, n) < calendar.add_working_days(earlier, n + 1)


@given(CALENDARS, st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)), COUNTS)  # noqa: DTZ001  hypothesis takes naive bounds
def test_a_deadline_is_the_end_of_a_day_in_kyiv(calendar: WorkingCalendar, moment: datetime, n: int) -> None:
    deadline = calendar.deadline(moment, n)
    assert deadline > moment
    assert deadline == day_end(deadline.date())
    assert (deadline + timedelta(microseconds=1)).astimezone(UTC).astimezone(KYIV).hour == 0


@given(DAYS, COUNTS)
def test_martial_law_never_makes_a_term_longer(day: date, n: int) -> None:
    assert WAR.add_working_days(day, n) <= PEACE.add_working_days(day, n)

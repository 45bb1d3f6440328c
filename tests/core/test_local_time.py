"""People read Kyiv time in letters and documents, whatever zone the person of the staff who caused them has chosen."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from community.core.local_time import day_begin, day_end, day_text, local_day, moment_text

# A quarter past midnight in Kyiv, still the evening before in New York and in Greenwich.
NIGHT = datetime(2026, 11, 27, 22, 15, tzinfo=UTC)


@pytest.fixture(params=["Europe/Kyiv", "America/New_York", "UTC"], autouse=True)
def zone(request: pytest.FixtureRequest) -> Iterator[None]:
    with timezone.override(request.param):
        yield


def test_a_moment_is_written_as_the_clock_in_kyiv_shows_it() -> None:
    assert moment_text(NIGHT) == "28 листопада 2026, 00:15"
    assert moment_text(None) == ""


def test_a_day_is_the_one_people_in_kyiv_live_through() -> None:
    assert local_day(NIGHT) == date(2026, 11, 28)
    assert day_text(NIGHT) == day_text(date(2026, 11, 28)) == "28 листопада 2026"
    assert day_text(None) == ""


def test_a_day_begins_and_ends_at_midnight_in_kyiv() -> None:
    assert day_begin(date(2026, 11, 28)) == datetime(2026, 11, 27, 22, tzinfo=UTC)
    assert day_end(date(2026, 11, 28)) == datetime(2026, 11, 28, 21, 59, 59, 999999, tzinfo=UTC)

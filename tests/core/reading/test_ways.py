"""Twelve ways to show a page, and nothing that a visitor sends makes a thirteenth."""

import pytest
from django.http import parse_cookie
from django.test import RequestFactory
from hypothesis import example, given
from hypothesis import strategies as st

from community.core.local_address import local_address
from community.core.reading.ways import COOKIE, USUAL, WAYS, Contrast, Pace, Reading, Size, reading_in

pytestmark = pytest.mark.any_engine
LETTERS = st.text(alphabet="uslargethicm- ", max_size=24)


def test_there_are_twelve_ways_and_the_usual_one_needs_no_cookie() -> None:
    assert len(WAYS) == 12
    assert WAYS[""] is not None
    assert WAYS[""] == USUAL
    assert {reading_in({COOKIE: cookie}) for cookie in WAYS} == set(WAYS.values())


def test_a_cookie_says_what_the_visitor_chose() -> None:
    chosen = Reading(Size.LARGEST, Contrast.HIGH, Pace.CALM)
    assert chosen.cookie == "largest-high-calm"
    assert chosen.words == "largest high calm"
    assert reading_in({COOKIE: chosen.cookie}) == chosen


@given(st.one_of(st.text(), LETTERS, st.sampled_from(sorted(WAYS))))
@example("largest-high-calm ")
@example("high-largest")
@example("LARGE")
@example("usual")
def test_any_value_is_one_of_the_twelve_and_only_ours_is_not_the_usual(value: str) -> None:
    found = reading_in({COOKIE: value})
    assert found in WAYS.values()
    assert found.cookie == (value if value in WAYS else "")


@given(st.text(max_size=60))
def test_any_header_is_one_of_the_twelve(header: str) -> None:
    assert reading_in(parse_cookie(header)) in WAYS.values()
    assert reading_in(parse_cookie(f"{COOKIE}={header}")) in WAYS.values()


@pytest.mark.parametrize(
    ("address", "back"),
    [
        ("http://testserver/novyny/?page=3", "/novyny/?page=3"),
        ("/novyny/", "/novyny/"),
        ("http://testserver/novyny/#sharing", "/novyny/"),
        ("", "/"),
        ("https://evil.example/novyny/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("http://testserver//evil.example/", "/"),
        ("http://testserver@evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("novyny/", "/"),
        ("\n//evil.example", "/"),
        ("http://[", "/"),
        ("/\\", "/"),
        ("/" + "a" * 3000, "/"),
    ],
)
def test_one_goes_back_to_this_site_only(address: str, back: str, rf: RequestFactory) -> None:
    assert local_address(address, rf.get("/")) == back


@given(st.one_of(st.text(), st.text(alphabet="/\\:@?#.\t\n ehtpsrv", max_size=30)))
def test_no_address_leads_away(address: str) -> None:
    back = local_address(address, RequestFactory().get("/"))
    assert back.startswith("/")
    assert not back.startswith(("//", "/\\"))

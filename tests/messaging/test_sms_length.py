"""In how many parts an SMS leaves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.messaging.sms_length import GSM, GSM_EXTENDED, sms_parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("ї" * 70, 1),
        ("ї" * 71, 2),
        ("ї" * 134, 2),
        ("ї" * 135, 3),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 70 + "і", 2),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_parts_are_those_of_the_gateways_bill(text: str, parts: int) -> None:
    assert sms_parts(text) == parts


@given(st.text(), st.text())
def test_a_longer_text_never_takes_fewer_parts(text: str, more: str) -> None:
    assert sms_parts(text + more) >= sms_parts(text) >= 1


def test_the_alphabet_is_whole() -> None:
    assert len(GSM) == 127
    assert len(GSM_EXTENDED) == 10

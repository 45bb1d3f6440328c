"""Mobile numbers: every usual way of writing becomes one, and nothing else passes."""

import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from community.core.phones import normalise_mobile

OPERATORS = ("39", "50", "63", "66", "67", "68", "73", "91", "92", "93", "94", "95", "96", "97", "98", "99")
nationals = st.builds("{}{}".format, st.sampled_from(OPERATORS), st.from_regex(r"[1-9][0-9]{6}", fullmatch=True))
prefixes = st.sampled_from(["+380", "380", "80", "0", "00380", "+38 (0", "38-0", "8 0", "(0"])
gaps = st.lists(
    st.sampled_from(["", "", " ", "-", "\N{NO-BREAK SPACE}", "\N{NON-BREAKING HYPHEN}", ".", ") "]),
    min_size=9,
    max_size=9,
)


@given(nationals, prefixes, gaps)
def test_every_way_of_writing_gives_one_number(national: str, prefix: str, separators: list[str]) -> None:
    typed = prefix + "".join(digit + gap for digit, gap in zip(national, separators, strict=True))
    assert normalise_mobile(f" {typed} ") == f"+380{national}"


@given(nationals)
def test_a_normal_number_stays_as_it_is(national: str) -> None:
    assert normalise_mobile(normalise_mobile(f"+380{national}")) == f"+380{national}"


@given(st.text() | st.from_regex(r"[+0-9 ()x#;,/-]{0,25}", fullmatch=True))
def test_anything_else_is_refused_in_ukrainian_or_becomes_a_mobile_number(typed: str) -> None:
    try:
        outcome = normalise_mobile(typed)
    except ValidationError as refusal:
        [outcome] = refusal.messages
    assert re.fullmatch(r"\+380[0-9]{9}|(Введіть|На цей номер SMS не надіслати).* 067 123-45-67\.", outcome)


@pytest.mark.parametrize(
    "typed",
    ["", "067", "0671234567890", "067 ABC 4567", "0671234567 дод. 5", "0671234567#5", "0671234567, 0501234567",
     "+48 601 234 567", "+7 916 123-45-67", "0801234567", "iryna@example.org", "tel:0671234567"],
)  # fmt: skip
def test_what_is_no_ukrainian_mobile_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="Введіть український мобільний номер"):
        normalise_mobile(typed)


@pytest.mark.parametrize("typed", ["044 123 45 67", "+38 (047) 312-34-56", "80441234567"])
def test_a_landline_gets_no_sms(typed: str) -> None:
    with pytest.raises(ValidationError, match="На цей номер SMS не надіслати"):
        normalise_mobile(typed)

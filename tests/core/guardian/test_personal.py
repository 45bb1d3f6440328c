"""Numbers of people are found in public text, and other numbers are not taken for them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.core.guardian.personal import is_card_number, is_tax_number, personal_hits

TODAY = date(2026, 11, 28)
ERA = date(1899, 12, 31)
births = st.dates(date(1930, 1, 1), TODAY)
tails = st.integers(0, 9999)


def tax_number(born: date, tail: int) -> str:
    body = f"{(born - ERA).days:05}{tail:04}"
    weights = (-1, 5, 7, 9, 4, 6, 10, 5, 7)
    return f"{body}{sum(w * int(d) for w, d in zip(weights, body, strict=True)) % 11 % 10}"


def card_number(first: int, body: int) -> str:
    """Sixteen digits with Luhn's last."""
    digits = f"{first}{body:014}"
    total = sum(int(d) if n % 2 else sum(divmod(int(d) * 2, 10)) for n, d in enumerate(digits))
    return f"{digits}{-total % 10}"


def found(text: str, *, contacts: bool = False) -> list[str]:
    return [hit.rule.code for hit in personal_hits(text, contacts=contacts, today=TODAY)]


@given(births, tails)
def test_a_taxpayers_number_of_the_living_is_known_by_its_check_digit(born: date, tail: int) -> None:
    number = tax_number(born, tail)
    assert is_tax_number(number, today=TODAY)
    for other in range(1, 10):
        wrong = number[:9] + str((int(number[9]) + other) % 10)
        assert not is_tax_number(wrong, today=TODAY)


@given(st.dates(TODAY + timedelta(days=1), date(2099, 1, 1)), tails)
def test_nobody_is_born_tomorrow(born: date, tail: int) -> None:
    assert not is_tax_number(tax_number(born, tail), today=TODAY)


@given(st.sampled_from([2, 4, 5, 6, 9]), st.integers(0, 10**14 - 1), st.sampled_from(["", " ", "-", "\u00a0"]))
def test_a_card_is_known_in_any_grouping(first: int, body: int, between: str) -> None:
    digits = card_number(first, body)
    shown = between.join(digits[at : at + 4] for at in range(0, 16, 4))
    assert found(f"Кошти на картку {shown}, дякуємо") == ["bank_card"]
    assert not is_card_number(digits[:15] + str((int(digits[15]) + 1) % 10))


@given(st.text(st.sampled_from("0123456789 -()+№АВU,.паспорт"), max_size=80))
def test_no_text_breaks_the_search(text: str) -> None:
    assert len(found(text)) <= len(text)


@pytest.mark.parametrize(
    "phone", ["067 123-45-67", "+38 (050) 123 45 67", "0931234567", "380661234567", "8 067 123-45-67", "(099)123-45-67"]
)
def test_mobile_numbers_are_expected_only_among_contacts(phone: str) -> None:
    assert found(f"Телефонуйте: {phone}.") == ["mobile_phone"]
    assert found(f"Телефонуйте: {phone}.", contacts=True) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("паспорт серії АВ № 123456", ["identity_paper"]),
        ("паспорт СН123456", ["identity_paper"]),
        ("ID-картка 001234567, видана 12.05.2020", ["identity_paper"]),
        ("запис 19800512-01234 в реєстрі", ["identity_paper"]),
    ],
)
def test_numbers_of_identity_papers(text: str, codes: list[str]) -> None:
    assert found(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "Рішення № 123456789 від 12.05.2026",
        "IBAN UA21 3223 1300 0002 6007 2335 6600 1, код ЄДРПОУ 12345678",
        "Приймальня (04733) 2-12-34, гаряча лінія 0 800 500 335",
        "Автомобіль АВ 1234 СМ",
        "кадастровий номер 7124084000:01:000:0123",
        "У 2026 році — 1 234 567 890 гривень",
        "https://youtu.be/4111111111111111x",
    ],
)
def test_other_numbers_are_nobodys(text: str) -> None:
    assert found(text) == []

"""What a community writes about itself, checked: registers' codes, phones, the brand colour."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from community.core.colour import HEX_COLOUR, MIN_TEXT_CONTRAST, WHITE, contrast_ratio

validate_katottg = RegexValidator(
    re.compile(r"\AUA[0-9]{17}\Z"),
    _("A code of КАТОТТГ is the Latin letters UA and 17 digits, for example UA71080490000075853."),
)


def _weighted_remainder(digits: list[int], weights: range | list[int]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % 11


def edrpou_check_digit(code: str) -> int:
    """The eighth digit that the first seven of an ЄДРПОУ code ask for (the state register's rule)."""
    digits = [int(character) for character in code[:7]]
    weights = [1, 2, 3, 4, 5, 6, 7]
    if 30_000_000 <= int(code) <= 60_000_000:
        weights = [7, 1, 2, 3, 4, 5, 6]
    remainder = _weighted_remainder(digits, weights)
    if remainder == 10:
        remainder = _weighted_remainder(digits, [weight + 2 for weight in weights])
    return remainder % 10


def validate_edrpou(code: str) -> None:
    """Refuse what cannot be a code of ЄДРПОУ: not eight digits, or a wrong check digit."""
    if not re.fullmatch(r"[0-9]{8}", code):
        raise ValidationError(_("A code of ЄДРПОУ has exactly 8 digits."), code="edrpou_length")
    if edrpou_check_digit(code) != int(code[7]):
        raise ValidationError(_("The check digit does not match: look for a typing slip in the code."), code="edrpou")


def phone_digits(phone: str) -> str:
    """The phone in digits with the country code («380671234567»), or an empty string if it is no Ukrainian number."""
    if not re.fullmatch(r"\+?[0-9()\s\u2011-]+", phone):
        return ""
    digits = re.sub(r"[^0-9]", "", phone)
    national = re.fullmatch(r"(?:38|8)?(0[0-9]{9})", digits)
    return f"38{national[1]}" if national else ""


def validate_phone(phone: str) -> None:
    """Refuse what nobody could dial: a number is given with its area code, in any usual way of writing."""
    if not phone_digits(phone):
        raise ValidationError(
            _("Write the phone with its area code, for example +38 (047) 312-34-56 or 067 123-45-67."), code="phone"
        )


def validate_brand_colour(colour: str) -> None:
    """Refuse a colour in which text on white, or white text on it, would be hard to read (contrast under 4.5)."""
    if not HEX_COLOUR.fullmatch(colour.lower()):
        raise ValidationError(_("Write the colour as # and six characters 0–9, a–f, for example #0a4d9c."), code="hex")
    ratio = contrast_ratio(colour, WHITE)
    if ratio < MIN_TEXT_CONTRAST:
        raise ValidationError(
            _("The colour is too light: its contrast with white is %(ratio)s, at least %(needed)s is needed."),
            params={"ratio": number_format(ratio, 2), "needed": number_format(MIN_TEXT_CONTRAST, 1)},
            code="contrast",
        )

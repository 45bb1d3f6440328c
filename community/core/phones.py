"""Mobile numbers as residents type them."""

import re

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

UKRAINE = 380
# A number dialled the old way, 8 067 123 45 67.
OLD_TRUNK_PREFIX = re.compile(r"80\d{9}")
NOT_A_MOBILE = _("Enter a Ukrainian mobile number, for example 067 123-45-67.")


def normalise_mobile(text: str) -> str:
    """The number in E.164 («+380671234567»), however it was typed; ``ValidationError`` unless a Ukrainian mobile.

    Numbers of other countries are refused: asking for codes to expensive foreign numbers is a known fraud.
    """
    # The library would take letters for the keys of a telephone.
    if any(character.isalpha() for character in text):
        raise ValidationError(NOT_A_MOBILE, code="mobile")
    digits = re.sub(r"\D", "", text)
    try:
        number = phonenumbers.parse(f"+3{digits}" if OLD_TRUNK_PREFIX.fullmatch(digits) else text, "UA")
    except NumberParseException:
        raise ValidationError(NOT_A_MOBILE, code="mobile") from None
    if number.country_code != UKRAINE or number.extension or not phonenumbers.is_valid_number(number):
        raise ValidationError(NOT_A_MOBILE, code="mobile")
    if phonenumbers.number_type(number) != PhoneNumberType.MOBILE:
        raise ValidationError(
            _("An SMS cannot reach this number. Enter a mobile one, for example 067 123-45-67."), code="not_mobile"
        )
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)

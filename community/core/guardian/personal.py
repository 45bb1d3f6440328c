"""Personal data in public text: numbers that can be told from others by their own arithmetic, or by their words."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from community.core import local_time
from community.core.guardian.hits import Hit
from community.core.guardian.rules import BANK_CARD, IDENTITY_PAPER, MOBILE_PHONE, TAX_NUMBER

_TAX_WEIGHTS = (-1, 5, 7, 9, 4, 6, 10, 5, 7)
# The first five digits count days from here; nobody alive was born before.
_TAX_ERA = date(1899, 12, 31)
_OLDEST = 115

# An account has digits in groups of four, as a card has.
_IBAN = re.compile(r"\bUA\d{2}(?:[ \u00a0]?\d){25}\b")
_TEN_DIGITS = re.compile(r"(?<![\w.,/№-])\d{10}(?![\w/]|[.,]\d)")
_CARD = re.compile(r"(?<![\w-])[2-69]\d{3}(?:[ \u00a0-]?\d{4}){3}(?!\w|-\d)")
_PHONE = re.compile(
    r"(?<![\w.])(?:\+?38[ \u00a0-]?|8[ \u00a0-])?\(?0(?:39|50|6[36-8]|7[357]|9[1-9])\)?(?:[ \u00a0-]?\d){7}(?!\w|-\d)"
)
_OLD_PASSPORT = re.compile(r"(?<!\w)[А-ЩЬЮЯІЇЄҐ]{2}[ \u00a0]?(?:№[ \u00a0]?)?\d{6}(?!\w)")
_NINE_DIGITS = re.compile(r"(?<![\w-])\d{9}(?![\w-])")
_PAPER_WORDS = re.compile(r"паспорт|посвідчен|ID[- ]?карт|документ[аи]?, що посвідчує", re.IGNORECASE)
_REGISTER_RECORD = re.compile(r"(?<![\w-])(\d{8})-\d{5}(?![\w-])")
# Characters before nine digits in which a word says that they are of a document.
_WORDS_BEFORE = 60


def personal_hits(text: str, *, contacts: bool = False, today: date | None = None) -> Iterator[Hit]:
    """Numbers of people. ``contacts``: the text is there to give phones, so phones are no surprise."""
    day = today or local_time.today()
    text = _IBAN.sub(lambda account: "I" * len(account[0]), text)
    phones = [match[0] for match in _PHONE.finditer(text)]
    if not contacts:
        yield from (Hit(MOBILE_PHONE, phone) for phone in phones)
    yield from (Hit(BANK_CARD, card[0]) for card in _CARD.finditer(text) if is_card_number(card[0]))
    yield from (
        Hit(TAX_NUMBER, number[0])
        for number in _TEN_DIGITS.finditer(text)
        if number[0] not in phones and is_tax_number(number[0], today=day)
    )
    yield from (Hit(IDENTITY_PAPER, quote) for quote in _identity_papers(text, day))


def is_tax_number(digits: str, *, today: date) -> bool:
    """Whether ten digits can be somebody's РНОКПП: the check digit fits and the person may be alive."""
    weighted = sum(weight * int(digit) for weight, digit in zip(_TAX_WEIGHTS, digits, strict=False))
    if weighted % 11 % 10 != int(digits[9]):
        return False
    return _may_be_alive(_TAX_ERA + timedelta(days=int(digits[:5])), today)


def is_card_number(text: str) -> bool:
    """Luhn's sum over the digits of a card."""
    digits = [int(character) for character in text if character.isdigit()]
    doubled = [digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[-2::-2]]
    return len(set(digits)) > 1 and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _identity_papers(text: str, today: date) -> Iterator[str]:
    yield from (match[0] for match in _OLD_PASSPORT.finditer(text))
    for match in _NINE_DIGITS.finditer(text):
        if _PAPER_WORDS.search(text[max(0, match.start() - _WORDS_BEFORE) : match.start()]):
            yield match[0]
    yield from (match[0] for match in _REGISTER_RECORD.finditer(text) if _is_birthday(match[1], today))


def _is_birthday(digits: str, today: date) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return _may_be_alive(born, today)


def _may_be_alive(born: date, today: date) -> bool:
    return born <= today and today.year - born.year <= _OLDEST

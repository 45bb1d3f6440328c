"""What proves that a letter was received: made at random, stored only as hashes."""

import hashlib
import secrets
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

TOKEN_PURPOSE = "engagement.vote.confirm"  # noqa: S105 - the name of a purpose, not a secret
CODE_PURPOSE = "engagement.vote.code"
RECEIPT_PURPOSE = "engagement.vote.receipt"
TOKEN_BYTES = 24
CODE_DIGITS = 6
# Nothing that reads like something else, whether typed or dictated.
RECEIPT_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RECEIPT_LENGTH = 12
# Ukrainian letters that look like those of the alphabet, for whoever has forgotten to switch the keyboard.
LOOK_ALIKES = str.maketrans("АВСЕНКМРТХУ", "ABCEHKMPTXY")


@dataclass(frozen=True)
class VoteSecrets:
    """The two ways to confirm a vote that one letter carries."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(TOKEN_BYTES))
    code: str = field(default_factory=lambda: f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}")


def token_hash(token: str) -> str:
    """What is stored of a link's token; the purpose in it keeps tokens of other links out."""
    return hashlib.sha256(f"{TOKEN_PURPOSE}:{token}".encode()).hexdigest()


def code_hash(reference: UUID, code: str) -> str:
    """What is stored of a code: keyed, since a million codes are tried in a second."""
    return salted_hmac(CODE_PURPOSE, f"{reference}:{code}", algorithm="sha256").hexdigest()


def code_matches(reference: UUID, code: str, stored: str) -> bool:
    """Whether ``code``, as people type it, is the one of the letter."""
    digits = "".join(code.split()).replace("-", "")
    return constant_time_compare(code_hash(reference, digits), stored)


def receipt_make() -> str:
    """A code that proves that a vote was counted and says nothing of who cast it or for what."""
    characters = "".join(secrets.choice(RECEIPT_ALPHABET) for _ in range(RECEIPT_LENGTH))
    return "-".join(characters[start : start + 4] for start in (0, 4, 8))


def receipt_hash(*, poll_id: int, receipt: str) -> str:
    """What the public list shows of a receipt: whoever holds the receipt finds it there, nobody reads it back."""
    return hashlib.sha256(f"{RECEIPT_PURPOSE}:{poll_id}:{receipt_clean(receipt)}".encode()).hexdigest()


def receipt_clean(typed: str) -> str:
    """A receipt as people type it, in the one form it was given in."""
    characters = "".join(
        character for character in typed.upper().translate(LOOK_ALIKES) if character in RECEIPT_ALPHABET
    )
    return "-".join(characters[start : start + 4] for start in range(0, len(characters), 4))

"""Tokens of links in letters to signers: they name a signature and one purpose, and nothing about the person.

Nothing is stored: whoever holds the letter may do that one thing, and a letter sent again carries the same link.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from enum import StrEnum
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

REFERENCE_BYTES = 16


class Purpose(StrEnum):
    """What a link lets its holder do."""

    UNSUBSCRIBE = "engagement.signature.unsubscribe"
    OBJECT = "engagement.signature.object"


def link_token(purpose: Purpose, reference: UUID) -> str:
    """A token that proves its holder got the letter about the signature ``reference``."""
    return urlsafe_b64encode(reference.bytes + _proof(purpose, reference)).decode()


def reference_of(purpose: Purpose, token: str) -> UUID | None:
    """The signature that ``token`` was made for, or ``None`` for any other text."""
    try:
        raw = urlsafe_b64decode(token)
        reference = UUID(bytes=raw[:REFERENCE_BYTES])
    except ValueError:
        return None
    return reference if constant_time_compare(link_token(purpose, reference), token) else None


def _proof(purpose: Purpose, reference: UUID) -> bytes:
    return salted_hmac(purpose, reference.bytes, algorithm="sha256").digest()

"""Tokens of links in letters: they name a row and one purpose, and nothing about the person.

Nothing is stored: whoever holds the letter may do that one thing, and a letter sent again carries the same link.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

REFERENCE_BYTES = 16


def link_token(purpose: str, reference: UUID) -> str:
    """A token that proves its holder got the letter about ``reference``."""
    return _signed(purpose, reference, settings.SECRET_KEY)


def reference_of(purpose: str, token: str) -> UUID | None:
    """What ``token`` was made for, or ``None`` for any other text."""
    try:
        raw = urlsafe_b64decode(token)
        reference = UUID(bytes=raw[:REFERENCE_BYTES])
    except ValueError:
        return None
    # Letters lie in mailboxes for long: a former key still opens its links.
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    made_here = any(constant_time_compare(_signed(purpose, reference, key), token) for key in keys)
    return reference if made_here else None


def _signed(purpose: str, reference: UUID, key: str) -> str:
    proof = salted_hmac(purpose, reference.bytes, secret=key, algorithm="sha256").digest()
    return urlsafe_b64encode(reference.bytes + proof).decode()

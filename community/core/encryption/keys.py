"""Encryption and keyed digests under ``DATA_KEYS``; every value says by which key it was made."""

import base64
import hashlib
import hmac
from functools import cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32
# Between the marker, the key's name and the text; in no text that people type does it stand so.
MARKER, SEPARATOR = "enc", "$"


class DecryptionError(Exception):
    """The key of a value is not among ``DATA_KEYS``, or the value was changed."""


def data_keys() -> dict[str, str]:
    """Secrets by their names; the first one encrypts, all of them decrypt."""
    keys = dict(entry.split(":", 1) for entry in settings.DATA_KEYS if ":" in entry)
    if not keys or not all(keys.values()) or any(SEPARATOR in name for name in keys):
        raise ImproperlyConfigured("DATA_KEYS must be a list of name:secret, the current one first.")
    return keys


def current_key() -> str:
    """The name of the key that new values are made by."""
    return next(iter(data_keys()))


def encrypt(text: str, *, purpose: str) -> str:
    """``text`` under the current key; each ``purpose`` has a key of its own derived from it."""
    name = current_key()
    token = _fernet(data_keys()[name], purpose).encrypt(text.encode()).decode("ascii")
    return SEPARATOR.join((MARKER, name, token))


def decrypt(stored: str, *, purpose: str) -> str:
    """What :func:`encrypt` was given. Raises ``DecryptionError``."""
    marker, _, rest = stored.partition(SEPARATOR)
    name, _, token = rest.partition(SEPARATOR)
    secret = data_keys().get(name)
    if marker != MARKER or secret is None:
        raise DecryptionError("made by a key that is not among DATA_KEYS")
    try:
        return _fernet(secret, purpose).decrypt(token).decode()
    except InvalidToken:
        raise DecryptionError("changed, or made for another purpose") from None


def is_encrypted(stored: str) -> bool:
    return stored.startswith(MARKER + SEPARATOR)


def is_current(stored: str) -> bool:
    """Whether the value need not be made anew."""
    return stored.startswith(SEPARATOR.join((MARKER, current_key(), "")))


def digest(text: str, *, purpose: str) -> str:
    """By what ``text`` is looked for: the same for the same text, and nothing without the key leads back."""
    return _digest(current_key(), text, purpose)


def digests(text: str, *, purpose: str) -> list[str]:
    """By each key: while values are made anew, some rows have the former one's."""
    return [_digest(name, text, purpose) for name in data_keys()]


def _digest(name: str, text: str, purpose: str) -> str:
    key = _derived(data_keys()[name], f"digest of {purpose}")
    return f"{name}{SEPARATOR}{hmac.new(key, text.encode(), hashlib.sha256).hexdigest()}"


def _fernet(secret: str, purpose: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derived(secret, purpose)))


@cache
def _derived(secret: str, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(secret.encode())

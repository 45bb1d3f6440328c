"""The keys without which some of the database cannot be read. Never in the archive beside what they open."""

import base64
import hashlib
import hmac
import json
import os
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from community.backup.errors import BackupError

# What they open, for whoever restores without one.
KEYS = {
    "SECRET_KEY": "second factors, codes under way",
    "DATA_KEYS": "phones of residents, second factors, letters under way",
    "VOTER_KEY_SECRET": "one vote an address, one signature a phone, where polls and petitions go on",
}
FALLBACKS = "SECRET_KEY_FALLBACKS"
COST = {"n": 2**14, "r": 8, "p": 1}


def fingerprints() -> dict[str, str]:
    """By which a key is recognised, and not found out."""
    return {name: _fingerprint(_present(name)[0], os.urandom(16)) for name in KEYS}


def keys_differing(known: dict[str, str]) -> list[str]:
    """The keys of an archive that are not among those of these settings."""
    return [name for name, fingerprint in known.items() if not any(_fits(key, fingerprint) for key in _present(name))]


def keys_seal(passphrase: str) -> str:
    """All keys of these settings, to be opened by the passphrase only."""
    salt = os.urandom(16)
    keys: dict[str, Any] = {name: getattr(settings, name) for name in (*KEYS, FALLBACKS)}
    token = Fernet(_key_of(passphrase, salt)).encrypt(json.dumps(keys).encode())
    return json.dumps({"format": 1, "salt": salt.hex(), "keys": token.decode()}, indent=2) + "\n"


def keys_open(sealed: str, passphrase: str) -> dict[str, str]:
    """The keys as variables of the environment."""
    try:
        parts = json.loads(sealed)
        token, salt = parts["keys"], bytes.fromhex(parts["salt"])
        keys = json.loads(Fernet(_key_of(passphrase, salt)).decrypt(token.encode()))
    except InvalidToken:
        raise BackupError("The passphrase is another one, or the file is damaged") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BackupError("This is no file of keys") from None
    return {name: ",".join(key) if isinstance(key, list) else str(key) for name, key in keys.items() if key}


def _present(name: str) -> list[str]:
    """The key in use, and the former ones that still open something."""
    key = getattr(settings, name)
    former = settings.SECRET_KEY_FALLBACKS if name == "SECRET_KEY" else []
    return list(key) if isinstance(key, list) else [str(key), *former]


def _fits(key: str, fingerprint: str) -> bool:
    return hmac.compare_digest(_fingerprint(key, bytes.fromhex(fingerprint.partition(":")[0])), fingerprint)


def _fingerprint(key: str, salt: bytes) -> str:
    return f"{salt.hex()}:{hashlib.scrypt(key.encode(), salt=salt, dklen=16, **COST).hex()}"


def _key_of(passphrase: str, salt: bytes) -> bytes:
    return base64.urlsafe_b64encode(hashlib.scrypt(passphrase.encode(), salt=salt, dklen=32, **COST))

"""What opens a draft: long enough not to be guessed, so that a plain digest of it is safe to keep."""

import secrets
from hashlib import sha256

TOKEN_BYTES = 24


def token_make() -> str:
    """Forty-eight hexadecimal digits: the filter of logs knows such a part of an address for a key."""
    return secrets.token_hex(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """What the database knows a token by."""
    return sha256(token.encode()).hexdigest()

"""What the application on a phone does: one-time codes by RFC 6238, computed here once more."""

import base64
import hashlib
import hmac
import time


def one_time_code(secret: str, *, steps: int = 0) -> str:
    """The six digits that fit now, or so many half-minutes later."""
    counter = int(time.time()) // 30 + steps
    digest = hmac.new(base64.b32decode(secret), counter.to_bytes(8, "big"), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return str(int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF)[-6:].zfill(6)

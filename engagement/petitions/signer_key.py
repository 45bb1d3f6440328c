"""Who signs, as far as a proven phone can say it: one phone, one signature, from whatever account."""

import hashlib
import hmac

from django.conf import settings


def signer_key(*, petition_id: int, phone: str) -> str:
    """The key that makes a second signature impossible: another one for each petition, and no way back to the phone."""
    text = f"petition:{petition_id}:{phone}"
    return hmac.new(settings.VOTER_KEY_SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()

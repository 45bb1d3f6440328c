"""Who votes, as far as an e-mail address can say it."""

import hashlib
import hmac

from django.conf import settings

from community.core.mailbox import canonical_email


def email_domain(email: str) -> str:
    """The mail service of an address, in its one spelling."""
    return canonical_email(email).rpartition("@")[2]


def voter_key(*, poll_id: int, email: str) -> str:
    """The key that makes a second vote of an address impossible: another one in each poll, and no way back from it."""
    text = f"{poll_id}:{canonical_email(email)}"
    return hmac.new(settings.VOTER_KEY_SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()

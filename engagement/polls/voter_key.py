"""Who votes, as far as an e-mail address can say it."""

import hashlib
import hmac

from django.conf import settings

from community.core.address_lists import domain_ascii

# Their mail servers ignore dots in the name.
DOTLESS_DOMAINS = {"gmail.com", "googlemail.com"}


def canonical_email(email: str) -> str:
    """One spelling for every spelling of a mailbox: case, IDN, ``+tag``, and the dots and the two names of Gmail."""
    name, _, domain = email.strip().lower().rpartition("@")
    name, domain = name.strip(), domain_ascii(domain.strip())
    # A name that begins with "+" has no part before the tag to go by.
    name = name.partition("+")[0] or name
    if domain in DOTLESS_DOMAINS:
        return f"{name.replace('.', '') or name}@gmail.com"
    return f"{name}@{domain}"


def email_domain(email: str) -> str:
    """The mail service of an address, in its one spelling."""
    return canonical_email(email).rpartition("@")[2]


def voter_key(*, poll_id: int, email: str) -> str:
    """The key that makes a second vote of an address impossible: another one in each poll, and no way back from it."""
    text = f"{poll_id}:{canonical_email(email)}"
    return hmac.new(settings.VOTER_KEY_SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()

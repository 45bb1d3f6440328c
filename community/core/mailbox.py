"""Spellings of one mailbox."""

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

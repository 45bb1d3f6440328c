import re

NUMBER = re.compile(r"\d{5,}|(?:\d[\s()\-]*){7,}")


def mask_email(address: str | None) -> str:
    """Show whose mail service an address is at and its first letter: ``о•••@ukr.net``; nothing for an erased one."""
    name, _at, domain = (address or "").rpartition("@")
    return f"{name[:1]}•••@{domain}" if domain else ""


def mask_contacts(text: str) -> str:
    """Blot out addresses and telephone numbers in ``text`` that is about to be kept, as in a log."""
    words = (mask_email(word) or word for word in text.split())
    return NUMBER.sub("•••", " ".join(words))

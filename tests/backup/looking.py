"""A process of the site's own that tells what visitors see and what is counted, as one line of JSON."""

import hashlib
import json
import logging
import re

import django

django.setup()

from django.core.cache import cache  # noqa: E402 - after the set-up
from django.test import Client  # noqa: E402 - as above
from wagtail.models import Page  # noqa: E402 - as above

from community.accounts.models import Session, User  # noqa: E402 - as above
from engagement.models import Petition, Poll, Signature, Vote  # noqa: E402 - as above

# Fields of forms that are new for each visitor.
HIDDEN = re.compile(rb'<input type="hidden"[^>]*>')
MODELS = (Page, User, Poll, Vote, Petition, Signature)


def seen() -> dict[str, str]:
    """Every live page by its address, as a digest of its text."""
    visitor = Client(SERVER_NAME="127.0.0.1")
    addresses = sorted(page.url for page in Page.objects.live().exclude(depth=1) if page.url)
    return {address: _answer(visitor, address) for address in addresses}


def _answer(visitor: Client, address: str) -> str:
    cache.clear()
    response = visitor.get(address, follow=True)
    shown = HIDDEN.sub(b"", b"".join(response))
    return f"{response.status_code} {hashlib.sha256(shown).hexdigest()}"


if __name__ == "__main__":
    logging.disable(logging.ERROR)
    counts = {model.__name__: model._default_manager.count() for model in MODELS}
    print(json.dumps({"pages": seen(), "counts": counts, "sessions": Session.objects.count()}))

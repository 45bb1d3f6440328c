"""What a form asks to agree to, in the words that stood above the box; staff change them by changing the page.

Each wording is kept once, with the answers that were sent under it (``FormConsent``).
"""

import hashlib
import re
from html import unescape
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

AGREED = _("I agree that my data are processed as described above.")
# What the box sends: which wording was read.
DIGEST = re.compile(r"[0-9a-f]{64}")


def consent_text(page: Any) -> str:
    """The wording of ``page`` as it is now, a line a sentence, and last what the box says."""
    shown = unescape(strip_tags(render_to_string("home/form_consent.html", {"page": page})))
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    return "\n".join([*filter(None, lines), str(AGREED)])


def consent_digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

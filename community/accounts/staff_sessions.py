"""What a session says of its beginning. How long it opens the admin counts from then, whatever is done meanwhile."""

import time
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from community.accounts.browsers import browser_name

SINCE = "signed_in_at"
BROWSER = "browser"


def session_begin(request: HttpRequest) -> None:
    request.session[SINCE] = int(time.time())
    request.session[BROWSER] = browser_name(request.headers.get("User-Agent", ""))


def signed_in_at(data: dict[str, Any]) -> datetime | None:
    """When the session that holds ``data`` began."""
    return datetime.fromtimestamp(data[SINCE], UTC) if SINCE in data else None


def staff_session_is_over(request: HttpRequest) -> bool:
    """A session that does not say when it began is over too."""
    began = request.session.get(SINCE, 0)
    return time.time() - float(began) > settings.STAFF_SESSION_AGE

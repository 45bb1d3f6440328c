"""How long a session opens the admin. Counted from sign-in, whatever is done meanwhile."""

import time

from django.conf import settings
from django.http import HttpRequest

SINCE = "signed_in_at"


def session_begin(request: HttpRequest) -> None:
    request.session[SINCE] = int(time.time())


def staff_session_is_over(request: HttpRequest) -> bool:
    """A session that does not say when it began is over too."""
    began = request.session.get(SINCE, 0)
    return time.time() - float(began) > settings.STAFF_SESSION_AGE

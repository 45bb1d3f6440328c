"""Who signed in, failed to, signed out or changed what protects an account: lines of the log ``community.security``.

An account is its key and nothing else; a failure also tells the network it came from, by which a guesser is found.
"""

import logging
from enum import StrEnum
from typing import Any

from django.http import HttpRequest

from community.core.network import client_address, network_prefix

logger = logging.getLogger("community.security")


class Event(StrEnum):
    SIGNED_IN = "signed in"
    SIGN_IN_FAILED = "sign-in failed"
    SIGN_IN_LIMITED = "sign-in refused, too many tries"
    SIGNED_OUT = "signed out"
    SESSIONS_ENDED = "sessions ended elsewhere"
    PASSWORD_WRONG = "password wrong when asked again"  # noqa: S105 - a name of an event
    PASSWORD_CHANGED = "password changed"  # noqa: S105 - as above
    PASSWORD_GIVEN = "password given by staff"  # noqa: S105 - as above
    RECOVERY_ASKED = "recovery asked for"
    RECOVERED = "password recovered"
    FACTOR_ADDED = "second factor added"
    FACTOR_REMOVED = "second factor removed"
    FACTOR_RENEWED = "recovery codes made anew"
    FACTOR_RESET = "second factor reset by staff"
    FACTOR_FAILED = "second factor failed"
    EMAIL_PROVEN = "e-mail address proven"
    PHONE_PROVEN = "phone proven"


FAILURES = {Event.SIGN_IN_FAILED, Event.SIGN_IN_LIMITED, Event.PASSWORD_WRONG, Event.FACTOR_FAILED}


def security_event(event: Event, *, account: Any, request: HttpRequest | None = None, by: Any = None) -> None:
    """One line. ``account`` is a key, ``None`` where what was typed is nobody's; ``by``: the key of who did it."""
    level = logging.WARNING if event in FAILURES else logging.INFO
    network = network_prefix(client_address(request)) if request is not None and event in FAILURES else ""
    words = [f"account {account}" if account else "no account", by and f"by {by}", network and f"from {network}"]
    told = {"event": event.value, "account": account, "by": by, "network": network}
    logger.log(level, "%s: %s", event.value, ", ".join(filter(None, words)), extra=told)

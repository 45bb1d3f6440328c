"""Where an account is open: its sessions that would still let somebody in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from community.accounts.models import Session, User
from community.accounts.staff_sessions import BROWSER, signed_in_at


@dataclass(frozen=True)
class OwnSession:
    """A browser in which somebody signed in. ``reference`` names it on a page: the key itself opens the account."""

    reference: str
    browser: str
    began: datetime | None
    is_this: bool
    key: str


def own_sessions(*, user: User, this: str | None) -> list[OwnSession]:
    """Those of ``user``, the one with the key ``this`` first, then the latest. Two fields of two weeks: one query."""
    # Of two that began in one second, the one that ends later.
    rows = Session.objects.filter(user=user, expire_date__gt=timezone.now()).order_by("-expire_date")
    found = [_own(row, data, this) for row in rows if _lets_in(user, data := row.get_decoded())]
    return sorted(found, key=lambda one: (not one.is_this, -one.began.timestamp() if one.began else 0.0))


def _own(row: Session, data: dict[str, Any], this: str | None) -> OwnSession:
    reference = salted_hmac("accounts.sessions.reference", row.session_key).hexdigest()
    return OwnSession(reference, data.get(BROWSER, ""), signed_in_at(data), row.session_key == this, row.session_key)


def _lets_in(user: User, data: dict[str, Any]) -> bool:
    """Not one from before the password changed or the account was locked: Django drops it when it comes back."""
    known = data.get(HASH_SESSION_KEY, "")
    hashes = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return any(constant_time_compare(known, current) for current in hashes)

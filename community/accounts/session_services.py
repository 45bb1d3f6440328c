from django.db.models import QuerySet
from django.utils import timezone

from community.accounts.models import Session, User
from community.accounts.security_events import Event, security_event
from community.accounts.session_selectors import own_sessions

OTHERS = "others"


def sessions_end(*, user: User, which: str, this: str | None) -> int:
    """End the session that ``which`` refers to, or all ``OTHERS`` than ``this``; says how many."""
    others = [session for session in own_sessions(user=user, this=this) if not session.is_this]
    wanted = [session.key for session in others if which in {OTHERS, session.reference}]
    _rows, by_model = Session.objects.filter(user=user, session_key__in=wanted).delete()
    if ended := by_model.get(Session._meta.label, 0):
        security_event(Event.SESSIONS_ENDED, account=user.pk)
    return ended


def sessions_over() -> QuerySet[Session]:
    """Those that let nobody in any more; Django leaves them in the table."""
    return Session.objects.filter(expire_date__lt=timezone.now())


def sessions_clear() -> int:
    """Drop the sessions that ended: who registered and went away left an address and a code in one."""
    _rows, by_model = sessions_over().delete()
    return by_model.get(Session._meta.label, 0)

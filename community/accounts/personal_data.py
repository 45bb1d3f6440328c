"""What accounts know about a person."""

from typing import Any

from allauth.account.models import EmailAddress
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.accounts.session_selectors import own_sessions
from community.core.personal_data import PersonalDataSource, Record, register_personal_data
from community.messaging.models import Message
from community.messaging.retention import recipients_erase


def account_export(user: User) -> list[Record]:
    """The account's own fields."""
    emails = EmailAddress.objects.filter(user=user)
    signed_in = own_sessions(user=user, this=None)
    return [
        {
            "last_name": user.last_name,
            "first_name": user.first_name,
            "patronymic": user.patronymic,
            "settlement": user.settlement,
            "emails": [{"email": address.email, "confirmed": address.verified} for address in emails],
            "phone": user.phone,
            "phone_confirmed_at": _iso(user.phone_proven_at),
            "wants_letters": user.wants_letters,
            "consent_version": user.consent_version,
            "consent_at": _iso(user.consent_at),
            "registered_at": _iso(user.date_joined),
            "last_login": _iso(user.last_login),
            "signed_in": [{"browser": session.browser, "since": _iso(session.began)} for session in signed_in],
        }
    ]


def messages_export(user: User) -> list[Record]:
    """Letters and SMS to the person's addresses that are still kept."""
    messages = Message.objects.filter(recipient__in=_recipients(user))
    return [
        {"message": message.template, "recipient": message.recipient, "sent_at": _iso(message.sent_at)}
        for message in messages
    ]


def messages_erase(user: User) -> None:
    """Forget what was sent to the person and do not send what waits."""
    recipients_erase(recipients=_recipients(user))


def _recipients(user: User) -> list[str]:
    """Only what is proven: a pending address may be a stranger's, and so would be the letters to it."""
    emails = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return [*emails, *([user.phone] if user.phone_proven_at else [])]


def _iso(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def account_context(user: User) -> Record:
    """The addresses, to show which one waits for its letter."""
    return {"emails": EmailAddress.objects.filter(user=user).order_by("-verified", "email")}


register_personal_data(
    PersonalDataSource(
        key="account",
        title=_("About me"),
        export=account_export,
        template="accounts/about_me.html",
        context=account_context,
    )
)
register_personal_data(
    PersonalDataSource(key="messages", title=_("Letters and SMS"), export=messages_export, erase=messages_erase)
)

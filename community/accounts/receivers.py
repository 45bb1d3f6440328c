"""What follows sign-ins and changes of what protects an account, by whichever way they come."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as second_factor
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import Signal, receiver
from django.http import HttpRequest

from community.accounts.models import User
from community.accounts.security_events import Event, security_event
from community.accounts.staff_services import staff_address_vouch
from community.accounts.staff_sessions import session_begin

# Failed passwords are told by the backend and the adapter, which know the account; recoveries by their service.
TOLD: dict[Signal, Event] = {
    user_logged_in: Event.SIGNED_IN,
    user_logged_out: Event.SIGNED_OUT,
    account.password_changed: Event.PASSWORD_CHANGED,
    account.password_set: Event.PASSWORD_CHANGED,
    account.password_reset: Event.RECOVERED,
    account.email_changed: Event.EMAIL_PROVEN,
    second_factor.authenticator_added: Event.FACTOR_ADDED,
    second_factor.authenticator_removed: Event.FACTOR_REMOVED,
    second_factor.authenticator_reset: Event.FACTOR_RENEWED,
    second_factor.authentication_failed: Event.FACTOR_FAILED,
}


@receiver(user_logged_in)
def signed_in(sender: Any, request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    staff_address_vouch(user=user)
    if request is not None:
        session_begin(request)


@receiver(list(TOLD))
def told(sender: Any, signal: Signal, user: User | None, request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Whoever signs out without an account did nothing."""
    if user is not None and user.pk:
        security_event(TOLD[signal], account=user.pk, request=request)

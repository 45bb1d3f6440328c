from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from community.accounts.models import User
from community.accounts.security_events import Event, security_event
from community.accounts.selectors import account_by_email, account_by_phone, account_by_username
from community.core.phones import normalise_mobile


class AccountBackend(AuthenticationBackend):
    """One query and one password hash for whatever was typed, so that nothing tells whether an account exists.

    allauth's own looks for an unknown address in more places than for a known one.
    """

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> AbstractBaseUser | None:
        user = self._account(credentials)
        proven = self._check_password(user, credentials["password"])
        if proven is None:
            security_event(Event.SIGN_IN_FAILED, account=user and user.pk, request=request)
        return proven

    def _account(self, credentials: dict[str, Any]) -> User | None:
        if email := credentials.get("email"):
            return account_by_email(email)
        if phone := credentials.get("phone"):
            return account_by_phone(_e164(phone))
        return account_by_username(credentials.get("username") or "")


def _e164(phone: str) -> str:
    try:
        return normalise_mobile(phone)
    except ValidationError:
        return ""

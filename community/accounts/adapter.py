import secrets
from typing import Any

from allauth import app_settings as allauth_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django import forms
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.accounts.letters import REGISTRATION, confirmation_link, letter_enqueue
from community.accounts.limits import letters_hit, password_hit, passwords_forget
from community.accounts.models import PHONE, User
from community.accounts.phone_field import MobileField
from community.accounts.security_events import Event, security_event
from community.accounts.selectors import account_by_phone
from community.accounts.services import phone_code_send, phone_prove
from community.core.encryption.keys import digest
from community.core.network import client_address, network_prefix

TOO_MANY_PASSWORDS = "too_many_login_attempts"
DO_NOT_MATCH = _("The e-mail address or phone number and the password do not match.")
PASSWORD_WRONG = _("This is not the password of your account.")
CODE_DIGITS = 6
STAGES = ["community.accounts.stages.ResidentEmailStage", "community.accounts.stages.ResidentPhoneStage"]


class AccountAdapter(DefaultAccountAdapter):
    """Where allauth asks what this site does: its words, its outbox, its phone numbers, its limits."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": DO_NOT_MATCH,
        "phone_password_mismatch": DO_NOT_MATCH,
        "username_password_mismatch": DO_NOT_MATCH,
        "enter_current_password": PASSWORD_WRONG,
        "incorrect_password": PASSWORD_WRONG,
        "incorrect_code": _("This code does not fit. Compare it with the latest SMS, digit by digit."),
        "phone_taken": _("Another account has confirmed this number already."),
        "same_as_current": _("This is the number you have now."),
        TOO_MANY_PASSWORDS: _("Too many attempts. Wait a quarter of an hour, or set a new password."),
        "rate_limited": _("Wait half a minute before you ask for another code; a number gets five a day at most."),
    }

    def get_login_stages(self) -> list[str]:
        """First the address, then the phone, then what allauth adds for the second factor."""
        second_factor = [path for path in super().get_login_stages() if path.startswith("allauth.mfa.")]
        return STAGES + (second_factor if allauth_settings.MFA_ENABLED else [])

    def get_client_ip(self, request: HttpRequest) -> str:
        """The network rather than the address: that is all that limits need and all that may be kept."""
        return network_prefix(client_address(request))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox: ``account/email/password_changed`` is ``templates/messages/password_changed``."""
        letter_enqueue(template=template_prefix.rpartition("/")[2], email=email)

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:
        """For who signed in without having proven the address: the letter of the registration once more."""
        address = emailconfirmation.email_address
        if letters_hit(email=address.email, network=self.get_client_ip(request)):
            link = confirmation_link(address)
            letter_enqueue(template=REGISTRATION, email=address.email, link=link, about=str(address.pk))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse to look at a password where too many were tried."""
        if not password_hit(account=_account_of(credentials), network=self.get_client_ip(request)):
            security_event(Event.SIGN_IN_LIMITED, account=None, request=request)
            raise self.validation_error(TOO_MANY_PASSWORDS)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Check the password; a right one makes the wrong ones before it forgotten."""
        user = super().authenticate(request, **credentials)
        if user:
            passwords_forget(account=_account_of(credentials), network=self.get_client_ip(request))
        return user

    def login(self, request: HttpRequest, user: Any) -> None:
        """Until the browser is closed, after registration as after a login: computers of libraries are shared.

        Between password and session there are letters and codes: meanwhile the account may have been locked.
        """
        if not User.objects.filter(pk=user.pk, is_active=True).exists():
            raise ImmediateHttpResponse(redirect("account_inactive"))
        super().login(request, user)
        request.session.set_expiry(0)

    def reauthenticate(self, user: Any, password: str) -> bool:
        """Whether this is the password of ``user``; a try counts as a try of a login."""
        self.pre_authenticate(self.request, username=user.get_username())
        fits = bool(user.check_password(password))
        if not fits:
            security_event(Event.PASSWORD_WRONG, account=user.pk, request=self.request)
        return fits

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("cabinet")

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Staff have no ``EmailAddress``: theirs comes from the administrator."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def phone_form_field(self, **kwargs: Any) -> forms.Field:
        return MobileField(**kwargs)

    def generate_phone_verification_code(self, *, user: Any, phone: str) -> str:
        return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"

    def send_verification_code_sms(self, user: Any, phone: str, code: str, **kwargs: Any) -> None:
        phone_code_send(user=user, phone=phone, code=code, network=self.get_client_ip(self.request))

    def set_phone(self, user: Any, phone: str, verified: bool) -> None:
        """Only a number that waits for its code is changed so; a proven one stays until the next is proven."""
        waiting = User.objects.filter(pk=user.pk, phone_proven_at__isnull=True)
        waiting.update(phone=phone, phone_digest=digest(phone, purpose=PHONE))
        user.refresh_from_db(fields=["phone", "phone_digest", "phone_proven_at"])

    def get_phone(self, user: Any) -> tuple[str, bool] | None:
        return (user.phone, user.phone_proven_at is not None) if user.phone else None

    def set_phone_verified(self, user: Any, phone: str) -> None:
        try:
            phone_prove(user=user, phone=phone)
        except IntegrityError:
            # Another account was faster, between the look at the code and this line.
            messages.error(self.request, str(self.error_messages["phone_taken"]))
            raise ImmediateHttpResponse(redirect("account_verify_phone")) from None

    def get_user_by_phone(self, phone: str) -> User | None:
        return account_by_phone(phone)


def _account_of(credentials: dict[str, Any]) -> str:
    """What was typed as the name of an account."""
    name: str = credentials.get("email") or credentials.get("phone") or credentials.get("username") or ""
    return name.casefold()

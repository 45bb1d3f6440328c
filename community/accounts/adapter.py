import secrets
from typing import Any

from allauth import app_settings as allauth_settings
from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from community.accounts.letters import letter_enqueue
from community.accounts.models import User
from community.accounts.phone_field import MobileField
from community.accounts.selectors import account_by_phone
from community.accounts.services import phone_code_send, phone_prove
from community.core.network import client_address, network_prefix

DO_NOT_MATCH = _("The e-mail address or phone number and the password do not match.")
CODE_DIGITS = 6
STAGES = ["community.accounts.stages.ResidentEmailStage", "community.accounts.stages.ResidentPhoneStage"]


class AccountAdapter(DefaultAccountAdapter):
    """Where allauth asks what this site does: its words, its outbox, its phone numbers, its limits."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": DO_NOT_MATCH,
        "phone_password_mismatch": DO_NOT_MATCH,
        "username_password_mismatch": DO_NOT_MATCH,
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
        letter_enqueue(template=template_prefix.rpartition("/")[2], email=email, context=context)

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
        User.objects.filter(pk=user.pk, phone_proven_at__isnull=True).update(phone=phone)
        user.refresh_from_db(fields=["phone", "phone_proven_at"])

    def get_phone(self, user: Any) -> tuple[str, bool] | None:
        return (user.phone, user.phone_proven_at is not None) if user.phone else None

    def set_phone_verified(self, user: Any, phone: str) -> None:
        phone_prove(user=user, phone=phone)

    def get_user_by_phone(self, phone: str) -> User | None:
        return account_by_phone(phone)

import re
from typing import Any

from allauth.core.exceptions import RateLimited
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from community.core.limits import DAY, Limit, limit_hit

# Six digits, three of a million fit at any moment: so many tries leave a guesser who has the password no chance.
CODES_BURST = Limit("second-factor-burst", 10, 10 * 60)
CODES_OF_DAY = Limit("second-factor-day", 60, DAY)
# Seconds a code is accepted: its own period and the tolerated ones on both sides.
CODE_LIFETIME = settings.MFA_TOTP_PERIOD * (1 + 2 * settings.MFA_TOTP_TOLERANCE)


class CodeMixin(forms.Form):
    """Counts every try of a person, right or wrong, so that parallel ones count as well."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Code")
        field.error_messages["required"] = _("Enter the code.")
        field.widget = forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        )

    def clean_code(self) -> str:
        """Raises ``RateLimited``, which becomes the page 429."""
        if not all(limit_hit(limit, str(self.user.pk)) for limit in (CODES_BURST, CODES_OF_DAY)):
            raise RateLimited
        code: str = super().clean_code()  # type: ignore[misc]  # of the allauth form this is mixed into
        return code


class CodeOnceMixin(CodeMixin):
    """allauth remembers a used code for one period, but tolerates neighbouring ones: it would fit again."""

    authenticator: Authenticator

    def clean_code(self) -> str:
        code = super().clean_code()
        name = f"second-factor-used:{self.user.pk}:{re.sub(r'[^0-9]', '', code)}"
        if self.authenticator.type == Authenticator.Type.TOTP and not cache.add(name, 1, CODE_LIFETIME):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondFactorForm(CodeOnceMixin, AuthenticateForm):
    """After the password."""


class SecondFactorAgainForm(CodeOnceMixin, ReauthenticateForm):
    """Before a change of what protects the account."""


class SecondFactorSetUpForm(CodeMixin, ActivateTOTPForm):
    """The first code, which shows that the application has the secret."""

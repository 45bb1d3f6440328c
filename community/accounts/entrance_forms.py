"""Forms in front of an account: registration, login, recovery, the code from the SMS."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.internal.constants import LoginStageKey
from allauth.account.internal.stagekit import stash_login
from allauth.account.models import Login
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.accounts.consent import CURRENT, consent_template
from community.accounts.limits import phone_code_try_hit
from community.accounts.models import User
from community.accounts.names import NameField, text_input
from community.accounts.phone_field import MobileField
from community.accounts.services import recovery_request, resident_register
from community.core.email_field import PlainEmailField
from community.core.network import client_address, network_prefix
from community.core.phones import normalise_mobile
from community.core.written_field import WrittenField

PASSWORD_HINT = _(
    "At least 10 characters. A phrase of several words is easy to remember and hard to guess. You may paste it."
)


class PasswordField(forms.CharField):
    """A password, typed or pasted; ``new`` ones are checked by the form that knows whose they are."""

    def __init__(self, *, new: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("New password") if new else _("Password"))
        kwargs.setdefault("error_messages", {"required": _("Enter the password.")})
        if new:
            kwargs.setdefault("help_text", PASSWORD_HINT)
        attrs = {"autocomplete": "new-password" if new else "current-password"}
        super().__init__(strip=False, max_length=256, widget=forms.PasswordInput(attrs=attrs), **kwargs)


class RegistrationForm(forms.Form):
    """What an account of a resident begins with."""

    last_name = NameField(
        label=_("Surname"),
        max_length=150,
        widget=text_input("family-name"),
        error_messages={"required": _("Enter your surname.")},
    )
    first_name = NameField(
        label=_("Name"),
        max_length=150,
        widget=text_input("given-name"),
        error_messages={"required": _("Enter your name.")},
    )
    patronymic = NameField(label=_("Patronymic"), max_length=150, required=False, widget=text_input("additional-name"))
    settlement = WrittenField(
        label=_("Settlement"),
        help_text=_("The city, town or village of the community where you live."),
        max_length=120,
        widget=text_input("address-level2"),
        error_messages={"required": _("Enter the settlement where you live.")},
    )
    email = PlainEmailField(help_text=_("A letter with a confirmation will be sent."))
    phone = MobileField(help_text=_("Needs a confirmation by SMS. The code is sent once the address is confirmed."))
    password1 = PasswordField(label=_("Password"), help_text=PASSWORD_HINT, new=True)
    consent = forms.BooleanField(
        label=_("I agree that my data are processed as described above."),
        error_messages={"required": _("Without your agreement we may not keep your data, so we cannot register you.")},
    )

    consent_template = consent_template()

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if password := data.get("password1"):
            password_check(self, "password1", password, self.resident())
        return data

    def resident(self) -> User:
        """The account as typed, not stored."""
        names = ("last_name", "first_name", "patronymic", "settlement", "email", "phone")
        typed = {name: self.cleaned_data.get(name, "") for name in names}
        return User(**typed, consent_version=CURRENT, consent_at=timezone.now())

    def try_save(self, request: HttpRequest) -> tuple[User, HttpResponseBase]:
        """Register, and remember in the session who waits for the letter; allauth's view calls this."""
        network = network_prefix(client_address(request))
        user = resident_register(resident=self.resident(), password=self.cleaned_data["password1"], network=network)
        login = Login(user=user, email=self.cleaned_data["email"], signup=True)
        login.state = {"stages": {"current": LoginStageKey.VERIFY_EMAIL.value}}
        stash_login(request, login)
        return user, get_adapter().respond_email_verification_sent(request, None)


class LoginForm(allauth_forms.LoginForm):
    """By address or number, both of which belong to one account at most once they are proven."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("E-mail address or mobile phone"),
            help_text=_("Staff of the council may type their user name instead."),
            max_length=254,
            widget=text_input("username"),
            error_messages={"required": _("Enter your e-mail address or phone number.")},
        )
        self.fields["password"] = PasswordField()
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        login: str = super().clean_login()
        try:
            return normalise_mobile(login)
        except ValidationError:
            return login


class RecoveryForm(forms.Form):
    """By e-mail alone: an SMS for every number that a stranger types would be paid by the community."""

    email = PlainEmailField(help_text=_("The one you registered with. We send a link for a new password there."))

    def save(self, request: HttpRequest) -> None:
        recovery_request(email=self.cleaned_data["email"].lower(), network=network_prefix(client_address(request)))


class NewPasswordForm(forms.Form):
    """Where the link of a recovery leads; allauth's view has checked the link."""

    password1 = PasswordField(new=True)

    def __init__(self, *args: Any, user: User | None = None, temp_key: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if password := data.get("password1"):
            password_check(self, "password1", password, self.user)
        return data

    def save(self) -> None:
        get_adapter().set_password(self.user, self.cleaned_data["password1"])


class CodeForm(allauth_forms.VerifyPhoneForm):
    """The six digits of the SMS, as people type them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label=_("Code from the SMS"),
            max_length=20,
            error_messages={"required": _("Enter the code from the SMS.")},
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "size": 10}),
        )

    def clean_code(self) -> str:
        phone_code_try_hit(account=self.user.pk, phone=self.phone)
        code: str = super().clean_code()
        return code


class PhoneForm(allauth_forms.ChangePhoneForm):
    """Another number. Whether it is somebody's is found out when the code is sent, and told to that number alone."""

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone == self.phone:
            raise get_adapter().validation_error("same_as_current")
        self.account_already_exists = False
        return phone


def password_check(form: forms.Form, field: str, password: str, user: Any) -> None:
    """Refuse common, short and guessable passwords, at their field."""
    try:
        get_adapter().clean_password(password, user=user)
    except ValidationError as error:
        form.add_error(field, error)

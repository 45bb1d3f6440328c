"""Forms of the own page."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django import forms
from django.utils.translation import gettext_lazy as _

from community.accounts.entrance_forms import NewPasswordForm, PasswordField
from community.accounts.models import User
from community.accounts.names import NameField
from community.accounts.stages import enters_admin
from community.core.email_field import PlainEmailField
from community.core.written_field import WrittenField

STAFF_ACCOUNT = _("This is an account of staff. Ask an administrator of the site to delete it.")


class ProfileForm(forms.ModelForm[User]):
    """What a person may change about themselves without proof."""

    last_name = NameField(label=_("Surname"), max_length=150)
    first_name = NameField(label=_("Name"), max_length=150)
    patronymic = NameField(label=_("Patronymic"), max_length=150, required=False)
    settlement = WrittenField(label=_("Settlement"), max_length=120)

    class Meta:
        model = User
        fields = ["last_name", "first_name", "patronymic", "settlement", "wants_letters"]
        labels = {"wants_letters": _("Send me letters about the petitions I signed or wrote")}


class EmailChangeForm(forms.Form):
    """The new address."""

    email = PlainEmailField(label=_("New e-mail address"), help_text=_("A letter with a confirmation will be sent."))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if EmailAddress.objects.filter(user=self.user, email=email, verified=True).exists():
            raise forms.ValidationError(_("This is the address you have now."), code="same")
        return email


class OwnPasswordForm(forms.Form):
    """A form that the password of the person signed in confirms; tries count as tries of a login."""

    password = PasswordField(label=_("Your password"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("incorrect_password")
        return password


class DeletionForm(OwnPasswordForm):
    """Deletion of one's own account; those of staff hang together with pages and rights."""

    def clean(self) -> dict[str, Any]:
        if enters_admin(self.user):
            raise forms.ValidationError(STAFF_ACCOUNT, code="staff")
        return super().clean() or {}


class ReauthenticateForm(OwnPasswordForm):
    """Before something important is changed."""


class PasswordChangeForm(NewPasswordForm):
    """The old password and the new one."""

    oldpassword = PasswordField(label=_("Current password"))
    field_order = ["oldpassword", "password1"]

    def clean_oldpassword(self) -> str:
        password: str = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password

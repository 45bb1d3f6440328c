"""The form of every page: it tidies what was typed, and asks who answers for the page until it is read again."""

from typing import Any, NamedTuple

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import AdminDateInput

from community.core.models.stewardship import PageStewardship
from community.core.tidying import field_value_tidy

ENTERS_ADMIN = "wagtailadmin.access_admin"
BACKEND = "django.contrib.auth.backends.ModelBackend"
CARE = ("steward", "review_on")


class Care(NamedTuple):
    """What was chosen in the form; the page writes it down once it is saved and has a key."""

    steward: Any
    review_on: Any


def staff() -> "QuerySet[Any]":
    """Everybody who may enter the admin, by name."""
    people = get_user_model().objects.with_perm(ENTERS_ADMIN, backend=BACKEND)
    return people.order_by("last_name", "first_name", "username")


class StewardField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return obj.get_full_name() or obj.get_username()


class BasePageForm(WagtailAdminPageForm):
    """The form of every page type; a type with a form of its own extends this one."""

    steward = StewardField(
        queryset=None,
        required=False,
        label=_("Who answers for the page"),
        empty_label=_("Whoever created it"),
        help_text=_("Gets a letter on a Monday when the page is due for review."),
    )
    review_on = forms.DateField(
        required=False,
        label=_("To be reviewed on"),
        widget=AdminDateInput,
        help_text=_(
            "Left empty, pages of text get a day a year after they are first published. "
            "“Reviewed” in the menu of the page moves it on."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["steward"].queryset = staff()
        self.kept = PageStewardship.objects.filter(page=self.instance.pk).first() if self.instance.pk else None
        if self.kept:
            self.initial |= {"steward": self.kept.steward_id, "review_on": self.kept.review_on}

    def clean(self) -> dict[str, Any]:
        """Typography and leftovers of a paste, in the title, fields of text and blocks alike; refuses nothing."""
        cleaned: dict[str, Any] = super().clean()
        # In place: Wagtail goes on with the dictionary it has, whatever is returned.
        cleaned |= {name: field_value_tidy(self.fields.get(name), value) for name, value in cleaned.items()}
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if self._care_was_asked():
            self.instance.care = Care(self.cleaned_data["steward"], self.cleaned_data["review_on"])
        return super().save(commit)

    def _care_was_asked(self) -> bool:
        """Whether the form on the screen had these fields, and says more than that nobody chose anything yet."""
        asked = all(self.add_prefix(name) in self.data and name in self.cleaned_data for name in CARE)
        return asked and (self.kept is not None or any(self.cleaned_data[name] for name in CARE))

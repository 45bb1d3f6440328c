from typing import Any

from django import forms
from django.forms.models import construct_instance
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput, AdminPageChooser

from home.models.emergency import TEXT_LENGTH, EmergencyBanner


class BannerForm(WagtailAdminModelForm):
    """Everything about an announcement on one sheet; an empty beginning means at once."""

    class Meta:
        model = EmergencyBanner
        fields = ("level", "text", "link_page", "link_address", "starts_at", "ends_at")
        widgets = {
            "level": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 3, "maxlength": TEXT_LENGTH}),
            "link_page": AdminPageChooser,
            "starts_at": AdminDateTimeInput,
            "ends_at": AdminDateTimeInput,
        }

    link_address = EmergencyBanner._meta.get_field("link_address").formfield(assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_at"].required = False
        self.fields["starts_at"].initial = None
        self.fields["starts_at"].help_text = _("Left empty, it is shown at once.")
        self.fields["ends_at"].help_text = _("A day after the beginning is usual, seven days are the most.")

    def clean_starts_at(self) -> Any:
        return self.cleaned_data["starts_at"] or timezone.now()

    def banner(self) -> EmergencyBanner:
        """What was filled in, for the preview; not checked as a whole and not saved."""
        return construct_instance(self, EmergencyBanner(), list(self.fields))

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.models import Site

from engagement.models import EngagementSettings
from engagement.models.freeze import Shown, options_refuse_change


class PollForm(WagtailAdminModelForm):
    """The editor's form: says why a frozen answer cannot change, before the database has to."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        self._settlements_check(cleaned)
        options = self.formsets["options"]
        if options.is_valid():
            kept = [f for f in options.forms if f not in options.deleted_forms and (f.instance.pk or f.has_changed())]
            shown = {form.instance.pk: _shown(form.cleaned_data) for form in kept}
            try:
                options_refuse_change(self.instance, shown, closes_at=cleaned.get("closes_at"))
            except ValidationError as refusal:
                self.add_error(None, refusal)
        return cleaned

    def _settlements_check(self, cleaned: dict[str, Any]) -> None:
        asked_now = cleaned.get("asks_settlement") and "asks_settlement" in self.changed_data
        site = Site.objects.filter(is_default_site=True).first()
        if asked_now and site and not EngagementSettings.for_site(site).settlement_names:
            self.add_error(
                "asks_settlement",
                _("There is no list of settlements yet. Fill it in under Settings, “Polls on pages”."),
            )


def _shown(values: dict[str, Any]) -> Shown:
    picture = values.get("picture")
    return values.get("text", ""), picture.pk if picture else None

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms.models import WagtailAdminModelForm

from engagement.models.freeze import Shown, options_refuse_change


class PollForm(WagtailAdminModelForm):
    """The editor's form: says why a frozen answer cannot change, before the database has to."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        options = self.formsets["options"]
        if options.is_valid():
            kept = [f for f in options.forms if f not in options.deleted_forms and (f.instance.pk or f.has_changed())]
            shown = {form.instance.pk: _shown(form.cleaned_data) for form in kept}
            try:
                options_refuse_change(self.instance, shown, closes_at=cleaned.get("closes_at"))
            except ValidationError as refusal:
                self.add_error(None, refusal)
        return cleaned


def _shown(values: dict[str, Any]) -> Shown:
    picture = values.get("picture")
    return values.get("text", ""), picture.pk if picture else None

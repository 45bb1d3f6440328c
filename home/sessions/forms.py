from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel

from community.core.local_time import day_text
from community.core.page_forms import BasePageForm
from home.sessions.choices import SessionStatus
from home.sessions.lock import file_departure_refuse, is_kept, kept_until
from home.sessions.roll_call import errors_text, roll_call, roll_call_of_rows
from home.sessions.vote_files import rows_of_file

VIDEO_EXTENSIONS = ("mp4",)


class AgendaItemForm(WagtailAdminModelForm):
    """One question with its roll call, pasted as a table or read from a file; a draft keeps what cannot be read."""

    votes_file = forms.FileField(
        label=gettext_lazy("or a file with the table"),
        required=False,
        help_text=gettext_lazy("CSV or XLSX: name and vote. It is read when the field above is empty."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        pasted, upload = (cleaned.get("votes_text") or "").strip(), cleaned.get("votes_file")
        if upload and pasted:
            if not self.is_deferred_validation:
                self.add_error("votes_file", _("There is a table above already. Empty that field to read the file."))
        elif upload:
            self._read(upload)
        elif pasted:
            read = roll_call(pasted)
            if not read.errors:
                cleaned["votes_text"] = read.text
            elif not self.is_deferred_validation:
                self.add_error("votes_text", [ValidationError(error) for error in errors_text(read.errors)])
        return cleaned

    def _read(self, upload: Any) -> None:
        try:
            read = roll_call_of_rows(rows_of_file(upload))
        except ValidationError as refused:
            self.add_error("votes_file", refused)
            return
        if read.errors:
            self.add_error("votes_file", [ValidationError(error) for error in errors_text(read.errors)])
        else:
            self.cleaned_data["votes_text"] = read.text


class AgendaPanel(InlinePanel):
    """The agenda, each question with a form that can read votes; Wagtail gives inline rows no form of their own."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = AgendaItemForm
        return options


class SessionPageForm(BasePageForm):
    """A session is held when it was; from then on it is kept."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        starts_at, status = cleaned.get("starts_at"), cleaned.get("status")
        if starts_at and status == SessionStatus.HELD:
            if starts_at > timezone.now():
                self.add_error("status", _("This session is still to come: it is convened, not held."))
            self._check_expiry(cleaned, starts_at)
        video = cleaned.get("video_file")
        if video and video.file_extension not in VIDEO_EXTENSIONS:
            self.add_error("video_file", _("Choose a video as MP4."))
        self._check_files()
        return cleaned

    def _check_expiry(self, cleaned: dict[str, Any], starts_at: Any) -> None:
        until, expire_at = kept_until(starts_at), cleaned.get("expire_at")
        if expire_at and expire_at <= until:
            message = _("Records of a session are kept at least 5 years (law 3590-IX), so it cannot expire before %s.")
            self.add_error("expire_at", message % day_text(until))

    def _check_files(self) -> None:
        """Say at the row itself why a file stays; the database would refuse it too."""
        if not self.instance.pk or not is_kept(self.instance):
            return
        files = self.formsets["files"]
        # Rows are read only when they are asked whether they are valid.
        files.is_valid()
        for form in files.forms:
            if getattr(form, "cleaned_data", {}).get("DELETE") and form.instance.pk:
                try:
                    file_departure_refuse(form.instance)
                except ValidationError as refused:
                    form.add_error("document", refused)
                    self.add_error(None, refused)

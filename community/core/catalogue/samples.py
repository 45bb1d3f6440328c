"""What the parts of pages are shown with: invented, the same for everybody, nothing from the database."""

from pathlib import Path
from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.core.structured_data import ld_json

TEMPLATES = Path(settings.BASE_DIR) / "templates"
SAMPLES = "catalogue/samples"


class Document(NamedTuple):
    title: str | Promise
    url: str = "#part-doc_row"
    file_extension: str = "pdf"
    file_size: int = 482_000


class Banner(NamedTuple):
    level: str
    get_level_display: str | Promise
    text: str | Promise
    href: str = "#part-emergency_banner"


class SampleForm(forms.Form):
    """A form with something to mend."""

    email = forms.EmailField(label=_("E-mail"), help_text=_("A letter will come to it."))
    phone = forms.CharField(label=_("Phone"), required=False)
    answer = forms.ChoiceField(
        label=_("Your answer"), widget=forms.RadioSelect, choices=[("1", _("Yes")), ("2", _("No"))]
    )
    agree = forms.BooleanField(label=_("I agree"), required=False)


def component_names() -> list[str]:
    """The files of templates/components."""
    return _stems(TEMPLATES / "components")


def piece_names() -> list[str]:
    """Samples of what has classes of its own but no template."""
    return sorted(set(_stems(TEMPLATES / SAMPLES)) - set(component_names()))


def icon_names() -> list[str]:
    return _stems(TEMPLATES / "components" / "icons")


def sample_context() -> dict[str, Any]:
    """All that the templates of samples ask for."""
    return {
        "refused_form": SampleForm({"email": "olena", "phone": "+380 57 123-45-67"}),
        # Ids of its own beside the form above.
        "notes_form": SampleForm({"notes-email": "olena"}, prefix="notes"),
        "list_page": Paginator(range(120), 10).page(5),
        "document": Document(_("Regulations on public consultations")),
        "banners": [
            Banner("danger", _("Danger"), _("Do not drink water from the tap on Sadova Street until Friday.")),
            Banner("warning", _("Warning"), _("There will be no electricity on Tuesday from 9:00 to 15:00.")),
            Banner("info", _("For your information"), _("The reception of the council works until 20:00 today.")),
        ],
        "icons": icon_names(),
        "structured_parts": [ld_json({"@type": "GovernmentOrganization"})],
    }


def _stems(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.html"))

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm
from wagtail.contrib.forms.models import AbstractFormField, FormMixin
from wagtail.contrib.forms.panels import FormSubmissionsPanel
from wagtail.search import index

from community.core.models import BasePage
from community.core.page_forms import BasePageForm
from community.core.routing import SubURLConfMixin
from community.core.text.transliteration import slugify_ukrainian
from home.forms.fields import CHOOSING, FieldKind, PublicFormBuilder
from home.models.form_answer import FormAnswer

RETENTION_DAYS = 90
LONGEST_RETENTION = 3 * 366


class FormPageForm(BasePageForm, WagtailAdminFormPageForm):
    """What every page asks, and Wagtail's check that no two fields have one name."""


class FormPage(SubURLConfMixin, FormMixin, BasePage):
    """A form that staff put together and residents send; what was sent is read in the admin and erased in time."""

    intro = models.TextField(
        _("introduction"), max_length=600, blank=True, help_text=_("What the form is for and what happens then.")
    )
    data_purpose = models.CharField(
        _("why you ask"),
        max_length=300,
        help_text=_("Shown before the consent, for example: to book the reception and to call you back."),
    )
    button_text = models.CharField(
        _("text of the button"), max_length=40, blank=True, help_text=_("Left empty, it is “Send”.")
    )
    thanks = models.TextField(
        _("thanks"),
        max_length=600,
        blank=True,
        help_text=_("What residents read once the form is sent: who answers and when."),
    )
    office_email = models.EmailField(
        _("e-mail of the office"),
        blank=True,
        help_text=_("Gets a letter about each form sent, with a link to it. What was written stays on the site."),
    )
    retention_days = models.PositiveSmallIntegerField(
        _("days until erased"),
        default=RETENTION_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_RETENTION)],
        help_text=_("So many days after a form was sent the site erases it. Residents read this number."),
    )

    content_panels = [
        FormSubmissionsPanel(),
        *BasePage.content_panels,
        FieldPanel("intro"),
        InlinePanel("form_fields", heading=_("Fields of the form"), label=_("field")),
        MultiFieldPanel([FieldPanel("button_text"), FieldPanel("thanks")], heading=_("Sending")),
        MultiFieldPanel(
            [FieldPanel("data_purpose"), FieldPanel("retention_days"), FieldPanel("office_email")],
            heading=_("Personal data"),
        ),
    ]

    base_form_class = FormPageForm

    search_fields = [*BasePage.search_fields, index.SearchField("intro")]

    sub_urlconf = "home.forms.urls"
    form_builder = PublicFormBuilder
    template = "pages/form_page.html"
    page_description = _("A form for residents: an appointment, an application, a question to the council.")

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(retention_days__range=(1, LONGEST_RETENTION)), name="form_retention_days_sane"
            ),
        ]

    @property
    def summary(self) -> str:
        """What lists and search results say under the title."""
        return self.intro

    def get_submission_class(self) -> type[FormAnswer]:
        return FormAnswer

    def get_submissions_list_view_class(self) -> type[Any]:
        # By name: the view reads the models.
        return import_string("home.forms.listing.AnswersListView")

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the form, or what residents read once they have sent it."""
        address = self.reverse_subpage("form_thanks") if mode_name == "landing" else ""
        view, args, kwargs = self.resolve_subpage(f"/{address}")
        return view(request, *args, **kwargs)

    # A form hangs where residents look for what it is about.
    parent_page_types = ["home.HomePage", "home.SectionPage"]
    # Nothing stands under a form.
    subpage_types: list[str] = []


class FormField(AbstractFormField):
    """A question of a form."""

    page = ParentalKey(FormPage, on_delete=models.CASCADE, related_name="form_fields")
    field_type = models.CharField(_("kind of the answer"), max_length=16, choices=FieldKind)
    # Else the preview could not make the control.
    field_type.required_on_save = True  # type: ignore[attr-defined]  # Wagtail's own mark on a field

    class Meta(AbstractFormField.Meta):
        verbose_name = _("field of a form")
        verbose_name_plural = _("fields of forms")
        constraints = [
            models.CheckConstraint(condition=models.Q(field_type__in=FieldKind.values), name="form_field_kind_known"),
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if self.field_type in CHOOSING and not self.choices.strip():
            raise ValidationError({"choices": _("Give the answers to choose from, one on each line.")})

    def get_field_clean_name(self) -> str:
        """The label in Latin letters; never empty, and never a bare number, which JSON takes for a place in a list."""
        name = slugify_ukrainian(self.label, fallback="field").replace("-", "_")
        return f"field_{name}" if name.isdigit() else name

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from community.core.models import BasePage
from community.core.page_forms import BasePageForm
from community.core.validators import phone_digits, validate_phone
from home.blocks import PageBodyBlock
from home.models.opening_hours import OpeningDay, OpeningHours, opening_week


class InstitutionKind(models.TextChoices):
    """What an institution is there for, in the order in which lists name them."""

    SERVICES = "services", _("administrative services")
    HEALTH = "health", _("health")
    EDUCATION = "education", _("education")
    CULTURE = "culture", _("culture and sport")
    SOCIAL = "social", _("social support")
    UTILITY = "utility", _("water, heat, streets")
    SAFETY = "safety", _("safety and order")
    OTHER = "other", _("other institutions")


class InstitutionPageForm(BasePageForm):
    """Keeps each weekday to one row. Not a constraint: two rows that swap their days would break it while saved."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        days = []
        for row in self.formsets["opening_hours"].forms:
            # Rows are cleaned after the page, unless somebody asks.
            row.is_valid()
            values = row.cleaned_data
            if not values.get("DELETE") and values.get("weekday"):
                days.append(values["weekday"])
        if len(days) != len(set(days)):
            self.add_error(
                None,
                forms.ValidationError(_("In the opening hours, give each weekday one row; a break has its fields.")),
            )
        return cleaned


class InstitutionPage(BasePage):
    """A place where residents come or call: what it does, where it is, when it is open."""

    kind = models.CharField(_("kind"), max_length=12, choices=InstitutionKind)
    intro = models.TextField(
        _("introduction"), max_length=400, blank=True, help_text=_("One or two sentences: what one comes for.")
    )
    address = models.CharField(_("address"), max_length=255)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("site of its own"), blank=True)
    is_round_the_clock = models.BooleanField(_("open round the clock"), default=False)
    hours_note = models.CharField(
        _("about the hours"),
        max_length=255,
        blank=True,
        help_text=_("What the table does not tell, for example: the last Friday of the month is a cleaning day."),
    )
    accessibility = models.TextField(
        _("accessibility"),
        max_length=600,
        blank=True,
        help_text=_("Ramp, lift, door width, low desk, toilet, sign language: what there is and what there is not."),
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("With the longitude it makes a link to a map. For example: 49.838300"),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("For example: 24.023200"),
    )
    body = StreamField(PageBodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("kind"), FieldPanel("intro")], heading=_("In brief")),
        MultiFieldPanel(
            [FieldPanel("address"), FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])],
            heading=_("Where it is"),
        ),
        InlinePanel("phones", heading=_("Phones"), label=_("phone")),
        FieldRowPanel([FieldPanel("email"), FieldPanel("website")], heading=_("E-mail and site")),
        MultiFieldPanel([FieldPanel("is_round_the_clock"), FieldPanel("hours_note")], heading=_("When it is open")),
        InlinePanel(
            "opening_hours",
            heading=_("Opening hours"),
            label=_("day"),
            help_text=_("One row for each day it is open; days without a row are shown as closed."),
        ),
        FieldPanel("accessibility"),
        FieldPanel("body"),
    ]
    base_form_class = InstitutionPageForm

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("intro"),
        index.SearchField("address"),
        index.SearchField("accessibility"),
        index.SearchField("body"),
    ]

    template = "pages/institution_page.html"
    page_description = _("A school, a clinic, a library, a service: address, phones, opening hours.")

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=InstitutionKind.values), name="institution_kind_known"),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                # A comparison with nothing is neither true nor false, and would pass.
                | models.Q(latitude__isnull=False, longitude__isnull=False)
                & models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="institution_has_both_coordinates",
                violation_error_message=_("Give both the latitude and the longitude, or neither."),
            ),
        ]

    @property
    def summary(self) -> str:
        """What lists and search results say under the title."""
        return self.intro or self.address

    @property
    def week(self) -> list[OpeningDay]:
        """All seven days, closed ones too; nothing where no hours are given."""
        return opening_week(self.opening_hours.all())

    @property
    def place(self) -> str:
        """The coordinates as addresses of maps have them, whatever language the page speaks."""
        return f"{self.latitude},{self.longitude}" if self.latitude is not None else ""

    @property
    def map_url(self) -> str:
        """A plain link to a map; nothing is asked of the map before it is followed."""
        if not self.place:
            return ""
        return f"https://www.openstreetmap.org/?mlat={self.latitude}&mlon={self.longitude}&zoom=17"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["index"] = self.get_parent()
        context["phones"] = self.phones.all()
        context["week"] = week = self.week
        context["has_breaks"] = any(day.hours and day.hours.break_begins for day in week)
        return context

    # Institutions are looked for in their list, and nothing stands under one.
    parent_page_types = ["home.InstitutionIndexPage"]
    subpage_types: list[str] = []


class InstitutionPhone(Orderable):
    """A number and what one calls it for."""

    page = ParentalKey(InstitutionPage, on_delete=models.CASCADE, related_name="phones")
    number = models.CharField(_("number"), max_length=40, validators=[validate_phone])
    label = models.CharField(
        _("whose it is"), max_length=80, blank=True, help_text=_("For example: reception, doctor on duty.")
    )

    panels = [FieldRowPanel([FieldPanel("number"), FieldPanel("label")])]

    class Meta(Orderable.Meta):
        verbose_name = _("phone")
        verbose_name_plural = _("phones")

    def __str__(self) -> str:
        return self.number

    @property
    def link(self) -> str:
        """The number for a ``tel:`` link, with the country code."""
        digits = phone_digits(self.number)
        return f"+{digits}" if digits else ""


class InstitutionOpeningHours(OpeningHours):
    """When an institution is open on one day of the week."""

    page = ParentalKey(InstitutionPage, on_delete=models.CASCADE, related_name="opening_hours")

    class Meta(OpeningHours.Meta):
        abstract = False

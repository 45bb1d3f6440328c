from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from community.core.models import BasePage
from community.core.page_forms import BasePageForm
from community.core.text.collation import SortKey, ukrainian_order
from community.core.validators import phone_digits, validate_phone
from home.blocks import PageBodyBlock
from home.directory.querysets import PersonQuerySet


class PersonKind(models.TextChoices):
    """Who somebody is for the community, in the order in which lists name them."""

    HEAD = "head", _("head of the community")
    OFFICIAL = "official", _("deputy head, secretary, official")
    STAROSTA = "starosta", _("starosta")
    COUNCILLOR = "councillor", _("deputy of the council")


class PersonPageForm(BasePageForm):
    """Asks for the description of a portrait before the page goes out; a draft may wait for it."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("portrait") and not cleaned.get("portrait_alt") and not self.is_deferred_validation:
            self.add_error(
                "portrait_alt",
                forms.ValidationError(
                    _("Describe the portrait in words: residents who do not see the picture will hear this text.")
                ),
            )
        return cleaned


class PersonPage(BasePage):
    """Somebody of the community's authority: who it is, for whom, when and where they receive people."""

    kind = models.CharField(_("who it is"), max_length=12, choices=PersonKind)
    position = models.CharField(
        _("position"), max_length=200, help_text=_("As in the staff list, for example: first deputy head.")
    )
    list_order = models.PositiveSmallIntegerField(
        _("order in the list"),
        default=100,
        help_text=_("Smaller numbers stand first; of the same number, the list is alphabetical."),
    )
    portrait = models.ForeignKey(
        "core.CommunityImage",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("portrait"),
    )
    portrait_alt = models.CharField(
        _("what the portrait shows"),
        max_length=255,
        blank=True,
        help_text=_("In words, for residents who do not see the picture. Needed when there is a portrait."),
    )
    district = models.CharField(
        _("district of a starosta"), max_length=120, blank=True, help_text=_("As the council named it.")
    )
    settlements = models.TextField(
        _("settlements"), blank=True, help_text=_("Those the person looks after, one on each line.")
    )
    faction = models.CharField(_("party or faction"), max_length=160, blank=True)
    constituency = models.CharField(_("constituency"), max_length=160, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True, validators=[validate_phone])
    email = models.EmailField(_("e-mail"), blank=True)
    body = StreamField(PageBodyBlock(), verbose_name=_("biography"), blank=True)

    content_panels = [
        FieldPanel("title", heading=_("Surname, name, patronymic")),
        MultiFieldPanel([FieldPanel("kind"), FieldPanel("position"), FieldPanel("list_order")], heading=_("Position")),
        MultiFieldPanel([FieldPanel("portrait"), FieldPanel("portrait_alt")], heading=_("Portrait")),
        MultiFieldPanel([FieldPanel("district"), FieldPanel("settlements")], heading=_("Of a starosta")),
        FieldRowPanel([FieldPanel("faction"), FieldPanel("constituency")], heading=_("Of a deputy")),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")], heading=_("Contacts")),
        InlinePanel("reception_hours", heading=_("Reception hours"), label=_("hours")),
        FieldPanel("body"),
    ]
    base_form_class = PersonPageForm

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("position"),
        index.SearchField("district"),
        index.SearchField("settlements"),
        index.SearchField("faction"),
        index.SearchField("constituency"),
        index.SearchField("body"),
    ]

    objects = PageManager.from_queryset(PersonQuerySet)()
    template = "pages/person_page.html"
    page_description = _("The head, an official, a starosta or a deputy of the council.")

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=PersonKind.values), name="person_kind_known"),
        ]

    @property
    def summary(self) -> str:
        """What lists and search results say under the name."""
        return ", ".join(part for part in (self.position, self.district) if part)

    @property
    def phone_link(self) -> str:
        """The phone for a ``tel:`` link, with the country code."""
        digits = phone_digits(self.phone)
        return f"+{digits}" if digits else ""

    @property
    def settlement_names(self) -> list[str]:
        return [name for line in self.settlements.splitlines() if (name := " ".join(line.split()))]

    @property
    def place_in_list(self) -> tuple[int, int, SortKey]:
        """The head first, then by kind; within a kind by the given order, then by the alphabet."""
        return PersonKind.values.index(self.kind), self.list_order, ukrainian_order(self.title)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["index"] = self.get_parent()
        context["reception_hours"] = self.reception_hours.all()
        return context

    # A person outside the list could not be found by their kind and district, and nothing stands under a person.
    parent_page_types = ["home.PeopleIndexPage"]
    subpage_types: list[str] = []


class ReceptionHours(Orderable):
    """One row of «when and where this person receives people»."""

    page = ParentalKey(PersonPage, on_delete=models.CASCADE, related_name="reception_hours")
    day = models.CharField(
        _("day"), max_length=120, help_text=_("A weekday or a rule, for example: the first Monday of the month.")
    )
    begins = models.TimeField(_("begins at"))
    ends = models.TimeField(_("ends at"))
    place = models.CharField(_("place"), max_length=160, blank=True)

    panels = [
        FieldPanel("day"),
        FieldRowPanel([FieldPanel("begins"), FieldPanel("ends")]),
        FieldPanel("place"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("reception hours")
        verbose_name_plural = _("reception hours")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("begins")),
                name="reception_ends_after_it_begins",
                violation_error_message=_("Reception must end later than it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.day

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from community.core.local_time import today
from community.core.models import BasePage
from news.blocks import NoticeBodyBlock
from news.models.dated_index import DatedIndexPage
from news.querysets import AnnouncementQuerySet, DatedQuerySet
from news.terms import validity

END_BEFORE_BEGIN = _("The last day cannot be before the first.")


class AnnouncementKind(models.TextChoices):
    """What an announcement is about; the values stand in addresses of lists."""

    WATER = "voda", _("Water")
    POWER = "svitlo", _("Electricity")
    ROAD = "doroha", _("Roads")
    MEETING = "zbory", _("Meetings")
    COMPETITION = "konkurs", _("Competitions")
    OTHER = "inshe", _("Other")


class AnnouncementPage(BasePage):
    """A short notice with a term, after which it leaves the list by itself and stays in the archive."""

    # It ends by itself.
    review_after = None

    kind = models.CharField(_("what it is about"), max_length=10, choices=AnnouncementKind.choices)
    concerns = models.CharField(
        _("whom it concerns"),
        max_length=255,
        blank=True,
        help_text=_("Settlements or streets, in words. Left empty, the whole community."),
    )
    valid_from = models.DateField(_("in force from"), default=today)
    valid_until = models.DateField(
        _("in force until"),
        null=True,
        blank=True,
        help_text=_("The last day. On the next one the announcement moves to the archive. Left empty, it stays."),
    )
    lead = models.TextField(
        _("lead"), max_length=400, help_text=_("What, where, when and what to do, in one or two sentences.")
    )
    body = StreamField(NoticeBodyBlock(), verbose_name=_("text and files"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("concerns")]),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
                FieldPanel("lead"),
            ],
            heading=_("In brief"),
        ),
        FieldPanel("body"),
    ]

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("concerns"),
        index.SearchField("body"),
        index.FilterField("valid_from"),
    ]

    objects = PageManager.from_queryset(AnnouncementQuerySet)()
    template = "pages/announcement_page.html"
    page_description = _("A short notice with a term: no water, a closed road, a meeting, a competition.")
    card_kind = _("Announcement")

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        indexes = [models.Index(fields=["-valid_from"], name="announcement_latest_first")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="announcement_term_in_order",
                violation_error_message=END_BEFORE_BEGIN,
            )
        ]

    @property
    def summary(self) -> str:
        """What lists and search results say under the title."""
        return self.lead

    @property
    def card_foot(self) -> str:
        return self.term

    @property
    def term(self) -> str:
        """The days it is in force, in words."""
        return validity(self.valid_from, self.valid_until)

    @property
    def has_expired(self) -> bool:
        return self.valid_until is not None and self.valid_until < today()

    @property
    def is_ahead(self) -> bool:
        return self.valid_from > today()

    def clean(self) -> None:
        super().clean()
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": END_BEFORE_BEGIN})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["index"] = self.get_parent()
        return context

    # Outside a list an announcement would never leave.
    parent_page_types = ["news.AnnouncementIndexPage"]
    subpage_types: list[str] = []


class AnnouncementIndexPage(DatedIndexPage):
    """The list of announcements in force, and the archive of those that have expired."""

    page_model = AnnouncementPage
    archive_title = _("Archive of announcements")
    template = "pages/announcement_index_page.html"
    page_description = _("The list of announcements; expired ones leave it by themselves.")

    class Meta:
        verbose_name = _("list of announcements")
        verbose_name_plural = _("lists of announcements")

    def listed(self, *, archive: bool) -> DatedQuerySet:
        return self.entries().expired() if archive else self.entries().current()

    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types = ["news.AnnouncementPage"]

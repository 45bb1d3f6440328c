from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from community.core.local_time import day_end, local_day
from community.core.models import BasePage, CommunitySettings
from community.core.structured_data import Data
from news.blocks import NewsBodyBlock
from news.event_facts import EventFacts
from news.ical import calendar_response
from news.models.cover import COVER_PANEL, CoveredPage, CoveredPageForm
from news.querysets import EventQuerySet
from news.structured_data import common_data, event_data
from news.terms import event_term

END_BEFORE_BEGIN = _("The end cannot be before the beginning.")
# Fields that programs are told as they are.
SAME_IN_FACTS = (
    *("title", "lead", "state", "state_note", "moved_from", "starts_at", "ends_at", "all_day"),
    *("place", "address", "online_url", "organiser", "is_free", "registration"),
)


class EventKind(models.TextChoices):
    """What kind of event it is; the values stand in addresses of lists."""

    CULTURE = "kultura", _("Culture and festivals")
    SPORT = "sport", _("Sport")
    MEETING = "zbory", _("Meetings and hearings")
    LEARNING = "navchannia", _("Learning")
    OTHER = "inshe", _("Other")


class EventState(models.TextChoices):
    """Whether it goes as announced."""

    PLANNED = "planned", _("Goes as planned")
    MOVED = "moved", _("Moved to another time or place")
    CANCELLED = "cancelled", _("Cancelled")


class EventPageForm(CoveredPageForm):
    """Asks for the price of an event that is not free; a draft may wait for it."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("is_free") is False and not cleaned.get("price") and not self.is_deferred_validation:
            self.add_error("price", ValidationError(_("Say what it costs, or mark the event as free.")))
        return cleaned


class EventPage(RoutablePageMixin, CoveredPage):
    """Something one may come to: when, where, on what terms; also as a file for calendars."""

    # It tells of its day and is not kept up.
    review_after = None

    kind = models.CharField(_("kind of event"), max_length=10, choices=EventKind.choices)
    state = models.CharField(_("state"), max_length=10, choices=EventState.choices, default=EventState.PLANNED)
    state_note = models.CharField(
        _("why it was moved or cancelled"), max_length=255, blank=True, help_text=_("Residents read it first.")
    )
    moved_from = models.DateTimeField(
        _("was to begin"), null=True, blank=True, help_text=_("For a moved event: the time announced before.")
    )
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    all_day = models.BooleanField(
        _("all day"), default=False, help_text=_("Only the days are shown; the hours do not matter.")
    )
    # When it is over, worked out on saving, so that lists and the home page ask by one indexed field.
    over_at = models.DateTimeField(editable=False, db_index=True)
    place = models.CharField(
        _("place"), max_length=160, blank=True, help_text=_("As people call it: the culture house, the stadium.")
    )
    address = models.CharField(_("address of the place"), max_length=255, blank=True)
    online_url = models.URLField(_("link to take part online"), blank=True)
    organiser = models.CharField(_("organiser"), max_length=160, blank=True)
    is_free = models.BooleanField(_("free of charge"), default=True)
    price = models.CharField(_("price"), max_length=120, blank=True)
    registration = models.CharField(
        _("how to register"), max_length=255, blank=True, help_text=_("Left empty, one may just come.")
    )
    lead = models.TextField(_("lead"), max_length=400, help_text=_("What it is and for whom, in one or two sentences."))
    body = StreamField(NewsBodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldRowPanel([FieldPanel("all_day"), FieldPanel("kind")]),
                FieldPanel("lead"),
            ],
            heading=_("In brief"),
        ),
        MultiFieldPanel(
            [FieldPanel("state"), FieldPanel("state_note"), FieldPanel("moved_from")],
            heading=_("Moved or cancelled"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("place"), FieldPanel("address")]), FieldPanel("online_url")], heading=_("Where")
        ),
        MultiFieldPanel(
            [
                FieldPanel("organiser"),
                FieldRowPanel([FieldPanel("is_free"), FieldPanel("price")]),
                FieldPanel("registration"),
            ],
            heading=_("How to take part"),
        ),
        COVER_PANEL,
        FieldPanel("body"),
    ]
    base_form_class = EventPageForm

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("place"),
        index.SearchField("organiser"),
        index.SearchField("body"),
        index.FilterField("starts_at"),
    ]

    objects = PageManager.from_queryset(EventQuerySet)()
    template = "pages/event_page.html"
    page_description = _("Something to come to: when, where, on what terms. Goes to calendars of residents.")
    card_kind = _("Event")

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["starts_at"], name="event_soonest_first")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="event_ends_after_it_begins",
                violation_error_message=END_BEFORE_BEGIN,
            ),
            models.CheckConstraint(condition=Q(over_at__gte=F("starts_at")), name="event_over_after_it_begins"),
        ]

    @property
    def summary(self) -> str:
        """What lists and search results say under the title."""
        return self.lead

    @property
    def card_foot(self) -> str:
        return f"{self.term}, {self.place}" if self.place else self.term

    @property
    def term(self) -> str:
        """When it is, in words."""
        return event_term(self.starts_at, self.ends_at, all_day=self.all_day)

    @property
    def was_to_begin(self) -> str:
        """When a moved event was announced for, in words."""
        return event_term(self.moved_from, None, all_day=self.all_day) if self.moved_from else ""

    @property
    def is_cancelled(self) -> bool:
        return self.state == EventState.CANCELLED

    @property
    def is_moved(self) -> bool:
        return self.state == EventState.MOVED

    @property
    def is_over(self) -> bool:
        return self.last_moment < timezone.now()

    @property
    def last_moment(self) -> datetime:
        """An event without an hour to end at goes on until its day does."""
        end = self.ends_at or self.starts_at
        return day_end(local_day(end)) if self.all_day or not self.ends_at else end

    def facts(self, request: HttpRequest | None = None) -> EventFacts:
        """The event as programs are told of it."""
        return EventFacts(
            # Stays with the page whatever its address and its title become.
            uid=str(self.translation_key),
            url=self.get_full_url(request),
            first_published_at=self.first_published_at or self.starts_at,
            last_published_at=self.last_published_at or self.starts_at,
            **{name: getattr(self, name) for name in SAME_IN_FACTS},
        )

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": END_BEFORE_BEGIN})

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.starts_at:
            self.over_at = self.last_moment
        super().save(*args, **kwargs)

    @path("ics/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        return calendar_response(request, [self.facts(request)], name=self.title, file_name=self.slug)

    def structured_data(self, request: HttpRequest) -> list[Data]:
        """The event as ``Event``."""
        own = event_data(self.facts(request), CommunitySettings.for_request(request))
        return [{**common_data(self, request), **own}]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["index"] = self.get_parent()
        return context

    parent_page_types = ["news.EventIndexPage"]
    subpage_types: list[str] = []

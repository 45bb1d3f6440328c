from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager, PageQuerySet
from wagtail.search import index

from community.core.blocks.video import video_from_url
from community.core.exports.responses import book_response
from community.core.exports.sheets import Book, Sheet
from community.core.local_time import moment_text
from community.core.models import BasePage
from community.core.page_access import public_only
from home.blocks import PageBodyBlock
from home.sessions.choices import Outcome, SessionKind, SessionStatus, Vote
from home.sessions.forms import AgendaPanel, SessionPageForm
from home.sessions.lock import change_refuse, departure_refuse, file_departure_refuse, kept_until
from home.sessions.roll_call import RollCall, roll_call

# A number that no protocol reaches; what is pasted is a few lines of text a deputy.
VOTES_LENGTH = 50_000


def validate_video_url(url: str) -> None:
    """Refuse an address that is not of one video on a platform whose player the site knows."""
    if video_from_url(url) is None:
        raise ValidationError(
            _("This is not an address of one video on YouTube or Vimeo. Copy it from the page of the video."),
            code="video_host",
        )


class SessionQuerySet(PageQuerySet):
    """Sessions as lists need them and as the law keeps them."""

    def published(self) -> "SessionQuerySet":
        return public_only(self.live())

    def latest_first(self) -> "SessionQuerySet":
        return self.order_by("-starts_at", "-pk")

    def kept(self) -> "SessionQuerySet":
        """Those that may not leave the site yet."""
        return self.filter(kept_until__gt=timezone.now())


class SessionPage(RoutablePageMixin, BasePage):
    """A session or a meeting: agenda, votes by name, video, files. Once held and published it is kept five years."""

    # A record of its day is not kept up.
    review_after = None

    kind = models.CharField(_("kind of session"), max_length=13, choices=SessionKind, default=SessionKind.REGULAR)
    convocation = models.PositiveSmallIntegerField(_("convocation"), null=True, blank=True)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    starts_at = models.DateTimeField(_("date and time"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    status = models.CharField(_("state"), max_length=8, choices=SessionStatus, default=SessionStatus.CONVENED)
    video_url = models.URLField(
        _("address of the video"),
        blank=True,
        validators=[validate_video_url],
        help_text=_("YouTube or Vimeo: the broadcast before the session, its record after."),
    )
    video_file = models.ForeignKey(
        "core.CommunityDocument",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("video as a file"),
        help_text=_("MP4, from the library of documents."),
    )
    body = StreamField(PageBodyBlock(), verbose_name=_("text"), blank=True)
    # Set when a held session is published; until then the law keeps it.
    kept_until = models.DateTimeField(null=True, blank=True, editable=False)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("status")]),
                FieldRowPanel([FieldPanel("convocation"), FieldPanel("number")]),
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("place")]),
            ],
            heading=_("Session"),
        ),
        AgendaPanel(
            "agenda",
            heading=_("Agenda and votes"),
            label=_("Question"),
            panels=[
                FieldPanel("title"),
                FieldPanel("act"),
                FieldPanel("outcome"),
                FieldPanel("votes_text"),
                FieldPanel("votes_file"),
            ],
        ),
        MultiFieldPanel([FieldPanel("video_url"), FieldPanel("video_file")], heading=_("Video")),
        InlinePanel("files", heading=_("Protocol and other files"), label=_("File")),
        FieldPanel("body"),
    ]
    base_form_class = SessionPageForm

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("place"),
        index.SearchField("body"),
        index.SearchField("agenda_text"),
        index.FilterField("starts_at"),
        index.FilterField("status"),
    ]

    objects = PageManager.from_queryset(SessionQuerySet)()
    exclude_fields_in_copy = ["kept_until"]
    template = "pages/session_page.html"
    page_description = _("A session of the council or a meeting: agenda, votes by name, video and protocol.")

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        indexes = [models.Index(fields=["-starts_at", "-page_ptr"], name="session_latest_first")]

    @property
    def is_held(self) -> bool:
        return self.status == SessionStatus.HELD

    @property
    def reference(self) -> str:
        """Kind, convocation and number: «Чергова сесія ради, 8 скликання, № 27»."""
        parts = [str(capfirst(self.get_kind_display()))]
        if self.convocation:
            parts.append(gettext("convocation %d") % self.convocation)
        if self.number:
            parts.append(f"№\u00a0{self.number}")
        return ", ".join(parts)

    @property
    def status_text(self) -> str:
        return str(capfirst(self.get_status_display()))

    @property
    def summary(self) -> str:
        """What lists and search results say under the title."""
        parts = [moment_text(self.starts_at), self.place, self.status_text]
        return ". ".join(filter(None, parts)) + "."

    @property
    def agenda_text(self) -> str:
        """The questions, for the search."""
        return "\n".join(item.title for item in self.agenda.all())

    @property
    def video_block(self) -> dict[str, Any]:
        """What the template of the video block shows."""
        return {"video": video_from_url(self.video_url), "title": self.title, "poster": None}

    def clean(self) -> None:
        super().clean()
        if self.starts_at:
            self._term_set()
            change_refuse(self)

    def save(self, *args: Any, update_fields: Any = None, **kwargs: Any) -> None:
        """Save, unless it would take a kept session off the site (``ValidationError``)."""
        if update_fields is None:
            self._term_set()
        if update_fields is None or {"live", "status", "starts_at", "kept_until"}.intersection(update_fields):
            change_refuse(self)
        super().save(*args, update_fields=update_fields, **kwargs)

    def _term_set(self) -> None:
        self.kept_until = kept_until(self.starts_at) if self.live and self.is_held else None

    def with_content_json(self, content: Any) -> "SessionPage":
        """A version of the page is kept as long as the page."""
        version = super().with_content_json(content)
        version.kept_until = self.kept_until
        return version

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["agenda"] = agenda = list(self.agenda.select_related("act"))
        context["files"] = [file.document for file in self.files.select_related("document")]
        context["has_votes"] = any(item.votes.ballots for item in agenda)
        return context

    @path("")
    def whole(self, request: HttpRequest) -> HttpResponse:
        return self.render(request)

    @path("holosuvannia/csv/", name="votes")
    def votes(self, request: HttpRequest) -> HttpResponseBase:
        """Every vote of every deputy as a table for spreadsheets."""
        headings = [gettext("Number"), gettext("Question"), gettext("Deputy"), pgettext("of a deputy", "Vote")]
        title = gettext("Votes, %s") % self.title
        return book_response(Book.of(Sheet(title, headings, self._votes_rows())), "csv")

    def _votes_rows(self) -> Iterator[tuple[Any, ...]]:
        for number, item in enumerate(self.agenda.all(), start=1):
            for ballot in item.votes.ballots:
                yield number, item.title, ballot.deputy, Vote(ballot.vote).label

    # A session stands among sessions, and nothing stands under it.
    parent_page_types = ["home.SessionIndexPage"]
    subpage_types: list[str] = []


class AgendaItem(Orderable):
    """A question of the agenda, what came of it and who voted how; deputies are names, as on paper."""

    session = ParentalKey(SessionPage, on_delete=models.CASCADE, related_name="agenda", verbose_name=_("session"))
    title = models.CharField(pgettext_lazy("agenda", "question"), max_length=500)
    act = models.ForeignKey(
        "home.ActPage",
        on_delete=models.SET_NULL,
        related_name="agenda_items",
        null=True,
        blank=True,
        verbose_name=_("draft or decision"),
    )
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, blank=True)
    votes_text = models.TextField(
        _("votes by name"),
        max_length=VOTES_LENGTH,
        blank=True,
        help_text=_(
            "Paste a table of two columns, name and vote: за, проти, утримався, не голосував, відсутній. A third "
            "column with numbers before them does no harm."
        ),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("question of the agenda")
        verbose_name_plural = _("questions of the agenda")

    def __str__(self) -> str:
        return self.title

    @cached_property
    def votes(self) -> RollCall:
        return roll_call(self.votes_text)


class SessionFile(Orderable):
    """A file of a session: the protocol, an annex."""

    session = ParentalKey(SessionPage, on_delete=models.CASCADE, related_name="files", verbose_name=_("session"))
    document = models.ForeignKey(
        "core.CommunityDocument", on_delete=models.PROTECT, related_name="+", verbose_name=_("file")
    )

    panels = [FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("file of a session")
        verbose_name_plural = _("files of sessions")


@receiver(pre_save, sender=Page)
def session_stays_published(instance: Page, update_fields: Any = None, **kwargs: Any) -> None:
    """A schedule unpublishes the bare page, which knows nothing of sessions."""
    hides = not instance.live and (update_fields is None or "live" in update_fields)
    if hides and instance.pk and (kept := SessionPage.objects.kept().filter(pk=instance.pk).first()):
        departure_refuse(kept)


# Signals, because a deleted section takes its pages without asking their `delete`.
@receiver(pre_delete, sender=SessionPage)
def session_stays(instance: SessionPage, **kwargs: Any) -> None:
    departure_refuse(instance)


@receiver(pre_delete, sender=SessionFile)
def file_stays(instance: SessionFile, **kwargs: Any) -> None:
    file_departure_refuse(instance)

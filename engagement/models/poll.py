from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, Orderable, PreviewableMixin, RevisionMixin
from wagtail.search import index

from community.core.navigation import linked_page
from community.core.text.transliteration import slugify_ukrainian
from engagement.models.freeze import (
    FROZEN_FIELDS,
    fields_refuse_change,
    options_refuse_change,
    unpublishing_refusal,
    unpublishing_refuse,
)
from engagement.models.pages import PollIndexPage

SLUG_LENGTH = 120
# Before a question that is a number: an address of digits alone is the short address of another poll.
DIGITS_PREFIX = "pytannia"


class PollKind(models.TextChoices):
    SINGLE = "single", _("one answer")
    MULTIPLE = "multiple", _("several answers")


class ResultsPromise(models.TextChoices):
    LIVE = "live", _("at any time")
    AFTER_VOTE = "after_vote", _("after one has voted")
    AFTER_CLOSE = "after_close", _("after the poll closes")


# Results of these polls are seen while they run.
WATCHED_PROMISES = (ResultsPromise.LIVE, ResultsPromise.AFTER_VOTE)


class OptionsOrder(models.TextChoices):
    FIXED = "fixed", _("as listed, the same for everybody")
    SHUFFLED = "shuffled", _("shuffled anew for each voter")


class PollStatus(models.TextChoices):
    UPCOMING = "upcoming", _("not open yet")
    RUNNING = "running", _("running")
    CLOSED = "closed", _("closed")


class PollQuerySet(models.QuerySet["Poll"]):
    """Polls by what the public may see and do; drafts are never among them."""

    def visible(self) -> "PollQuerySet":
        return self.filter(live=True)

    def upcoming(self) -> "PollQuerySet":
        return self.visible().filter(opens_at__gt=timezone.now())

    def running(self) -> "PollQuerySet":
        now = timezone.now()
        return self.visible().filter(opens_at__lte=now, closes_at__gt=now)

    def closed(self) -> "PollQuerySet":
        return self.visible().filter(closes_at__lte=timezone.now())


class Poll(DraftStateMixin, RevisionMixin, PreviewableMixin, index.Indexed, ClusterableModel):
    """A question to the community. What people voted on never changes under their votes: see ``freeze``."""

    question = models.CharField(_("question"), max_length=255)
    slug = models.SlugField(
        _("address"),
        max_length=SLUG_LENGTH,
        unique=True,
        blank=True,
        help_text=_("The last part of the poll’s address; made from the question when left empty."),
    )
    description = RichTextField(
        _("description"), blank=True, features=["bold", "italic", "link", "document-link", "ol", "ul"]
    )
    kind = models.CharField(_("kind"), max_length=8, choices=PollKind, default=PollKind.SINGLE)
    max_choices = models.PositiveSmallIntegerField(
        _("how many answers one may choose"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("Counts only in a poll with several answers."),
    )
    options_order = models.CharField(
        _("order of the answers"),
        max_length=8,
        choices=OptionsOrder,
        default=OptionsOrder.FIXED,
        help_text=_("People choose the first answers a little more often; shuffling makes that fair."),
    )
    asks_settlement = models.BooleanField(
        _("ask for the settlement"),
        default=False,
        help_text=_("The voter may leave it out. The list of settlements stands in the settings of polls."),
    )
    allows_changes = models.BooleanField(
        _("a vote may be cancelled"),
        default=False,
        help_text=_("While the poll is open, a person may take a counted vote back and vote anew."),
    )
    opens_at = models.DateTimeField(_("opens"), default=timezone.now)
    closes_at = models.DateTimeField(_("closes"))
    # Both stay empty unless the poll was closed before its time.
    planned_closes_at = models.DateTimeField(_("was to close"), null=True, blank=True, editable=False)
    early_end_reason = models.CharField(_("why it closed early"), max_length=500, blank=True, editable=False)
    # When retention took the addresses, keys and networks of its voters.
    addresses_erased_at = models.DateTimeField(_("addresses erased at"), null=True, blank=True, editable=False)
    results_promise = models.CharField(
        _("results are shown"),
        max_length=11,
        choices=ResultsPromise,
        default=ResultsPromise.AFTER_VOTE,
        help_text=_("Said to people before they vote, so it binds everyone, staff included."),
    )

    objects = PollQuerySet.as_manager()

    search_fields = [
        index.SearchField("question", boost=2),
        index.SearchField("description"),
        index.AutocompleteField("question"),
        # Whatever the list of the editor filters or sorts by, it may do so in what a search found.
        *(index.FilterField(name) for name in ("live", "kind", "results_promise", "question", "opens_at", "closes_at")),
    ]

    class Meta:
        verbose_name = _("poll")
        verbose_name_plural = _("polls")
        ordering = ["-opens_at", "-pk"]
        permissions = [
            ("close_poll", _("Can close a poll before its time")),
            ("look_early_poll", _("Can look at hidden results, with a public note")),
        ]
        constraints = [
            models.CheckConstraint(
                name="poll_closes_after_it_opens",
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                violation_error_message=_("A poll must close after it opens."),
            ),
            models.CheckConstraint(
                name="poll_max_choices_fit_kind",
                condition=models.Q(kind=PollKind.SINGLE, max_choices=1)
                | models.Q(kind=PollKind.MULTIPLE, max_choices__gte=1),
                violation_error_message=_("At least one answer must be allowed."),
            ),
            models.CheckConstraint(
                name="poll_closed_early_for_a_reason",
                condition=models.Q(planned_closes_at__isnull=True, early_end_reason="")
                | (models.Q(planned_closes_at__gte=models.F("closes_at")) & ~models.Q(early_end_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def status(self) -> PollStatus:
        """Where the poll stands in its own window; whether it is published is ``live``."""
        now = timezone.now()
        if now < self.opens_at:
            return PollStatus.UPCOMING
        return PollStatus.RUNNING if now < self.closes_at else PollStatus.CLOSED

    @property
    def is_running(self) -> bool:
        return self.live and self.status == PollStatus.RUNNING

    @property
    def is_closed(self) -> bool:
        return self.status == PollStatus.CLOSED

    def get_url(self, request: HttpRequest | None = None) -> str | None:
        """The poll's address under the live :class:`PollIndexPage`, or ``None`` while the tree has no such page."""
        page = linked_page(request, PollIndexPage) or PollIndexPage.objects.live().first()
        return page.poll_url(self.slug, request) if page and self.slug else None

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "engagement/poll_preview.html"

    def clean(self) -> None:
        super().clean()
        if self.slug.isdigit():
            raise ValidationError({"slug": _("An address of digits alone is kept for the numbers on posters.")})
        self._fill_in()
        fields_refuse_change(self)
        self._schedule_check()

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save, refusing frozen changes even where nothing was validated: an old draft published, a revert, a script.

        Raises ``ValidationError``.
        """
        self._fill_in()
        if update_fields is None or {*FROZEN_FIELDS, "closes_at"}.intersection(update_fields):
            fields_refuse_change(self)
        if update_fields is None or "live" in update_fields:
            unpublishing_refuse(self)
        if update_fields is None or "options" in update_fields:
            shown = {option.pk: (option.text, option.picture_id) for option in self.options.all()}
            options_refuse_change(self, shown, closes_at=self.closes_at)
        super().save(*args, update_fields=update_fields, **kwargs)

    def _schedule_check(self) -> None:
        """The window says when people vote, the schedule when they see the poll: it must not cut the vote short."""
        if not self.closes_at:
            return
        if self.expire_at and self.expire_at < self.closes_at:
            raise ValidationError({"expire_at": _("A poll stays on the site at least until it closes.")})
        if self.go_live_at and self.go_live_at >= self.closes_at:
            raise ValidationError({"go_live_at": _("A poll must appear on the site before it closes.")})
        if self.go_live_at and self.go_live_at > timezone.now() and (refusal := unpublishing_refusal(self)):
            raise ValidationError({"go_live_at": refusal})

    def _fill_in(self) -> None:
        if self.kind == PollKind.SINGLE:
            self.max_choices = 1
        if not self.slug:
            self.slug = self._free_slug()

    def _free_slug(self) -> str:
        wanted = slugify_ukrainian(self.question)[: SLUG_LENGTH - 4].rstrip("-")
        if not wanted or wanted.isdigit():
            wanted = f"{DIGITS_PREFIX}-{wanted}".rstrip("-")
        slug, number = wanted, 1
        while Poll.objects.filter(slug=slug).exclude(pk=self.pk).exists():
            number += 1
            slug = f"{wanted}-{number}"
        return slug


class PollOption(Orderable):
    """One answer a poll offers."""

    poll = ParentalKey(Poll, on_delete=models.CASCADE, related_name="options", verbose_name=_("poll"))
    text = models.CharField(_("answer"), max_length=255)
    picture = models.ForeignKey(
        "core.CommunityImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        # People voted on what they saw.
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self) -> str:
        return self.text

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete, unless the answers of the poll are frozen (``ValidationError``)."""
        others = PollOption.objects.filter(poll=self.poll_id).exclude(pk=self.pk)
        shown = {option.pk: (option.text, option.picture_id) for option in others}
        options_refuse_change(self.poll, shown, closes_at=self.poll.closes_at)
        return super().delete(*args, **kwargs)

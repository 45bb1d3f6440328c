import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin, RevisionMixin
from wagtail.search import index

from community.core.navigation import linked_page
from engagement.models.pages import PetitionIndexPage
from engagement.models.petition_states import AnswerState, Collection, Decision, Publication
from engagement.models.refusal_ground import RefusalGround

TITLE_LENGTH = 200
TEXT_LENGTH = 10_000
# What a form may write. Everything else moves by ``services.transitions`` and the recount only.
CONTENT_FIELDS = frozenset({"title", "text", "moderator", "latest_revision"})
# What the public has read and signed; the database refuses to change it (``engagement.triggers.petitions``).
FROZEN_FIELDS = ("title", "text", "slug", "number", "threshold", "published_at", "collecting_until", "submitted_at")


class PetitionQuerySet(models.QuerySet["Petition"]):
    """Petitions by what the public may see and do, and by what the desk has to do."""

    def published(self) -> "PetitionQuerySet":
        return self.filter(publication=Publication.PUBLISHED)

    def collecting(self) -> "PetitionQuerySet":
        """Those that can be signed now, the threshold reached or not."""
        return self.filter(collection__in=(Collection.OPEN, Collection.REACHED), collecting_until__gt=timezone.now())

    def under_review(self) -> "PetitionQuerySet":
        """From the threshold to the answer."""
        return self.filter(answer__in=(AnswerState.AWAITING, AnswerState.UNDER_REVIEW))

    def answered(self) -> "PetitionQuerySet":
        return self.filter(answer=AnswerState.ANSWERED)

    def not_supported(self) -> "PetitionQuerySet":
        """Those that did not get enough signatures in their term."""
        return self.filter(failed_at__isnull=False)

    def submitted(self) -> "PetitionQuerySet":
        return self.filter(publication=Publication.SUBMITTED)

    def on_the_clock(self) -> "PetitionQuerySet":
        """What the council owes something, the most urgent first."""
        return self.filter(due_at__isnull=False).order_by("due_at", "pk")


class Petition(RevisionMixin, PreviewableMixin, index.Indexed, models.Model):
    """A request of a resident to the council (law "Про звернення громадян", art. 23-1).

    ``save`` writes the text only; states move by ``services.transitions``, so no form can bring an old state back.
    """

    # Names the petition in private addresses, where a title would tell too much.
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField(_("number"), unique=True, null=True, editable=False)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    text = models.TextField(_("text"), validators=[MaxLengthValidator(TEXT_LENGTH)])
    slug = models.SlugField(_("address"), max_length=120, unique=True, null=True, editable=False)
    # Lemmas of title and text between spaces, for the search and for similar petitions.
    lemmas = models.TextField(default="", editable=False)

    # Empty after the author deleted the account; the name stays as published until its term ends.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="petitions",
        editable=False,
    )
    # Else the admin's list of where an account is used would show the titles of drafts, which are their author's alone.
    author.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # Wagtail's own mark on a field
    author_name = models.CharField(_("author’s name"), max_length=455, blank=True, editable=False)
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("in charge"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    publication = models.CharField(
        _("publication"), max_length=9, choices=Publication, default=Publication.DRAFT, editable=False
    )
    collection = models.CharField(
        _("collection of signatures"),
        max_length=7,
        choices=Collection,
        default=Collection.NONE,
        blank=True,
        editable=False,
    )
    answer = models.CharField(
        _("answer"), max_length=12, choices=AnswerState, default=AnswerState.NONE, blank=True, editable=False
    )
    decision = models.CharField(
        _("decision"), max_length=13, choices=Decision, default=Decision.NONE, blank=True, editable=False
    )

    # The statute as it was on the day of publication.
    threshold = models.PositiveIntegerField(_("signatures needed"), null=True, editable=False)
    term_days = models.PositiveSmallIntegerField(_("days of collecting"), null=True, editable=False)

    created_at = models.DateTimeField(_("begun at"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    refused_at = models.DateTimeField(_("refused at"), null=True, editable=False)
    # The first moment at which one can no longer sign: a midnight in Kyiv.
    collecting_until = models.DateTimeField(_("signatures are collected until"), null=True, editable=False)
    reached_at = models.DateTimeField(_("threshold reached at"), null=True, editable=False)
    failed_at = models.DateTimeField(_("threshold missed at"), null=True, editable=False)
    closed_at = models.DateTimeField(_("collection closed at"), null=True, editable=False)
    review_started_at = models.DateTimeField(_("review began at"), null=True, editable=False)
    answered_at = models.DateTimeField(_("answered at"), null=True, editable=False)
    hearings_until = models.DateField(_("hearings until"), null=True, editable=False)
    # When the law's clock that runs now runs out, and which end of it the moderator was reminded of.
    due_at = models.DateTimeField(_("due by"), null=True, editable=False)
    reminded_due_at = models.DateTimeField(null=True, editable=False)

    ground = models.ForeignKey(
        RefusalGround,
        verbose_name=_("ground of refusal"),
        null=True,
        on_delete=models.PROTECT,
        related_name="petitions",
        editable=False,
    )
    # For the author alone, never public.
    refusal_reasons = models.TextField(_("reasons of refusal"), blank=True, editable=False)
    pseudonymised_at = models.DateTimeField(_("personal data removed at"), null=True, editable=False)

    objects = PetitionQuerySet.as_manager()

    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("text"),
        index.AutocompleteField("title"),
        index.FilterField("publication"),
    ]

    class Meta:
        verbose_name = _("petition")
        verbose_name_plural = _("petitions")
        ordering = ["-published_at", "-pk"]
        # To change a petition means to moderate it: nobody edits a text. The answer of the head is a right apart.
        permissions = [("answer_petition", _("Can publish the head’s answer"))]
        indexes = [
            models.Index(fields=["due_at"], name="petition_due", condition=Q(due_at__isnull=False)),
            models.Index(fields=["collection", "collecting_until"], name="petition_collecting"),
            models.Index(fields=["-published_at"], name="petition_newest", condition=Q(publication="published")),
        ]
        constraints = [
            models.CheckConstraint(name="petition_publication_known", condition=Q(publication__in=Publication.values)),
            models.CheckConstraint(name="petition_collection_known", condition=Q(collection__in=Collection.values)),
            models.CheckConstraint(name="petition_answer_known", condition=Q(answer__in=AnswerState.values)),
            models.CheckConstraint(
                name="petition_submitted_has_clock",
                condition=~Q(publication=Publication.SUBMITTED)
                | Q(submitted_at__isnull=False, due_at__isnull=False, author__isnull=False),
            ),
            models.CheckConstraint(
                name="petition_collects_once_published",
                condition=(~Q(publication=Publication.PUBLISHED) & Q(collection=Collection.NONE))
                | (
                    Q(publication=Publication.PUBLISHED)
                    & ~Q(collection=Collection.NONE)
                    & Q(
                        published_at__isnull=False,
                        collecting_until__isnull=False,
                        threshold__gte=1,
                        term_days__gte=1,
                        number__isnull=False,
                        slug__isnull=False,
                    )
                ),
            ),
            models.CheckConstraint(
                name="petition_refused_on_a_ground",
                condition=(
                    Q(publication=Publication.REFUSED, ground__isnull=False, refused_at__isnull=False)
                    & ~Q(refusal_reasons="")
                )
                | (~Q(publication=Publication.REFUSED) & Q(ground__isnull=True, refused_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="petition_reached_or_failed",
                condition=Q(
                    collection__in=(Collection.NONE, Collection.OPEN),
                    reached_at__isnull=True,
                    failed_at__isnull=True,
                    closed_at__isnull=True,
                )
                | Q(
                    collection=Collection.REACHED,
                    reached_at__isnull=False,
                    failed_at__isnull=True,
                    closed_at__isnull=True,
                )
                | Q(
                    collection=Collection.FAILED,
                    reached_at__isnull=True,
                    failed_at__isnull=False,
                    closed_at__isnull=True,
                )
                | (
                    Q(collection=Collection.CLOSED, closed_at__isnull=False)
                    & (
                        Q(reached_at__isnull=False, failed_at__isnull=True)
                        | Q(reached_at__isnull=True, failed_at__isnull=False)
                    )
                ),
            ),
            models.CheckConstraint(
                name="petition_answer_follows_threshold",
                condition=Q(answer=AnswerState.NONE, reached_at__isnull=True)
                | (~Q(answer=AnswerState.NONE) & Q(reached_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="petition_review_has_begun",
                condition=Q(answer__in=(AnswerState.NONE, AnswerState.AWAITING), review_started_at__isnull=True)
                | Q(answer__in=(AnswerState.UNDER_REVIEW, AnswerState.ANSWERED), review_started_at__isnull=False),
            ),
            models.CheckConstraint(
                name="petition_answered_with_decision",
                condition=(
                    Q(answer=AnswerState.ANSWERED, answered_at__isnull=False, collection=Collection.CLOSED)
                    & ~Q(decision=Decision.NONE)
                )
                | (~Q(answer=AnswerState.ANSWERED) & Q(answered_at__isnull=True, decision=Decision.NONE)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save; of a stored petition only what a form may write, so that a stale object takes no state back."""
        if not self._state.adding:
            update_fields = CONTENT_FIELDS.intersection(update_fields or CONTENT_FIELDS)
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def is_published(self) -> bool:
        return self.publication == Publication.PUBLISHED

    @property
    def is_signable(self) -> bool:
        """Whether a signature is accepted at this moment."""
        return (
            self.collection in (Collection.OPEN, Collection.REACHED)
            and self.collecting_until is not None
            and timezone.now() < self.collecting_until
        )

    def get_url(self, request: HttpRequest | None = None) -> str | None:
        """The petition's address under the live :class:`PetitionIndexPage`, or ``None`` while it has none."""
        page = linked_page(request, PetitionIndexPage) or PetitionIndexPage.objects.live().first()
        return page.petition_url(self.slug, request) if page and self.slug else None

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "engagement/petitions/preview.html"

    def with_content_json(self, content: dict[str, Any]) -> "Petition":
        """A revision as an object: the text of then in the states of now."""
        old: Petition = super().with_content_json(content)
        for field in self._meta.concrete_fields:
            if field.name not in ("title", "text"):
                setattr(old, field.attname, getattr(self, field.attname))
        return old

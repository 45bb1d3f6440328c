from typing import Any

from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from community.core.local_time import day_text, local_day, today
from community.core.models import BasePage
from community.core.working_days import WorkingCalendar
from home.acts.choices import (
    ACT_STATUSES,
    BACKWARD,
    BACKWARD_OF_DRAFT,
    BY_KIND,
    DRAFT_KINDS,
    DRAFT_STATUSES,
    FORWARD,
    FORWARD_OF_DRAFT,
    ActKind,
    ActStatus,
    Effect,
    effective_status,
)
from home.acts.forms import ActPageForm, number_clean
from home.acts.panels import ActTermsPanel
from home.acts.querysets import ActQuerySet, facets_forget
from home.acts.search import lemmas_of
from home.acts.terms import earliest_consideration
from home.blocks import PageBodyBlock

NUMBER_LENGTH = 40
REASON_LENGTH = 400


class ActPage(BasePage):
    """A document of the register: a decision, a draft of one, an order, minutes. It stands as others have left it."""

    # A document stays as it was adopted.
    review_after = None

    kind = models.CharField(_("kind of document"), max_length=15, choices=ActKind, default=ActKind.DECISION)
    number = models.CharField(
        _("number"),
        max_length=NUMBER_LENGTH,
        blank=True,
        help_text=_("As on paper, without “№”. A draft may have none."),
    )
    adopted_on = models.DateField(_("date of adoption"), null=True, blank=True, help_text=_("Left empty for a draft."))
    status = models.CharField(
        _("state"),
        max_length=9,
        choices=ActStatus,
        default=ActStatus.IN_FORCE,
        help_text=_("Documents of this register that amend, cancel or adopt this one change it by themselves."),
    )
    considered_on = models.DateField(
        _("planned date of consideration"),
        null=True,
        blank=True,
        help_text=_("For a draft: not earlier than 10 working days after its publication (law 890-IX)."),
    )
    urgency_reason = models.CharField(
        _("reason of urgency"),
        max_length=REASON_LENGTH,
        blank=True,
        help_text=_("Only when the draft is considered earlier than the law says. Residents will read it."),
    )
    body = StreamField(PageBodyBlock(), verbose_name=_("text"), blank=True)
    # Worked out when the page is saved, for lists: what it is listed and filtered by.
    listed_on = models.DateField(editable=False, default=today)
    year = models.PositiveSmallIntegerField(editable=False, default=0)
    effective_status = models.CharField(max_length=9, choices=ActStatus, default=ActStatus.IN_FORCE, editable=False)
    lemmas = models.TextField(blank=True, editable=False)
    # Fixed when the draft is published: a calendar edited later does not move what residents were promised.
    earliest_on = models.DateField(null=True, blank=True, editable=False)

    content_panels = [
        *BasePage.content_panels,
        ActTermsPanel(),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("status")]),
                FieldRowPanel([FieldPanel("number"), FieldPanel("adopted_on")]),
            ],
            heading=_("Document"),
        ),
        MultiFieldPanel([FieldPanel("considered_on"), FieldPanel("urgency_reason")], heading=_("For a draft")),
        FieldPanel("body"),
        InlinePanel("files", heading=_("Files"), label=_("File")),
        InlinePanel("relations", heading=_("Other documents it changes"), label=_("Document")),
    ]
    base_form_class = ActPageForm

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("number"),
        index.AutocompleteField("number"),
        index.SearchField("body"),
        index.FilterField("kind"),
        index.FilterField("effective_status"),
        index.FilterField("listed_on"),
    ]

    objects = PageManager.from_queryset(ActQuerySet)()
    exclude_fields_in_copy = ["number"]
    template = "pages/act_page.html"
    page_description = _("A decision, a draft of one, an order or minutes, in the register of documents.")

    class Meta:
        verbose_name = _("document of the register")
        verbose_name_plural = _("documents of the register")
        indexes = [
            models.Index(fields=["-listed_on", "-page_ptr"], name="act_latest_first"),
            models.Index(fields=["kind", "-listed_on", "-page_ptr"], name="act_kind_latest_first"),
            models.Index(fields=["effective_status", "-listed_on", "-page_ptr"], name="act_status_latest_first"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "year", "number"],
                condition=~models.Q(number=""),
                name="act_number_unique_in_year",
                violation_error_message=_("There is a document of this kind, number and year already."),
            ),
            models.CheckConstraint(
                name="act_status_fits_kind",
                condition=models.Q(kind__in=DRAFT_KINDS, status__in=DRAFT_STATUSES)
                | (~models.Q(kind__in=DRAFT_KINDS) & models.Q(status__in=ACT_STATUSES)),
                violation_error_message=_("This state does not fit the kind of document."),
            ),
        ]

    @property
    def is_draft(self) -> bool:
        """Whether it is a draft of a decision; whether the page is published is ``live``."""
        return self.kind in DRAFT_KINDS

    @property
    def is_cancelled(self) -> bool:
        return self.effective_status == ActStatus.CANCELLED

    @property
    def is_awaited(self) -> bool:
        """Whether it still waits to be considered."""
        return self.effective_status == ActStatus.DRAFT

    @property
    def is_early(self) -> bool:
        """Whether it is to be considered before the law allows."""
        return bool(self.earliest_on and self.considered_on and self.considered_on < self.earliest_on)

    @property
    def status_text(self) -> str:
        return capfirst(self.get_effective_status_display())

    @property
    def reference(self) -> str:
        """Kind, number and date: «Рішення ради № 5-12/2026 від 24 вересня 2026»."""
        return capfirst(self._named(self.get_kind_display()))

    @property
    def reference_by(self) -> str:
        """The same after «змінено»: «рішенням ради № 5-12/2026 від 24 вересня 2026»."""
        return self._named(BY_KIND.get(ActKind(self.kind), self.get_kind_display()))

    def _named(self, kind: Any) -> str:
        document = f"{kind} №\u00a0{self.number}" if self.number else str(kind)
        if not self.adopted_on:
            return document
        return gettext("%(document)s of %(day)s") % {"document": document, "day": day_text(self.adopted_on)}

    @property
    def summary(self) -> str:
        """What lists and search results say under the title."""
        return f"{self.reference}. {self.status_text}."

    def save(self, *args: Any, update_fields: Any = None, **kwargs: Any) -> None:
        """Save, keep what lists go by, and let the documents it bears on stand as it leaves them."""
        if update_fields is not None:
            super().save(*args, update_fields=update_fields, **kwargs)
            return
        self._work_out()
        with transaction.atomic():
            touched = self._touched()
            super().save(*args, **kwargs)
            ActPage.objects.statuses_refresh([self.pk, *touched, *self._touched()])
        self.refresh_from_db(fields=["effective_status"])
        facets_forget(self.path)

    def with_content_json(self, content: Any) -> "ActPage":
        """A version of the page keeps the day that was promised when the page was published."""
        version = super().with_content_json(content)
        version.earliest_on = self.earliest_on
        return version

    def _work_out(self) -> None:
        self.number = number_clean(self.number)
        published = self.first_published_at or (timezone.now() if self.live else None)
        self.listed_on = self.adopted_on or local_day(published or timezone.now())
        self.year = self.listed_on.year
        self.lemmas = lemmas_of(self.number, self.title)
        self.effective_status = self.status
        if not self.is_draft or published is None:
            self.earliest_on = None
        elif self.earliest_on is None:
            self.earliest_on = earliest_consideration(published, WorkingCalendar.load())

    def _touched(self) -> list[int]:
        bears_on = ActPage.objects.filter(relations_from__act=self.pk)
        return list(bears_on.values_list("pk", flat=True)) if self.pk else []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["bears_on"] = self._bears_on()
        context["borne_on_by"] = acting = self._borne_on_by()
        context["cancelled_by"] = [act for act in acting if act.effect == Effect.CANCELS and not act.is_draft]
        if getattr(request, "is_preview", False):
            self._foresee(acting)
        context["files"] = [file.document for file in self.files.select_related("document")]
        context["agenda_items"] = self._agenda_items()
        return context

    def _foresee(self, acting: list["ActPage"]) -> None:
        """Show in a preview what publishing would work out."""
        self.effective_status = effective_status(self.status, {act.effect for act in acting if not act.is_draft})
        if self.is_draft and self.earliest_on is None:
            self.earliest_on = earliest_consideration(today(), WorkingCalendar.load())

    def _bears_on(self) -> list["ActPage"]:
        """Published documents that this one changes, with the words for it; rows of a preview are not stored."""
        effects = {relation.other_id: Effect(relation.effect) for relation in self.relations.all()}
        acts = list(ActPage.objects.published().filter(pk__in=effects).latest_first().defer_streamfields())
        for act in acts:
            effect = effects[act.pk]
            act.words = (FORWARD_OF_DRAFT if self.is_draft else FORWARD).get(effect, FORWARD[effect])
        return acts

    def _borne_on_by(self) -> list["ActPage"]:
        if self.pk is None:
            return []
        acts = list(ActPage.objects.published().acting_on(self.pk))
        for act in acts:
            act.words = (BACKWARD_OF_DRAFT if act.is_draft else BACKWARD).get(Effect(act.effect))
        # A draft that was adopted or withdrawn proposes nothing any more.
        return [act for act in acts if act.words and (act.is_awaited or not act.is_draft)]

    def _agenda_items(self) -> models.QuerySet[Any]:
        """Where published sessions had it on the agenda."""
        items = self.agenda_items.filter(session__live=True) if self.pk else self.agenda_items.model.objects.none()
        return items.select_related("session").order_by("session__starts_at")

    # A document stands in a register, which finds it by number, and nothing stands under it.
    parent_page_types = ["home.ActIndexPage"]
    subpage_types: list[str] = []

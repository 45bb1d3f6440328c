"""Where a petition stands, in the words and numbers that every page, block and JSON shows."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.core.page_cache.recording import depends_on
from engagement.models import Petition
from engagement.models.petition_states import AnswerState, Collection, Decision


class Stage(models.TextChoices):
    """The three machines told as one: what a reader wants to know first."""

    COLLECTING = "collecting", _("Collecting signatures")
    COUNTING = "counting", _("The last signatures are being counted")
    AWAITING = "awaiting", _("Enough signatures, waiting for review")
    UNDER_REVIEW = "under_review", pgettext_lazy("petition", "Under review")
    SUPPORTED = "supported", pgettext_lazy("petition", "Supported")
    NOT_SUPPORTED = "not_supported", pgettext_lazy("petition", "Not supported")
    FAILED = "failed", _("Did not get enough signatures")


@dataclass(frozen=True)
class Progress:
    """Numbers of a published petition. ``days_left``: 0 on the last day of collecting, negative after it."""

    stage: Stage
    valid: int
    annulled: int
    threshold: int
    last_day: date
    days_left: int
    is_signable: bool

    @property
    def percent(self) -> int:
        return min(100, self.valid * 100 // self.threshold)

    @property
    def bar(self) -> int:
        """How much of the threshold the bar shows: never more than all of it."""
        return min(self.valid, self.threshold)

    @property
    def missing(self) -> int:
        return max(0, self.threshold - self.valid)


def petition_progress(petition: Petition) -> Progress:
    """Tell where the published ``petition`` stands; from its row and its count alone."""
    depends_on(f"petition:{petition.pk}")
    # The end is the midnight after the last day; what is published has one.
    last_day = timezone.localdate(petition.collecting_until) - timedelta(days=1)
    return Progress(
        stage=stage_of(petition),
        valid=petition.count.valid,
        annulled=petition.count.annulled,
        threshold=petition.threshold or 1,
        last_day=last_day,
        days_left=(last_day - timezone.localdate()).days,
        is_signable=petition.is_signable,
    )


def stage_of(petition: Petition) -> Stage:
    """The stage of a published petition."""
    if petition.answer == AnswerState.ANSWERED:
        return Stage.SUPPORTED if petition.decision == Decision.SUPPORTED else Stage.NOT_SUPPORTED
    if petition.answer == AnswerState.UNDER_REVIEW:
        return Stage.UNDER_REVIEW
    if petition.answer == AnswerState.AWAITING:
        return Stage.AWAITING
    if petition.failed_at:
        return Stage.FAILED
    still_open = petition.collection == Collection.OPEN and petition.is_signable
    return Stage.COLLECTING if still_open else Stage.COUNTING

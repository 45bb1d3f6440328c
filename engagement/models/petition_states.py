"""The three machines of a petition: their states and lawful steps, to which the database holds as well."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Publication(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("petition", "draft")
    SUBMITTED = "submitted", _("waiting for moderation")
    PUBLISHED = "published", pgettext_lazy("petition", "published")
    REFUSED = "refused", pgettext_lazy("petition", "refused")


class Collection(models.TextChoices):
    NONE = "", _("not begun")
    OPEN = "open", _("collecting signatures")
    REACHED = "reached", _("threshold reached")
    FAILED = "failed", _("threshold missed")
    CLOSED = "closed", _("collection closed")


class AnswerState(models.TextChoices):
    NONE = "", _("not due")
    AWAITING = "awaiting", _("waiting for review")
    UNDER_REVIEW = "under_review", _("under review")
    ANSWERED = "answered", _("answered")


class Decision(models.TextChoices):
    NONE = "", _("none yet")
    SUPPORTED = "supported", _("supported")
    NOT_SUPPORTED = "not_supported", _("not supported")


class Machine(models.TextChoices):
    """Which machine moved; what staff did beside the machines stands under ``DESK``."""

    PUBLICATION = "publication", _("publication")
    COLLECTION = "collection", _("collection of signatures")
    ANSWER = "answer", _("answer")
    DESK = "desk", _("moderation desk")


# Field of the petition -> its lawful steps.
TRANSITIONS: dict[str, frozenset[tuple[str, str]]] = {
    "publication": frozenset(
        {
            ("draft", "submitted"),
            # The author takes it back to edit; submitting again starts a new clock.
            ("submitted", "draft"),
            ("submitted", "published"),
            ("submitted", "refused"),
        }
    ),
    "collection": frozenset(
        {("", "open"), ("open", "reached"), ("open", "failed"), ("reached", "closed"), ("failed", "closed")}
    ),
    "answer": frozenset({("", "awaiting"), ("awaiting", "under_review"), ("under_review", "answered")}),
}

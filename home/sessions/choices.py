from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SessionKind(models.TextChoices):
    REGULAR = "regular", _("regular session of the council")
    EXTRAORDINARY = "extraordinary", _("extraordinary session of the council")
    COMMISSION = "commission", _("meeting of a standing commission")
    COMMITTEE = "committee", _("meeting of the executive committee")


class SessionStatus(models.TextChoices):
    CONVENED = "convened", pgettext_lazy("session", "convened")
    HELD = "held", pgettext_lazy("session", "held")


class Outcome(models.TextChoices):
    ADOPTED = "adopted", pgettext_lazy("agenda item", "adopted")
    REJECTED = "rejected", pgettext_lazy("agenda item", "not adopted")
    REMOVED = "removed", pgettext_lazy("agenda item", "taken off the agenda")
    NOTED = "noted", pgettext_lazy("agenda item", "noted")


class Vote(models.TextChoices):
    """How a deputy voted, in the words of a protocol of roll-call voting."""

    FOR = "for", pgettext_lazy("vote of a deputy", "for")
    AGAINST = "against", pgettext_lazy("vote of a deputy", "against")
    ABSTAINED = "abstained", pgettext_lazy("vote of a deputy", "abstained")
    SILENT = "silent", pgettext_lazy("vote of a deputy", "did not vote")
    ABSENT = "absent", pgettext_lazy("vote of a deputy", "absent")

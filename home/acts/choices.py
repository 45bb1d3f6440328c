"""What a document of the register is, how it stands, and how one document bears on another."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActKind(models.TextChoices):
    DECISION = "decision", _("decision of the council")
    DRAFT = "draft", _("draft decision of the council")
    COMMITTEE = "committee", _("decision of the executive committee")
    COMMITTEE_DRAFT = "committee_draft", _("draft decision of the executive committee")
    ORDER = "order", _("order of the head")
    MINUTES = "minutes", pgettext_lazy("document", "minutes")
    OTHER = "other", _("other document")


class ActStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("document", "draft")
    ADOPTED = "adopted", _("draft adopted")
    REJECTED = "rejected", _("draft rejected")
    WITHDRAWN = "withdrawn", _("draft withdrawn")
    IN_FORCE = "in_force", pgettext_lazy("document", "in force")
    AMENDED = "amended", pgettext_lazy("document", "amended")
    CANCELLED = "cancelled", pgettext_lazy("document", "cancelled")


class Effect(models.TextChoices):
    """What one document does to another."""

    AMENDS = "amends", _("amends")
    CANCELS = "cancels", _("cancels")
    ADOPTS = "adopts", _("adopts the draft")


DRAFT_KINDS = (ActKind.DRAFT, ActKind.COMMITTEE_DRAFT)
# Minutes and other papers may have no number; a draft gets one when it is adopted.
NUMBERED_KINDS = (ActKind.DECISION, ActKind.COMMITTEE, ActKind.ORDER)
DRAFT_STATUSES = (ActStatus.DRAFT, ActStatus.ADOPTED, ActStatus.REJECTED, ActStatus.WITHDRAWN)
ACT_STATUSES = (ActStatus.IN_FORCE, ActStatus.AMENDED, ActStatus.CANCELLED)

FORWARD = {
    Effect.AMENDS: pgettext_lazy("this document", "Amends"),
    Effect.CANCELS: pgettext_lazy("this document", "Cancels"),
    Effect.ADOPTS: pgettext_lazy("this document", "Adopts the draft"),
}
# A draft changes nothing yet.
FORWARD_OF_DRAFT = {
    Effect.AMENDS: pgettext_lazy("this draft", "Would amend"),
    Effect.CANCELS: pgettext_lazy("this draft", "Would cancel"),
}
BACKWARD = {
    Effect.AMENDS: pgettext_lazy("this document is", "Amended"),
    Effect.CANCELS: pgettext_lazy("this document is", "Cancelled"),
    Effect.ADOPTS: pgettext_lazy("this document is", "Adopted"),
}
BACKWARD_OF_DRAFT = {
    Effect.AMENDS: _("Changes are proposed by the draft"),
    Effect.CANCELS: _("Cancelling is proposed by the draft"),
}
# After «Змінено», «Скасовано», «Ухвалено»: by what.
BY_KIND = {
    ActKind.DECISION: _("by the decision of the council"),
    ActKind.COMMITTEE: _("by the decision of the executive committee"),
    ActKind.ORDER: _("by the order of the head"),
    ActKind.MINUTES: _("by the minutes"),
    ActKind.OTHER: _("by the document"),
}


def effective_status(status: str, effects: set[str]) -> str:
    """How a document stands: as its editor says, and not better than published documents have left it."""
    if status in DRAFT_STATUSES:
        return ActStatus.ADOPTED if status == ActStatus.DRAFT and Effect.ADOPTS in effects else status
    if Effect.CANCELS in effects:
        return ActStatus.CANCELLED
    return ActStatus.AMENDED if status == ActStatus.IN_FORCE and Effect.AMENDS in effects else status

"""Schedules that were refused, in the history of what they were for and before the eyes of who can publish it."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.permissions import policy_registry

from community.core.attention import AttentionItem, register_attention
from community.core.scheduling import REFUSED

# Of the newest so many are shown.
SHOWN = 20
# By what a kind of log entry names its object.
SUBJECTS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (PageLogEntry, ("page_id",)),
    (ModelLogEntry, ("content_type_id", "object_id")),
)


def refused_schedules(request: HttpRequest) -> list[AttentionItem]:
    """What was to be published or taken off by the clock and was not, until somebody touches it again."""
    if isinstance(request.user, AnonymousUser):
        return []
    finder = AdminURLFinder(request.user)
    return [
        AttentionItem(
            _("The schedule was refused: “%(title)s”") % {"title": entry.label},
            1,
            finder.get_edit_url(subject) or reverse("wagtailadmin_home"),
            urgent=True,
        )
        for entry, subject in _unsettled()
        if policy_registry.get(subject).user_has_permission_for_instance(request.user, "publish", subject)
    ]


def _unsettled() -> Iterator[tuple[Any, Any]]:
    """Refusals after which nothing was written about the same object, with the objects that still are."""
    for model, keys in SUBJECTS:
        same = {key: OuterRef(key) for key in keys}
        later = model.objects.filter(**same, pk__gt=OuterRef("pk"))
        entries = model.objects.filter(~Exists(later), action=REFUSED).select_related("content_type")
        for entry in entries.order_by("-pk")[:SHOWN]:
            subject = entry.content_type.model_class()._default_manager.filter(pk=getattr(entry, keys[-1])).first()
            if subject:
                yield entry, subject


class RefusedScheduleFormatter(LogFormatter):
    """Says in the history what did not happen and why."""

    label = gettext_lazy("Refused schedule")

    def format_message(self, log_entry: Any) -> str:
        if log_entry.data["expires"]:
            message = _("Not taken off the site by its schedule: %(reason)s")
        else:
            message = _("Not published by its schedule: %(reason)s")
        return message % {"reason": log_entry.data["reason"]}


@hooks.register("register_log_actions")
def register_refused_schedule(actions: LogActionRegistry) -> None:
    actions.register_action(REFUSED)(RefusedScheduleFormatter)


register_attention(refused_schedules)

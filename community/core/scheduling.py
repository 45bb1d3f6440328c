"""What editors scheduled, published and expired one by one: what is refused does not stand in the way of the rest.

Wagtail's own command stops at the first refusal, each minute anew, and nothing behind it is ever published.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, InternalError, NotSupportedError, models, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)

# What Wagtail's log calls it.
REFUSED = "community.schedule_refused"
# What a model or a trigger of the database says; a database out of reach refuses nothing, and is asked again.
REFUSALS = (ValidationError, IntegrityError, InternalError, DataError, NotSupportedError)


def scheduled_publish() -> None:
    """Expire and publish what is due, the earliest first."""
    now = timezone.now()
    for model in _models_with_drafts():
        for expired in list(model._default_manager.filter(live=True, expire_at__lt=now).order_by("expire_at")):
            _expire(expired)
    for revision in list(Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")):
        _publish(revision)


def _expire(expired: Any) -> None:
    refusal = _attempt(lambda: expired.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled"))
    if refusal:
        type(expired)._default_manager.filter(pk=expired.pk).update(expire_at=None)
        log(expired, REFUSED, data={"reason": refusal, "expires": True})


def _publish(revision: Revision) -> None:
    refusal = _attempt(lambda: revision.publish(log_action="wagtail.publish.scheduled"))
    if refusal:
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        log(revision.content_object, REFUSED, data={"reason": refusal, "expires": False}, revision=revision)


def _attempt(act: Callable[[], None]) -> str:
    """Act, whole or not at all, and say why it was refused, if so. What is broken is tried again a minute later."""
    try:
        with transaction.atomic():
            act()
    except REFUSALS as refusal:
        logger.warning("A schedule was refused: %s", type(refusal).__name__)
        return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
    except Exception:
        logger.exception("A schedule could not be kept")
    return ""


def _models_with_drafts() -> list[type[models.Model]]:
    others = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    return [Page, *(model for model in others if not issubclass(model, Page))]

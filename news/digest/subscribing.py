"""A subscription on its way: asked for, confirmed, changed, ended, or erased because nobody confirmed it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from community.messaging.retention import messages_about_erase
from news.digest.letters import confirm_letter_enqueue, exists_letter_enqueue, letters_about
from news.digest.limits import letters_hit
from news.models import NewsCategory, NewsSubscription
from news.models.subscription import mailbox_key

BATCH = 1000


@dataclass(frozen=True)
class Choices:
    """What somebody wants to read and how often; no category means all of them."""

    frequency: str
    categories: Collection[NewsCategory] = field(default_factory=tuple)
    with_announcements: bool = False
    with_events: bool = False


def subscription_request(*, email: str, choices: Choices, network: str) -> None:
    """Write to ``email``: to confirm, or, if it gets news already, with the link to its choices.

    The caller learns nothing of which letter left, nor whether one did.
    """
    key = mailbox_key(email)
    letter_allowed = letters_hit(key, network)
    with transaction.atomic():
        # Locked, so that it is not confirmed while its link changes.
        locked = NewsSubscription.objects.select_for_update()
        subscription, _is_new = locked.get_or_create(
            mailbox_key=key, defaults={"email": email, "frequency": choices.frequency}
        )
        if subscription.is_confirmed:
            exists_letter_enqueue(subscription)
        else:
            _begin_anew(subscription, email, choices)
        # Made and dropped where no letter leaves: the time an answer takes tells nothing either.
        transaction.set_rollback(not letter_allowed)


def subscription_confirm(*, subscription: NewsSubscription) -> bool:
    """Begin to send news to an address, once; false if the link has expired or a newer letter replaced it."""
    now = timezone.now()
    waiting = NewsSubscription.objects.waiting().in_time()
    same = waiting.filter(pk=subscription.pk, reference=subscription.reference)
    return bool(same.update(confirmed_at=now, seen_until=now))


@transaction.atomic
def subscription_change(*, subscription: NewsSubscription, choices: Choices) -> None:
    """Send other news, or at other times, from the next letter on; nothing where it has ended meanwhile."""
    # Locked: whoever ends it at this moment waits, or is seen to have done so.
    if NewsSubscription.objects.select_for_update().filter(pk=subscription.pk).first():
        _choose(subscription, choices)


@transaction.atomic
def subscription_end(*, subscription: NewsSubscription) -> None:
    """Erase the address here and in the outbox; a letter on its way is not sent any more."""
    # In this order: a letter that is being written at this moment holds the row, and is there once it lets go.
    NewsSubscription.objects.filter(pk=subscription.pk).delete()
    messages_about_erase(about=[letters_about(subscription)])


def subscriptions_purge() -> int:
    """Erase what nobody confirmed in time, with its letters; return how many."""
    erased = 0
    while purged := _purge_batch():
        erased += purged
    return erased


@transaction.atomic
def _purge_batch() -> int:
    outlived = NewsSubscription.objects.outlived().select_for_update(skip_locked=True)
    batch = list(outlived.order_by("asked_at")[:BATCH])
    messages_about_erase(about=[letters_about(subscription) for subscription in batch])
    NewsSubscription.objects.filter(pk__in=[subscription.pk for subscription in batch]).delete()
    return len(batch)


def _begin_anew(subscription: NewsSubscription, email: str, choices: Choices) -> None:
    """Let the latest wish for an address replace the earlier ones, and the letters about them."""
    messages_about_erase(about=[letters_about(subscription)])
    subscription.reference, subscription.email, subscription.asked_at = uuid4(), email, timezone.now()
    subscription.save(update_fields=["reference", "email", "asked_at"])
    _choose(subscription, choices)
    confirm_letter_enqueue(subscription)


def _choose(subscription: NewsSubscription, choices: Choices) -> None:
    subscription.frequency = choices.frequency
    subscription.with_announcements = choices.with_announcements
    subscription.with_events = choices.with_events
    # Only these: a letter may have moved on what the subscriber has been told.
    subscription.save(update_fields=["frequency", "with_announcements", "with_events"])
    subscription.categories.set(choices.categories)

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from community.messaging import tasks
from community.messaging.exceptions import MessageResendError
from community.messaging.models import Channel, Message, State
from community.messaging.registry import renewal_for


def message_enqueue(
    *,
    channel: Channel,
    template: str,
    recipient: str,
    context: dict[str, Any],
    secrets: dict[str, str] | None = None,
    about: str = "",
    resend_of: Message | None = None,
) -> Message:
    """Write a message in the caller's transaction; it leaves after the commit, or with the sweep.

    ``context`` and ``secrets`` hold JSON types only. Raises ``ValidationError`` for a malformed recipient.
    """
    message = Message(
        channel=channel,
        template=template,
        recipient=recipient,
        context=context,
        secrets=secrets or {},
        about=about,
        resend_of=resend_of,
    )
    message.full_clean(validate_unique=False, validate_constraints=False)
    message.save(force_insert=True)
    _queue_after_commit(message)
    return message


def messages_enqueue(*, messages: Sequence[Message]) -> None:
    """Write many messages by one query in the caller's transaction; each leaves as by :func:`message_enqueue`."""
    for message in messages:
        message.full_clean(validate_unique=False, validate_constraints=False)
    for message in Message.objects.bulk_create(messages):
        _queue_after_commit(message)


@transaction.atomic
def message_resend(*, message: Message, actor: AbstractBaseUser | AnonymousUser) -> Message:
    """Send again: a failed message gets a new round of attempts, a sent one a successor with new secrets.

    Raises ``MessageResendError`` while it is under way, after it was erased, or where nobody can renew its secrets.
    """
    if message.is_erased:
        raise MessageResendError(_("This message cannot be sent again: its recipient and content have been erased."))
    again = _repeat_sent(message) if message.state == State.SENT else _retry_failed(message)
    log(instance=message, action="messaging.resend", user=actor, data={"resent_as": str(again.public_id)})
    return again


def _retry_failed(message: Message) -> Message:
    retried = Message.objects.filter(pk=message.pk, state=State.FAILED).update(
        state=State.QUEUED, attempts=0, next_attempt_at=timezone.now()
    )
    if not retried:
        raise MessageResendError(_("This message is already on its way."))
    message.refresh_from_db()
    _queue_after_commit(message)
    return message


def _repeat_sent(message: Message) -> Message:
    secrets: dict[str, str] = {}
    if message.secrets:
        renew = renewal_for(message.template)
        if renew is None:
            raise MessageResendError(
                _("This message cannot be sent again: its code was erased after sending and cannot be renewed.")
            )
        secrets = renew(message)
    return message_enqueue(
        channel=Channel(message.channel),
        template=message.template,
        recipient=message.recipient,
        context=message.context,
        secrets=secrets,
        about=message.about,
        resend_of=message,
    )


def _queue_after_commit(message: Message) -> None:
    def queue() -> None:
        tasks.message_queue(message.pk)

    # Robust: when the broker is away the row stays due and the sweep delivers it.
    transaction.on_commit(queue, robust=True)

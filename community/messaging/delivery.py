"""One attempt to deliver one message; between the claim and the result no transaction is open."""

import logging
import time
from datetime import datetime, timedelta
from random import SystemRandom

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.template.exceptions import TemplateDoesNotExist, TemplateSyntaxError
from django.utils import timezone

from community.messaging.alerts import administrators_alert
from community.messaging.channels import email, sms
from community.messaging.channels.content import Content
from community.messaging.channels.errors import PermanentDeliveryError, TemporaryDeliveryError
from community.messaging.models import Channel, Message, State
from community.messaging.rendering import message_render
from community.messaging.signals import message_sent
from community.messaging.sms_length import sms_parts
from community.messaging.sms_limit import sms_limit_check

logger = logging.getLogger(__name__)

# Seconds between two tries to write down a result.
SETTLES_AGAIN = 1
LONGEST_DELAY = timedelta(hours=1)
# With these delays a message is tried for about a day.
MAX_ATTEMPTS = 30

SENDERS = {Channel.EMAIL.value: email.send, Channel.SMS.value: sms.send}


def message_deliver(*, message_id: int, attempts: int) -> None:
    """Make the attempt that follows number ``attempts``; nothing where somebody else made it or the message is gone."""
    claimed = Message.objects.attempt(message_id=message_id, attempts=attempts).update(
        state=State.SENDING, attempts=attempts + 1, next_attempt_at=timezone.now() + settings.OUTBOX_LEASE
    )
    if not claimed:
        return
    message = Message.objects.get(pk=message_id)
    try:
        content = _send(message)
    except PermanentDeliveryError as failure:
        _settle_failed(message, failure)
    except TemporaryDeliveryError as failure:
        if message.attempts < MAX_ATTEMPTS:
            _settle_postponed(message, failure)
        else:
            _settle_failed(message, failure)
        if failure.trouble:
            administrators_alert(trouble=failure.trouble, cause=str(failure))
    else:
        _settle_sent(message, content)


def retry_delay(attempts: int) -> timedelta:
    """Doubles with each failed attempt up to a cap; the jitter keeps an outage from ending in a stampede."""
    delay: timedelta = min(LONGEST_DELAY, settings.OUTBOX_FIRST_DELAY * 2 ** min(attempts - 1, MAX_ATTEMPTS))
    return delay * SystemRandom().uniform(0.8, 1.2)


def _send(message: Message) -> Content:
    """Render and send; whatever a backend raises beyond the two failures counts as temporary, and is named."""
    if message.attempts > MAX_ATTEMPTS:
        raise PermanentDeliveryError("interrupted")
    try:
        if message.channel == Channel.SMS:
            sms_limit_check()
        content = message_render(message=message, secrets=message.secrets)
        SENDERS[message.channel](recipient=message.recipient, content=content, reference=message.public_id)
    except (PermanentDeliveryError, TemporaryDeliveryError):
        raise
    except (TemplateDoesNotExist, TemplateSyntaxError) as error:
        raise PermanentDeliveryError(type(error).__name__) from None
    except Exception as error:
        raise TemporaryDeliveryError(type(error).__name__) from None
    return content


def _settle_sent(message: Message, content: Content) -> None:
    secrets = message.secrets if settings.OUTBOX_KEEP_SECRETS else message.scrubbed_secrets()
    parts = sms_parts(content.text) if message.channel == Channel.SMS else None
    done = {"state": State.SENT, "last_error": "", "next_attempt_at": None}
    if _settle(message, **done, sent_at=timezone.now(), secrets=secrets, sms_parts=parts):
        logger.info("Message %s to %s was sent", message, message.masked_recipient)
        # Robust: nothing that hangs on it may undo that the letter left.
        message_sent.send_robust(sender=Message, message=message)


def _settle_postponed(message: Message, failure: TemporaryDeliveryError) -> None:
    next_attempt_at = failure.retry_at or timezone.now() + retry_delay(message.attempts)
    _settle(message, state=State.QUEUED, next_attempt_at=next_attempt_at, last_error=str(failure))
    logger.warning("Message %s to %s is postponed: %s", message, message.masked_recipient, failure)


def _settle_failed(message: Message, failure: Exception) -> None:
    _settle(message, state=State.FAILED, next_attempt_at=None, last_error=str(failure))
    logger.error("Message %s to %s failed: %s", message, message.masked_recipient, failure)


def _settle(message: Message, **result: str | int | datetime | dict[str, str] | None) -> int:
    """Write the result of this attempt, unless its lease ran out and a later one took over.

    A database that went away meanwhile is waited for: a letter that left and is not noted would leave once more.
    """
    while True:
        try:
            return Message.objects.attempt(message_id=message.pk, attempts=message.attempts).update(**result)
        except (InterfaceError, OperationalError):
            lease_ends = message.next_attempt_at
            if connection.in_atomic_block or lease_ends is None or timezone.now() > lease_ends:
                raise
            connection.close()
            time.sleep(SETTLES_AGAIN)

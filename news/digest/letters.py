"""Letters to those who asked for news, and what the outbox asks when staff send one again."""

from uuid import UUID

from django.utils.translation import gettext as _

from community.core.local_time import moment_text
from community.messaging.exceptions import MessageResendError
from community.messaging.models import Channel, Message
from community.messaging.registry import register_renewal
from community.messaging.services import message_enqueue
from news.digest.links import Purpose, subscription_link
from news.digest.selectors import PageIds
from news.models import NewsSubscription

CONFIRM_TEMPLATE = "news_subscription_confirm"
EXISTS_TEMPLATE = "news_subscription_exists"
DIGEST_TEMPLATE = "news_digest"
ABOUT = "news:"


def letters_about(subscription: NewsSubscription) -> str:
    """By what the outbox finds the letters of a subscription."""
    return f"{ABOUT}{subscription.reference}"


def confirm_letter_enqueue(subscription: NewsSubscription) -> None:
    """The link that begins the subscription."""
    message_enqueue(
        channel=Channel.EMAIL,
        template=CONFIRM_TEMPLATE,
        recipient=subscription.email,
        context={"valid_until": moment_text(subscription.expires_at), "is_weekly": subscription.is_weekly},
        secrets=_confirm_secrets(subscription.reference),
        about=letters_about(subscription),
    )


def exists_letter_enqueue(subscription: NewsSubscription) -> None:
    """To an address that gets news already, by the spelling it confirmed: the link to its choices."""
    message_enqueue(
        channel=Channel.EMAIL,
        template=EXISTS_TEMPLATE,
        recipient=subscription.email,
        context={},
        secrets=_exists_secrets(subscription.reference),
        about=letters_about(subscription),
    )


def digest_letter(subscription: NewsSubscription, pages: PageIds) -> Message:
    """A letter with news, not written yet. It names pages only: what they say is read when it leaves."""
    return Message(
        channel=Channel.EMAIL,
        template=DIGEST_TEMPLATE,
        recipient=subscription.email,
        context={"pages": pages, "is_weekly": subscription.is_weekly},
        secrets=_digest_secrets(subscription.reference),
        about=letters_about(subscription),
    )


def _confirm_secrets(reference: UUID) -> dict[str, str]:
    return {"link": subscription_link(Purpose.CONFIRM, reference)}


def _exists_secrets(reference: UUID) -> dict[str, str]:
    return {"link": subscription_link(Purpose.CHOICES, reference)}


def _digest_secrets(reference: UUID) -> dict[str, str]:
    return {
        "choices_link": subscription_link(Purpose.CHOICES, reference),
        "unsubscribe_link": subscription_link(Purpose.END, reference),
    }


def _reference(message: Message) -> UUID:
    """The subscription a letter is about. Raises ``MessageResendError`` once that is gone."""
    reference = UUID(message.about.removeprefix(ABOUT))
    if not NewsSubscription.objects.filter(reference=reference).exists():
        raise MessageResendError(_("This subscription is gone."))
    return reference


register_renewal(CONFIRM_TEMPLATE, lambda message: _confirm_secrets(_reference(message)))
register_renewal(EXISTS_TEMPLATE, lambda message: _exists_secrets(_reference(message)))
register_renewal(DIGEST_TEMPLATE, lambda message: _digest_secrets(_reference(message)))

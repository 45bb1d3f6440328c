"""What the outbox and this app tell each other: new secrets when staff send a letter again, and that a letter left."""

from typing import Any

from django.db.models import F
from django.dispatch import receiver
from django.utils.translation import gettext as _

from community.messaging.exceptions import MessageResendError
from community.messaging.models import Message
from community.messaging.registry import register_renewal
from community.messaging.signals import message_sent
from engagement.models import Vote
from engagement.polls.letters import ALREADY_CAST_TEMPLATE, CONFIRM_TEMPLATE
from engagement.polls.services.voting import confirmation_refusal, vote_secrets_renew


def confirm_letter_renew(message: Message) -> dict[str, str]:
    """New link and code for the vote ``message`` is about; raises ``MessageResendError`` if it is too late."""
    vote = Vote.objects.pending().filter(reference=message.about).select_related("poll").first()
    if vote is None or confirmation_refusal(vote):
        raise MessageResendError(_("This vote can no longer be confirmed. Ask the resident to vote again."))
    return vote_secrets_renew(vote=vote)


@receiver(message_sent)
def letter_count(message: Message, **kwargs: Any) -> None:
    """Keep on the vote that its letter left: the public panel tells how many did."""
    if message.template in {CONFIRM_TEMPLATE, ALREADY_CAST_TEMPLATE}:
        Vote.objects.filter(reference=message.about).update(letters_sent=F("letters_sent") + 1)


register_renewal(CONFIRM_TEMPLATE, confirm_letter_renew)

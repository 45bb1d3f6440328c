"""What the outbox asks of this app: new secrets when staff send a letter again."""

from django.utils.translation import gettext as _

from community.messaging.exceptions import MessageResendError
from community.messaging.models import Message
from community.messaging.registry import register_renewal
from engagement.models import Vote
from engagement.polls.services import CONFIRM_TEMPLATE, confirmation_refusal, vote_secrets_renew


def confirm_letter_renew(message: Message) -> dict[str, str]:
    """New link and code for the vote ``message`` is about; raises ``MessageResendError`` if it is too late."""
    vote = Vote.objects.pending().filter(reference=message.about).select_related("poll").first()
    if vote is None or confirmation_refusal(vote):
        raise MessageResendError(_("This vote can no longer be confirmed. Ask the resident to vote again."))
    return vote_secrets_renew(vote=vote)


register_renewal(CONFIRM_TEMPLATE, confirm_letter_renew)

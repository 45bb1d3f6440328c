from django.template.exceptions import TemplateDoesNotExist

from community.messaging.channels.content import Content
from community.messaging.models import Message
from community.messaging.rendering import masked_secrets, message_render


def message_preview(message: Message) -> Content | None:
    """What the register shows of a message, its secrets masked; nothing once it was erased or its template is gone."""
    if message.is_erased:
        return None
    try:
        return message_render(message=message, secrets=masked_secrets(message))
    except TemplateDoesNotExist:
        return None

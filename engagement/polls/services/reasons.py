from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from engagement.models import PollEvent


def reason_clean(reason: str) -> str:
    """The reason of a decision as it is stored. Raises ``ValidationError`` if there is none or it does not fit."""
    reason = reason.strip()
    if not reason:
        raise ValidationError(_("Say why: everybody reads it."))
    if "\0" in reason:
        raise ValidationError(_("The reason holds characters that cannot be shown."))
    length = PollEvent._meta.get_field("reason").max_length or 0
    if len(reason) > length:
        raise ValidationError(_("The reason is too long: at most %(length)s characters.") % {"length": length})
    return reason

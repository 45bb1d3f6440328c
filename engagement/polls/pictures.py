"""How answers of polls show their pictures, and when these are made ready: as soon as an answer has one."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from community.core.media.ordering import renditions_order
from community.core.media.places import pictures_shown
from engagement.models import PollOption

pictures_shown("options.item.picture", "option")


@receiver(post_save, sender=PollOption)
def option_picture_order(sender: type[PollOption], instance: PollOption, **kwargs: Any) -> None:
    picture_id = instance.picture_id
    if picture_id:
        renditions_order(lambda: [picture_id])

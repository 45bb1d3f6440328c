from django.db.models import Q
from django.urls import reverse

from community.accounts.models import User
from community.accounts.roles import DUTY
from community.core.admin_host import admin_address
from community.core.local_time import moment_text
from community.messaging.models import Channel
from community.messaging.services import message_enqueue
from home.models.emergency import EmergencyBanner

TEMPLATE = "banner_ends_soon"


def reminder_letters_enqueue(banner: EmergencyBanner) -> None:
    """Tell whoever put it up, and everybody on duty, when it ends and where it can be prolonged."""
    context = {"text": banner.text, "until": moment_text(banner.ends_at), "link": prolong_link(banner)}
    for address in _recipients(banner):
        message_enqueue(
            channel=Channel.EMAIL,
            template=TEMPLATE,
            recipient=address,
            context=context,
            about=f"emergency banner {banner.pk}",
        )


def prolong_link(banner: EmergencyBanner) -> str:
    return admin_address(f"{reverse('emergency:index')}?again={banner.pk}")


def _recipients(banner: EmergencyBanner) -> list[str]:
    concerned = Q(pk=banner.put_up_by_id) | Q(groups__name=DUTY.name)
    people = User.objects.filter(concerned, is_active=True).exclude(email="")
    return sorted(set(people.values_list("email", flat=True)))

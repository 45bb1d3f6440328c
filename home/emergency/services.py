from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from home.emergency.letters import reminder_letters_enqueue
from home.models.emergency import EmergencyBanner

# What Wagtail's log calls it.
PUT_UP = "community.banner_put_up"
TAKEN_DOWN = "community.banner_taken_down"


@transaction.atomic
def banner_put_up(*, banner: EmergencyBanner, user: AbstractBaseUser | AnonymousUser) -> EmergencyBanner:
    """Publish ``banner``, which nobody has saved yet; what stood before gives way to it from its first moment on.

    Raises ``ValidationError`` for a wrong term, wording or link.
    """
    banner.put_up_by_id = user.pk
    banner.full_clean()
    earlier = EmergencyBanner.objects.standing().filter(starts_at__lte=banner.starts_at, ends_at__gt=banner.starts_at)
    earlier.order_by().update(ends_at=banner.starts_at)
    banner.save(force_insert=True)
    log(instance=banner, action=PUT_UP, user=user)
    return banner


@transaction.atomic
def banner_take_down(*, banner: EmergencyBanner, user: AbstractBaseUser | AnonymousUser) -> bool:
    """End ``banner`` at this moment; False when it had ended already."""
    now = timezone.now()
    # One that has not begun yet ends where it begins: now.
    term = {"starts_at": min(banner.starts_at, now), "ends_at": now}
    if not EmergencyBanner.objects.filter(pk=banner.pk, ends_at__gt=now).update(taken_down_by=user.pk, **term):
        return False
    log(instance=banner, action=TAKEN_DOWN, user=user)
    return True


def banner_reminders_send() -> None:
    """Remind of announcements that are about to end, each once however often this runs."""
    now = timezone.now()
    waiting = EmergencyBanner.objects.current().filter(reminded_at=None)
    for banner in [banner for banner in waiting if banner.remind_at <= now]:
        with transaction.atomic():
            mine = EmergencyBanner.objects.filter(pk=banner.pk, reminded_at=None, ends_at=banner.ends_at)
            if mine.update(reminded_at=now):
                reminder_letters_enqueue(banner)

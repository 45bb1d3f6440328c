"""Who of the staff has a second factor, and how long one may still do without."""

import math
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils import timezone


def second_factor_is_set(user: Any) -> bool:
    """Whether ``user`` is asked for a code at sign-in. One query."""
    return Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists()


def grace_days_left(user: Any) -> int:
    """How many days, begun ones included, ``user`` may enter the admin without a second factor; 0 when none."""
    ends = user.date_joined + timedelta(days=settings.STAFF_SECOND_FACTOR_GRACE_DAYS)
    return max(0, math.ceil((ends - timezone.now()) / timedelta(days=1)))

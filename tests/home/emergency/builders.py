from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from home.emergency.services import banner_put_up
from home.models import EmergencyBanner

NO_WATER = "На вулицях Садовій і Шкільній до 18:00 не буде води. Підвіз — біля школи."


def typed(moment: Any) -> str:
    """A moment as the form wants it."""
    return date_format(timezone.localtime(moment), "d.m.Y H:i")


def fill_in(client: Client, text: str = NO_WATER, *, button: str = "publish", **fields: Any) -> Any:
    """Fill in the one form of announcements and press a button."""
    now = timezone.now()
    data = {
        "level": "warning",
        "text": text,
        "link_page": "",
        "link_address": "",
        "starts_at": "",
        "ends_at": typed(now + timedelta(hours=24)),
    }
    return client.post(reverse("emergency:index"), {**data, **fields, button: "1"})


def put_up(user: Any, text: str = NO_WATER, **fields: Any) -> EmergencyBanner:
    now = timezone.now()
    return banner_put_up(
        banner=EmergencyBanner(text=text, **{"starts_at": now, "ends_at": now + timedelta(hours=24), **fields}),
        user=user,
    )

"""Subscribers, and mornings on which letters leave. The days are those around Friday, the fourth of December."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

import time_machine
from django.db.models import Model
from django.test import Client
from wagtail.models import Page, Site

from community.core.models import CommunitySettings
from community.messaging.models import Message
from news.digest.sending import digests_send
from news.digest.subscribing import Choices, subscription_confirm, subscription_request
from news.models import NewsCategory, NewsSubscription
from news.models.subscription import mailbox_key
from tests.news.builders import kyiv

FORM = "/novyny-lystom/"
EMAIL = "olena@example.com"
CONFIRM, EXISTS, DIGEST = "news_subscription_confirm", "news_subscription_exists", "news_digest"


def november(day: int, hour: int = 12, minute: int = 0) -> datetime:
    return kyiv(2026, 11, day, hour, minute)


def december(day: int, hour: int = 12, minute: int = 0) -> datetime:
    return kyiv(2026, 12, day, hour, minute)


def at(moment: datetime) -> AbstractContextManager[Any]:
    return time_machine.travel(moment, tick=False)


def ask(client: Client, email: str = EMAIL, **fields: Any) -> Any:
    """Send the form of the site."""
    return client.post(FORM, {"email": email, "frequency": "daily", **fields})


def letters(template: str) -> list[Message]:
    return list(Message.objects.filter(template=template).order_by("pk"))


def path_of(link: str) -> str:
    """An address in a letter without its host."""
    return "/" + link.split("/", 3)[3]


def subscribed(
    email: str = EMAIL,
    *categories: NewsCategory,
    frequency: str = "daily",
    with_announcements: bool = False,
    with_events: bool = False,
) -> NewsSubscription:
    """Somebody who asked for news and confirmed it just now."""
    choices = Choices(frequency, categories, with_announcements=with_announcements, with_events=with_events)
    subscription_request(email=email, choices=choices, network=f"network of {email}")
    subscription = NewsSubscription.objects.get(mailbox_key=mailbox_key(email))
    assert subscription_confirm(subscription=subscription)
    return NewsSubscription.objects.get(pk=subscription.pk)


def publish(page: Any) -> Any:
    """Publish as the editor does."""
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def community_named(name: str) -> None:
    """What the community is called in letters."""
    community = CommunitySettings.for_site(Site.objects.get(is_default_site=True))
    community.name = name
    community.save()


def morning(moment: datetime) -> dict[str, list[str]]:
    """Send everything that is due at ``moment``; the titles that each address is told of."""
    before = [message.pk for message in letters(DIGEST)]
    with at(moment):
        while digests_send():
            pass
    new = [message for message in letters(DIGEST) if message.pk not in before]
    assert len({message.recipient for message in new}) == len(new), "two letters of one morning to one address"
    return {message.recipient: titles(message) for message in new}


def titles(message: Message) -> list[str]:
    """What a letter tells of, in its order."""
    keys = [key for keys in message.context["pages"].values() for key in keys]
    names: dict[int, str] = dict(Page.objects.filter(pk__in=keys).values_list("pk", "title"))
    return [names[key] for key in keys]


def rows(*models: type[Model]) -> list[list[dict[str, Any]]]:
    """Everything those tables hold, to be compared."""
    return [list(model._default_manager.order_by("pk").values()) for model in models]

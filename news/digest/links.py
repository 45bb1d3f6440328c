"""Where links in letters lead. Each opens one thing, without login, to whoever holds the letter."""

from enum import StrEnum
from uuid import UUID

from django.urls import reverse

from community.accounts.letters import site_link
from community.core.link_tokens import link_token, reference_of
from news.models import NewsSubscription


class Purpose(StrEnum):
    """What a link lets its holder do; the value keeps links of one purpose out of the others."""

    CONFIRM = "news.subscription.confirm"
    CHOICES = "news.subscription.choices"
    END = "news.subscription.end"


ADDRESSES = {
    Purpose.CONFIRM: "subscription_confirm",
    Purpose.CHOICES: "subscription_choices",
    Purpose.END: "subscription_end",
}


def subscription_link(purpose: Purpose, reference: UUID) -> str:
    """The whole address for a letter."""
    return site_link(ADDRESSES[purpose], link_token(purpose, reference))


def subscription_path(purpose: Purpose, reference: UUID) -> str:
    """The same for a page of the site."""
    return reverse(ADDRESSES[purpose], args=[link_token(purpose, reference)])


def subscription_of(purpose: Purpose, token: str) -> NewsSubscription | None:
    """The subscription that ``token`` was made for, if it is still there."""
    reference = reference_of(purpose, token)
    return NewsSubscription.objects.filter(reference=reference).first() if reference else None


def is_ours(purpose: Purpose, token: str) -> bool:
    """Whether ``token`` was made here for ``purpose``, whatever became of its subscription."""
    return reference_of(purpose, token) is not None

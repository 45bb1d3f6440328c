"""What subscriptions know about a person: those of addresses that the person has proven to be theirs."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.core.personal_data import PersonalDataSource, Record, register_personal_data
from news.digest.links import Purpose, subscription_path
from news.digest.subscribing import subscription_end
from news.models import NewsSubscription
from news.models.subscription import NewsSubscriptionQuerySet, mailbox_key


def subscriptions_export(user: User) -> list[Record]:
    """Every subscription, also one that nobody has confirmed yet."""
    return [
        {
            "email": subscription.email,
            "frequency": subscription.frequency,
            "categories": [category.name for category in subscription.categories.all()],
            "announcements": subscription.with_announcements,
            "events": subscription.with_events,
            "asked_at": subscription.asked_at.isoformat(),
            "confirmed_at": subscription.confirmed_at.isoformat() if subscription.confirmed_at else None,
        }
        for subscription in _subscriptions_of(user).prefetch_related("categories")
    ]


@transaction.atomic
def subscriptions_erase(user: User) -> None:
    for subscription in _subscriptions_of(user):
        subscription_end(subscription=subscription)


def subscriptions_context(user: User) -> Record:
    """What comes by letter, each with the link to its choices."""
    confirmed = _subscriptions_of(user).confirmed().prefetch_related("categories")
    return {"subscriptions": [(one, subscription_path(Purpose.CHOICES, one.reference)) for one in confirmed]}


def _subscriptions_of(user: User) -> NewsSubscriptionQuerySet:
    """A subscription knows no accounts; only its mailbox leads to one."""
    emails = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return NewsSubscription.objects.filter(mailbox_key__in=[mailbox_key(email) for email in emails]).order_by("pk")


register_personal_data(
    PersonalDataSource(
        key="news_by_letter",
        title=_("News by e-mail"),
        export=subscriptions_export,
        erase=subscriptions_erase,
        template="news/digest/own.html",
        context=subscriptions_context,
    )
)

from django.utils.translation import gettext_lazy as _

from community.core.retention import RetentionJob, register_retention
from news.digest.subscribing import subscriptions_purge
from news.models import NewsSubscription

register_retention(
    RetentionJob(
        key="unconfirmed-subscriptions-purge",
        title=_("Subscriptions nobody confirmed"),
        due=lambda: NewsSubscription.objects.outlived().count(),
        erase=subscriptions_purge,
    )
)

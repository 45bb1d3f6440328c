"""What staff see of subscriptions: how many there are, how many letters left, and no address whole."""

from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.viewsets.base import ViewSet

from community.core.local_time import day_text
from news.models import DigestSending, NewsSubscription

SEES_SUBSCRIPTIONS = "news.view_newssubscription"
# About two weeks of letters, daily and weekly ones.
SENDINGS_SHOWN = 16


class SubscriptionsView(BaseListingView):
    """A list that can be read and nothing else."""

    page_title = _("News by e-mail")
    header_icon = "mail"
    index_url_name = "news_by_letter:index"
    paginate_by = 50
    template_name = "news/digest/desk.html"
    results_template_name = "news/digest/desk_results.html"
    columns = [
        Column("masked_email", label=_("Address")),
        Column("get_frequency_display", label=_("How often letters come")),
        Column("categories", label=_("Categories of news"), accessor=lambda one: categories_text(one)),
        BooleanColumn("with_announcements", label=_("Announcements")),
        BooleanColumn("with_events", label=_("Events")),
        Column("since", label=_("Since"), accessor=lambda one: day_text(one.confirmed_at) or _("not confirmed")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(SEES_SUBSCRIPTIONS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[NewsSubscription]:
        return NewsSubscription.objects.prefetch_related("categories").order_by("-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "confirmed": NewsSubscription.objects.confirmed().count(),
            "waiting": NewsSubscription.objects.waiting().count(),
            "sendings": DigestSending.objects.all()[:SENDINGS_SHOWN],
        }


class SubscriptionsViewSet(ViewSet):
    name = "news_by_letter"
    url_prefix = "news-by-letter"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", SubscriptionsView.as_view(), name="index")]


class SubscriptionsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(SEES_SUBSCRIPTIONS)


def categories_text(subscription: NewsSubscription) -> Any:
    """The categories chosen, in words."""
    return ", ".join(category.name for category in subscription.categories.all()) or _("all")


@hooks.register("register_admin_viewset")
def register_subscriptions() -> SubscriptionsViewSet:
    return SubscriptionsViewSet()


@hooks.register("register_reports_menu_item")
def report_of_subscriptions() -> MenuItem:
    return SubscriptionsMenuItem(
        _("News by e-mail"), reverse_lazy("news_by_letter:index"), name="news-by-letter", icon_name="mail", order=130
    )


@hooks.register("register_permissions")
def subscription_permissions() -> QuerySet[Permission]:
    """Administrators may give the right to groups of their own."""
    app_label, codename = SEES_SUBSCRIPTIONS.split(".")
    return Permission.objects.filter(content_type__app_label=app_label, codename=codename)

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from community.core.models import BasePage, CommunitySettings
from news.models.article import NewsPage
from news.querysets import NewsPageQuerySet

FEED_ARTICLES = 20


class NewsFeed(Feed):
    """The latest articles of one news list as RSS 2.0. ``page`` is the list, which has ``articles()``."""

    def get_object(self, request: HttpRequest, page: BasePage) -> BasePage:
        self.community = CommunitySettings.for_request(request).name
        return page

    def title(self, page: BasePage) -> str:
        return f"{page.title} — {self.community}"

    def link(self, page: BasePage) -> str:
        return page.full_url

    def description(self, page: BasePage) -> str:
        return page.summary or _("News of the community")

    def items(self, page: BasePage) -> NewsPageQuerySet:
        return page.articles().with_cards()[:FEED_ARTICLES]

    def item_title(self, item: NewsPage) -> str:
        return item.title

    def item_description(self, item: NewsPage) -> str:
        return item.lead

    def item_link(self, item: NewsPage) -> str:
        return item.full_url

    def item_pubdate(self, item: NewsPage) -> datetime:
        return timezone.localtime(item.published_at)

    def item_categories(self, item: NewsPage) -> list[str]:
        return [item.category.name]

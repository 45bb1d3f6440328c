from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from community.core.models import BasePage, CommunitySettings
from news.models.article import NewsPage
from news.models.category import NewsCategory
from news.querysets import NewsPageQuerySet

FEED_ARTICLES = 20


class NewsFeed(Feed):
    """The latest articles of one news list, or of one category, as RSS 2.0. ``page`` has ``articles(category)``."""

    def get_object(self, request: HttpRequest, page: BasePage, category: NewsCategory | None) -> BasePage:
        self.community = CommunitySettings.for_request(request).name
        self.category = category
        return page

    def title(self, page: BasePage) -> str:
        title = f"{page.title}: {self.category.name}" if self.category else page.title
        return f"{title} — {self.community}"

    def link(self, page: BasePage) -> str:
        return f"{page.full_url}?category={self.category.slug}" if self.category else page.full_url

    def description(self, page: BasePage) -> str:
        return page.summary or _("News of the community")

    def items(self, page: BasePage) -> NewsPageQuerySet:
        return page.articles(self.category).with_cards()[:FEED_ARTICLES]

    def item_title(self, item: NewsPage) -> str:
        return item.title

    def item_description(self, item: NewsPage) -> str:
        return item.lead

    def item_link(self, item: NewsPage) -> str:
        return item.full_url

    def item_pubdate(self, item: NewsPage) -> datetime:
        return timezone.localtime(item.published_at)

    def item_updateddate(self, item: NewsPage) -> datetime:
        return timezone.localtime(item.last_published_at or item.published_at)

    def item_categories(self, item: NewsPage) -> list[str]:
        return [item.category.name]


class AtomNewsFeed(NewsFeed):
    """The same as Atom 1.0."""

    feed_type = Atom1Feed

    def subtitle(self, page: BasePage) -> str:
        return self.description(page)

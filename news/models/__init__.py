from news.models.announcement import AnnouncementIndexPage, AnnouncementPage
from news.models.article import NewsPage
from news.models.article_month import ArticleMonth
from news.models.category import NewsCategory
from news.models.event import EventPage
from news.models.event_index import EventIndexPage
from news.models.gallery import GalleryIndexPage, GalleryPage, GalleryPicture
from news.models.index import NewsIndexPage
from news.models.subscription import DigestSending, NewsSubscription
from news.models.view_counts import ArticleViews, ArticleViewsBatch

__all__ = [
    "AnnouncementIndexPage",
    "AnnouncementPage",
    "ArticleMonth",
    "ArticleViews",
    "ArticleViewsBatch",
    "DigestSending",
    "EventIndexPage",
    "EventPage",
    "GalleryIndexPage",
    "GalleryPage",
    "GalleryPicture",
    "NewsCategory",
    "NewsIndexPage",
    "NewsPage",
    "NewsSubscription",
]

"""The news of the demo: two years of them, however late it is loaded."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractUser

from community.core.models import CommunityImage
from community.demo.body import Library, body_blocks
from community.demo.content import NEWS, content, moment_of, phrase
from news.models import ArticleViews, NewsCategory, NewsIndexPage, NewsPage


def news_load(
    index: NewsIndexPage, library: Library, pictures: dict[str, CommunityImage], author: AbstractUser, now: datetime
) -> int:
    """Write every article, the oldest first, and say how many there are."""
    categories = {
        entry["key"]: NewsCategory.objects.create(name=entry["name"]) for entry in content("community")["category"]
    }
    articles = [article for name in NEWS for article in content(name)["article"]]
    articles.sort(key=lambda article: moment_of(article, now))
    for article in articles:
        cover = pictures[article["cover"]]
        page = _article(article, categories[article["category"]], cover, library, now)
        page.owner = author
        index.add_child(instance=page)
        ArticleViews.objects.create(page=page, count=article["views"])
    return len(articles)


def _article(
    article: dict[str, Any], category: NewsCategory, cover: CommunityImage, library: Library, now: datetime
) -> NewsPage:
    moment = moment_of(article, now)
    return NewsPage(
        title=phrase(article["title"], moment),
        category=category,
        lead=phrase(article["lead"], moment),
        cover=cover,
        cover_alt=cover.description,
        body=body_blocks(article["body"], library, moment),
        published_at=moment,
        first_published_at=moment,
        last_published_at=moment,
    )

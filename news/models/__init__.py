from news.models.article import NewsPage
from news.models.category import NewsCategory
from news.models.index import NewsIndexPage
from news.models.view_counts import ArticleViews, ArticleViewsBatch

__all__ = ["ArticleViews", "ArticleViewsBatch", "NewsCategory", "NewsIndexPage", "NewsPage"]

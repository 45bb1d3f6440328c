import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from news.models.article import NewsPage


class ArticleViews(models.Model):
    """How often an article was read: a row of its own, so that counting never touches the page."""

    page = models.OneToOneField(NewsPage, on_delete=models.CASCADE, primary_key=True, related_name="views")
    count = models.PositiveBigIntegerField(_("views"), default=0)

    # A count is not a place where the page is used.
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.page_id}: {self.count}"


class ArticleViewsBatch(models.Model):
    """A batch of views that is already in the counts; it makes writing a batch again harmless."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    written_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return str(self.key)

from django.db.models import QuerySet
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page


class PublicPageSitemap(Sitemap):
    """Every page a stranger may read; cut into files of 10 000 and read without each type's own table."""

    limit = 10_000

    def items(self) -> QuerySet[Page]:
        root = self.get_wagtail_site().root_page
        return root.get_descendants(inclusive=True).live().public().order_by("path")

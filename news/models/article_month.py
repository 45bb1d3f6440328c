from django.db import models

from news.models.category import NewsCategory


class ArticleMonth(models.Model):
    """How many published articles one list has of one category in one month of Kyiv; kept by PostgreSQL's triggers.

    Private articles are counted too: whether one is private stands in another table and is asked each time.
    """

    # Of the list in the tree.
    path = models.CharField(max_length=255)
    category = models.ForeignKey(NewsCategory, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    pages = models.IntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["path", "category", "year", "month"], name="article_month_unique")
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.year}-{self.month:02}: {self.pages}"

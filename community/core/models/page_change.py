from django.db import models


class PageChange(models.Model):
    """What changed on the site, told to every machine that keeps pages; written in the transaction that changed it."""

    tags = models.JSONField()
    due_at = models.DateTimeField(db_index=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.due_at:%Y-%m-%d %H:%M:%S} {', '.join(self.tags)}"

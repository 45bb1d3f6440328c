from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from community.core.local_time import today


class StewardshipQuerySet(models.QuerySet["PageStewardship"]):
    def due(self, day: date | None = None) -> "StewardshipQuerySet":
        """Published pages whose day of review has come."""
        return self.filter(page__live=True, review_on__lte=day or today())


class PageStewardship(models.Model):
    """Who answers for what a page says and when it is to be read again; beside the page, not in its drafts.

    A page without a row, or without a date, is never asked about: news and events are of their day.
    """

    page = models.OneToOneField(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, primary_key=True, related_name="stewardship"
    )
    steward = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who answers for the page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    review_on = models.DateField(_("to be reviewed on"), null=True, blank=True)

    # A page is not "used" by the note about who looks after it.
    wagtail_reference_index_ignore = True
    objects: Any = StewardshipQuerySet.as_manager()

    class Meta:
        verbose_name = _("care of a page")
        verbose_name_plural = _("care of pages")
        indexes = [
            models.Index(
                fields=["review_on"], condition=models.Q(review_on__isnull=False), name="stewardship_by_review"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.review_on or '—'}"

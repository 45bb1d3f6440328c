from django.conf import settings
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Target(models.TextChoices):
    """What a broken link leads to."""

    PAGE = "page", _("page")
    DOCUMENT = "document", _("document")
    IMAGE = "image", _("picture")
    OTHER = "other", _("poll, petition or another object")


class Cause(models.TextChoices):
    """Why a link leads nowhere."""

    DELETED = "deleted", _("deleted")
    UNPUBLISHED = "unpublished", _("unpublished now")


class BrokenLink(models.Model):
    """A line of the last nightly report: a link of a published page that leads a resident nowhere."""

    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="broken_links")
    target = models.CharField(_("leads to"), max_length=10, choices=Target)
    cause = models.CharField(_("what is wrong"), max_length=12, choices=Cause)
    # The words of the link, or the title of what it leads to, whichever is known.
    label = models.CharField(_("link"), max_length=200, blank=True)
    place = models.CharField(_("where on the page"), max_length=200)

    # A report about references is none itself.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("broken link")
        verbose_name_plural = _("broken links")
        ordering = ["page__title", "pk"]

    def __str__(self) -> str:
        what = f"{self.get_target_display()} «{self.label}»" if self.label else str(self.get_target_display())
        return f"{capfirst(what)} — {self.get_cause_display()}"


class ReviewDigest(models.Model):
    """That somebody has had this week's letter about pages to review: one a week, however often the task runs."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # The Monday of the week.
    week = models.DateField()

    class Meta:
        verbose_name = _("letter about pages to review")
        verbose_name_plural = _("letters about pages to review")
        constraints = [models.UniqueConstraint(fields=["person", "week"], name="review_digest_once_a_week")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.week}"

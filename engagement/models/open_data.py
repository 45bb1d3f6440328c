from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OpenDataFile(models.Model):
    """One version of an open data table as the public downloads it.

    In the database, so that every machine serves the same bytes and one transaction puts a new version in place.
    """

    name = models.CharField(_("table"), max_length=20)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(_("bytes"))
    rows = models.PositiveIntegerField(_("rows"))
    made_at = models.DateTimeField(_("changed at"), default=timezone.now)
    # The last time the table was made anew, whether or not anything had changed.
    checked_at = models.DateTimeField(_("refreshed at"), default=timezone.now)

    class Meta:
        verbose_name = _("open data file")
        verbose_name_plural = _("open data files")
        get_latest_by = "pk"
        indexes = [models.Index(fields=["name", "-id"], name="open_data_newest")]

    def __str__(self) -> str:
        return f"{self.name}.csv"


class OpenDataPart(models.Model):
    """A piece of a file: sent one after another, so that memory does not grow with the table."""

    file = models.ForeignKey(OpenDataFile, on_delete=models.CASCADE, related_name="parts")
    place = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        verbose_name = _("part of an open data file")
        verbose_name_plural = _("parts of open data files")
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["file", "place"], name="open_data_part_once")]

    def __str__(self) -> str:
        return f"{self.file}: {self.place}"

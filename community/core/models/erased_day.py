from django.db import models
from django.utils import timezone


class ErasedDay(models.Model):
    """How much of one kind of data was erased on a day because its term was over. Numbers only, kept for good."""

    job = models.CharField(max_length=60)
    day = models.DateField()
    rows = models.PositiveBigIntegerField(default=0)
    ran_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["day", "job"]
        constraints = [models.UniqueConstraint(fields=["job", "day"], name="erased_day_once")]

    def __str__(self) -> str:
        return f"{self.job} {self.day}"

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable


class Weekday(models.IntegerChoices):
    """Days of the week as ISO 8601 numbers them."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class OpeningHours(Orderable):
    """One day of a weekly timetable. A day without a row is closed."""

    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    opens = models.TimeField(_("opens at"))
    closes = models.TimeField(_("closes at"))
    break_begins = models.TimeField(_("break from"), null=True, blank=True)
    break_ends = models.TimeField(_("break to"), null=True, blank=True)

    panels = [
        FieldPanel("weekday"),
        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
        FieldRowPanel([FieldPanel("break_begins"), FieldPanel("break_ends")]),
    ]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weekday__range=(1, 7)),
                name="%(class)s_weekday_known",
            ),
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")),
                name="%(class)s_closes_later",
                violation_error_message=_("The closing time must be later than the opening time."),
            ),
            models.CheckConstraint(
                condition=models.Q(break_begins__isnull=True, break_ends__isnull=True)
                # A comparison with nothing is neither true nor false, and would pass.
                | models.Q(break_begins__isnull=False, break_ends__isnull=False)
                & models.Q(
                    break_begins__gt=models.F("opens"),
                    break_ends__gt=models.F("break_begins"),
                    break_ends__lt=models.F("closes"),
                ),
                name="%(class)s_break_within",
                violation_error_message=_("A break has a beginning and an end, both within the opening hours."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_weekday_display()


@dataclass(frozen=True)
class OpeningDay:
    """A line of the timetable: the day and its hours, or none when it is closed."""

    name: str | Promise
    hours: OpeningHours | None


def opening_week(rows: Iterable[OpeningHours]) -> list[OpeningDay]:
    """All seven days in order; nothing where there is no row at all, since then nothing is known."""
    by_day = {row.weekday: row for row in rows}
    return [OpeningDay(day.label, by_day.get(day)) for day in Weekday] if by_day else []

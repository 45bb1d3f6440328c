"""Which days are working days, as data that administrators keep; the counting is in ``community.core.working_days``."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

SHORT_MONTHS = (4, 6, 9, 11)
LEAP_YEAR = 2000


def orthodox_easter(year: int) -> date:
    """Easter as the churches of Ukraine keep it by the Julian reckoning (Meeus), in today's calendar; 1900 to 2099."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


class Holiday(models.Model):
    """A day when nobody works outside martial law (art. 73 of the Labour Code): yearly, after Easter, or once."""

    name = models.CharField(_("name"), max_length=120)
    month = models.PositiveSmallIntegerField(
        _("month"), null=True, blank=True, choices=MONTHS, help_text=_("For a holiday of each year.")
    )
    day = models.PositiveSmallIntegerField(_("day"), null=True, blank=True)
    easter_offset = models.SmallIntegerField(
        _("days after Easter"),
        null=True,
        blank=True,
        unique=True,
        help_text=_("For a holiday that moves with Easter: 0 is Easter, 49 is Trinity."),
    )
    once_on = models.DateField(
        _("once, on"), null=True, blank=True, unique=True, help_text=_("For a holiday of one year alone.")
    )
    valid_from = models.DateField(_("holiday since"), null=True, blank=True)
    valid_until = models.DateField(_("holiday until"), null=True, blank=True, help_text=_("The last day it holds."))

    panels = [
        FieldPanel("name"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("day"), FieldPanel("month")]),
                FieldPanel("easter_offset"),
                FieldPanel("once_on"),
            ],
            heading=_("When: fill in one of the three"),
        ),
        MultiFieldPanel([FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")])], heading=_("In force")),
    ]

    class Meta:
        verbose_name = _("public holiday")
        verbose_name_plural = _("public holidays")
        ordering = ["month", "day", "easter_offset", "once_on"]
        constraints = [
            models.CheckConstraint(
                name="holiday_has_one_rule",
                condition=Q(month__isnull=False, day__isnull=False, easter_offset=None, once_on=None)
                | Q(month=None, day=None, easter_offset__isnull=False, once_on=None)
                | Q(month=None, day=None, easter_offset=None, once_on__isnull=False),
                violation_error_message=_("Give either day and month, or days after Easter, or one date."),
            ),
            models.CheckConstraint(
                name="holiday_day_exists",
                condition=Q(month=None)
                | Q(day__range=(1, 29), month__range=(1, 12))
                | Q(day=30, month__range=(1, 12)) & ~Q(month=2)
                | Q(day=31, month__range=(1, 12)) & ~Q(month__in=(2, *SHORT_MONTHS)),
                violation_error_message=_("There is no such day in this month."),
            ),
            models.CheckConstraint(
                name="holiday_ends_after_it_starts",
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.UniqueConstraint(
                fields=["month", "day"],
                name="holiday_day_is_unique",
                violation_error_message=_("There is a holiday on this day already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rule(self) -> str:
        """When it is kept, in the words of the list in the admin."""
        if self.once_on:
            return date_format(self.once_on, "j E Y")
        if self.easter_offset is not None:
            return gettext("Easter") if not self.easter_offset else gettext("Easter + %s") % self.easter_offset
        day = self._day_of_rule(LEAP_YEAR)
        return date_format(day, "j E") if day else ""

    @property
    def in_force(self) -> str:
        """Since and until when, for the same list; nothing if always."""
        since, until = (f"{day:%d.%m.%Y}" if day else "…" for day in (self.valid_from, self.valid_until))
        return f"{since} – {until}" if self.valid_from or self.valid_until else ""

    def date_in(self, year: int) -> date | None:
        """The day it falls on in ``year``, or ``None`` when it is not kept then."""
        day = self._day_of_rule(year)
        if day is None or (self.valid_from and day < self.valid_from) or (self.valid_until and day > self.valid_until):
            return None
        return day

    def _day_of_rule(self, year: int) -> date | None:
        if self.once_on:
            return self.once_on if self.once_on.year == year else None
        if self.easter_offset is not None:
            return orthodox_easter(year) + timedelta(days=self.easter_offset)
        try:
            return date(year, self.month or 0, self.day or 0)
        except ValueError:
            # The 29th of February in a common year, or a form filled in by half.
            return None


class DayTransfer(models.Model):
    """A day off moved by a decision of the Cabinet: one day is not worked, another is worked instead."""

    date_off = models.DateField(_("day off"), unique=True)
    date_working = models.DateField(
        _("worked instead on"), unique=True, null=True, blank=True, help_text=_("Empty if the day is not made up for.")
    )
    decision = models.CharField(
        _("decision"), max_length=255, help_text=_("Whose, of what date and number; shown to staff only.")
    )

    panels = [FieldRowPanel([FieldPanel("date_off"), FieldPanel("date_working")]), FieldPanel("decision")]

    class Meta:
        verbose_name = _("day off moved")
        verbose_name_plural = _("days off moved")
        ordering = ["-date_off"]
        constraints = [
            models.CheckConstraint(
                name="day_transfer_moves",
                condition=Q(date_working=None) | ~Q(date_off=F("date_working")),
                violation_error_message=_("A day off cannot be moved to the same day."),
            )
        ]

    def __str__(self) -> str:
        return " → ".join(f"{day:%d.%m.%Y}" for day in (self.date_off, self.date_working) if day)

    def clean(self) -> None:
        """Refuse a day that another decision made the opposite of."""
        super().clean()
        others = DayTransfer.objects.exclude(pk=self.pk)
        if self.date_off and others.filter(date_working=self.date_off).exists():
            raise ValidationError({"date_off": _("Another decision makes this a working day.")})
        if self.date_working and others.filter(date_off=self.date_working).exists():
            raise ValidationError({"date_working": _("Another decision makes this a day off.")})


class MartialLaw(models.Model):
    """A period when public holidays are ordinary working days (law 2136-IX, art. 6). Weekends stay days off."""

    starts_on = models.DateField(_("first day"), unique=True)
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Leave empty while the end is not known.")
    )
    basis = models.CharField(_("basis"), max_length=255, blank=True, help_text=_("Date and number of the decree."))

    panels = [FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]), FieldPanel("basis")]

    class Meta:
        verbose_name = _("martial law")
        verbose_name_plural = _("martial law")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="martial_law_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day cannot be before the first."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_on:%d.%m.%Y} – " + (f"{self.ends_on:%d.%m.%Y}" if self.ends_on else "…")

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.emergency.wording import validate_no_alarm

TEXT_LENGTH = 240
USUAL_TERM = timedelta(hours=24)
LONGEST_TERM = timedelta(days=7)
REMINDED_BEFORE = timedelta(hours=3)


class Level(models.TextChoices):
    """How grave it is; said by a word and an icon, never by colour alone."""

    INFO = "info", _("Information")
    WARNING = "warning", _("Attention")
    DANGER = "danger", _("Danger")


class EmergencyBannerQuerySet(models.QuerySet["EmergencyBanner"]):
    def over(self) -> "EmergencyBannerQuerySet":
        """Those nobody will see again."""
        return self.filter(ends_at__lte=timezone.now())

    def standing(self) -> "EmergencyBannerQuerySet":
        """What is shown now or will be, by its beginning; not what gave way to another before it began."""
        return self.filter(ends_at__gt=timezone.now()).exclude(ends_at=F("starts_at")).order_by("starts_at", "pk")

    def current(self) -> "EmergencyBannerQuerySet":
        """What the clock lets be seen; of several, the one that began last before the others."""
        now = timezone.now()
        return self.filter(starts_at__lte=now, ends_at__gt=now).order_by("-starts_at", "-pk")


class EmergencyBanner(models.Model):
    """One urgent announcement on top of every page, for hours. A row is never edited, so that it tells what was shown:

    a change or a longer term is another row, and taking one down moves its end to that moment.
    """

    level = models.CharField(_("level"), max_length=10, choices=Level, default=Level.INFO)
    text = models.CharField(
        _("text"),
        max_length=TEXT_LENGTH,
        help_text=_("One or two sentences: what happened, where, until when, what to do."),
    )
    link_page = models.ForeignKey(
        Page,
        verbose_name=_("page with more"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    link_address = models.URLField(_("or an address elsewhere"), blank=True)
    starts_at = models.DateTimeField(_("shown from"), default=timezone.now)
    ends_at = models.DateTimeField(_("shown until"))
    put_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("put up by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    put_up_at = models.DateTimeField(_("put up at"), auto_now_add=True)
    # Empty for one that ended by its own clock.
    taken_down_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken down by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: Any = EmergencyBannerQuerySet.as_manager()

    class Meta:
        verbose_name = _("urgent announcement")
        verbose_name_plural = _("urgent announcements")
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["ends_at"], name="banner_by_end")]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=Level.values),
                name="banner_level_known",
                violation_error_message=_("Choose one of the levels."),
            ),
            # One that is taken down before its beginning ends where it begins.
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")),
                name="banner_ends_after_start",
                violation_error_message=_("The end cannot be before the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__lte=F("starts_at") + LONGEST_TERM),
                name="banner_at_most_a_week",
                violation_error_message=_("An urgent announcement stands for seven days at most."),
            ),
            models.CheckConstraint(
                condition=Q(link_page__isnull=True) | Q(link_address=""),
                name="banner_one_link",
                violation_error_message=_("Choose a page or give an address: one of the two."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        errors = self._term_errors() if self.starts_at and self.ends_at else {}
        try:
            validate_no_alarm(self.text)
        except ValidationError as error:
            errors["text"] = error
        if self.link_page_id and self.link_address:
            errors["link_address"] = ValidationError(_("Choose a page or give an address: one of the two."))
        if errors:
            raise ValidationError(errors)

    def _term_errors(self) -> dict[str, Any]:
        if self.ends_at <= max(self.starts_at, timezone.now()):
            return {"ends_at": ValidationError(_("The end must be in the future and after the beginning."))}
        if self.ends_at > self.starts_at + LONGEST_TERM:
            return {"ends_at": ValidationError(_("An urgent announcement stands for seven days at most."))}
        return {}

    @property
    def is_shown(self) -> bool:
        """Whether its time is now; another that began later may stand in its place."""
        return self.starts_at <= timezone.now() < self.ends_at

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @cached_property
    def href(self) -> str:
        """Where one reads more, or nothing while its page is not published."""
        if self.link_page_id and self.link_page:
            return (self.link_page.url or "") if self.link_page.live else ""
        return self.link_address

    @property
    def remind_at(self) -> datetime:
        """Some hours before the end, though never in the first half of a short term."""
        term: timedelta = self.ends_at - self.starts_at
        begins: datetime = max(self.ends_at - REMINDED_BEFORE, self.starts_at + term / 2)
        return begins

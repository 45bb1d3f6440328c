from typing import Any

from django.db import models
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.forms.models import AbstractFormSubmission


class FormAnswer(AbstractFormSubmission):
    """A form as somebody sent it. It is never edited, and it leaves when the term of its page is over."""

    page = models.ForeignKey("home.FormPage", on_delete=models.CASCADE, related_name="answers")
    # The wording that was agreed to; none for answers from before it was kept.
    consent = models.ForeignKey(
        "home.FormConsent", null=True, editable=False, on_delete=models.RESTRICT, related_name="+"
    )

    # Answers refer to nothing that an editor may want to find by use.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = gettext_lazy("submitted form")
        verbose_name_plural = gettext_lazy("submitted forms")
        # What retention and the list ask by.
        indexes = [models.Index(fields=["page", "submit_time"], name="form_answer_by_time")]

    def __str__(self) -> str:
        # Not what was answered: names of rows get into logs.
        return f"{self._meta.verbose_name} {self.pk}"

    def get_data(self) -> dict[str, Any]:
        """What was answered, in words, and when."""
        answers = {name: readable(value) for name, value in self.form_data.items()}
        return {**answers, "submit_time": self.submit_time}


def readable(value: Any) -> str:
    """An answer as it stands in lists and files: yes and no, several answers in a line, dates as people write them."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if value is None:
        return ""
    text = str(value)
    return date_format(day, "d.m.Y") if (day := _day(text)) else text


def _day(text: str) -> Any:
    try:
        return parse_date(text)
    except ValueError:
        # Looks like a date and is none: somebody typed it into a line of text.
        return None

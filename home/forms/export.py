"""What was sent by one form, as a file."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from wagtail.contrib.forms.utils import get_forms_for_user

from community.core.exports.sheets import Book, Sheet
from community.core.exports.sources import Export, ExportSource, Params, register_export
from community.core.registers.permissions import EXPORT_PERMISSION
from home.models import FormPage


def may_take_answers(user: Any, page_id: str | int) -> bool:
    """Whether ``user`` may read what this form brought and take it away."""
    return bool(user.has_perm(EXPORT_PERMISSION) and get_forms_for_user(user).filter(pk=page_id).exists())


def _allowed(user: Any, params: Params) -> bool:
    return may_take_answers(user, params["page"])


def _export(user: Any, params: Params) -> Export:
    page = FormPage.objects.filter(pk=params["page"]).first()
    if page is None:
        raise Http404
    return Export(
        title=_("Submissions of a form"),
        query=_("form: %(title)s") % {"title": page.title},
        rows=page.answers.count(),
        book=lambda: Book.of(answers_sheet(page)),
    )


def answers_sheet(page: FormPage) -> Sheet:
    """The answers to the questions the form asks now, the oldest first."""
    fields = [(name, str(label)) for name, label in page.get_data_fields()]
    answers = page.answers.order_by("submit_time", "pk").iterator()
    return Sheet(
        title=page.title,
        headings=[label for _name, label in fields],
        rows=([data.get(name, "") for name, _label in fields] for data in (answer.get_data() for answer in answers)),
    )


SOURCE = ExportSource(key="form-answers", allowed=_allowed, export=_export)

register_export(SOURCE)

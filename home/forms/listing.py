from typing import Any

from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from wagtail.contrib.forms.views import SubmissionsListView

from community.core.exports.answers import export_answer
from home.forms.export import SOURCE, may_take_answers


class AnswersListView(SubmissionsListView):
    """Wagtail's list of what a form brought. A file of it is the site's own: logged, and without live formulas."""

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.is_export:
            params = {"page": str(self.form_page.pk)}
            return export_answer(request=request, source=SOURCE, params=params, file_format=request.GET["export"])
        response: HttpResponseBase = super().get(request, *args, **kwargs)
        return response

    @cached_property
    def show_export_buttons(self) -> bool:
        return may_take_answers(self.request.user, self.form_page.pk)

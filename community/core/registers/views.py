from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import display_for_field, display_for_value, label_for_field, lookup_field
from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail_modeladmin.views import IndexView, InspectView

from community.core.exports.answers import FORMATS, export_answer
from community.core.exports.sheets import CHUNK_SIZE, Book, Sheet
from community.core.exports.sources import Export


class RegisterIndexView(IndexView):
    """The list of a register: one COUNT a page, only the filters it declares, exports that follow the filters."""

    FORMATS = FORMATS
    export_buttons_template_name = "modeladmin/export_buttons.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            self.refuse_what_databases_refuse(request)
            response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            messages.warning(request, _("This filter is not possible here; the whole register is shown."))
            return redirect(self.index_url)
        return response

    def refuse_what_databases_refuse(self, request: HttpRequest) -> None:
        """PostgreSQL stores no NUL and breaks when asked for one."""
        if any("\x00" in value for _name, values in request.GET.lists() for value in values):
            raise IncorrectLookupParameters("NUL")

    def get_filters(self, request: HttpRequest) -> tuple[Any, ...]:
        """Refuse any other field in the query string.

        modeladmin would filter by it, and a list narrowed by a hidden field tells what its columns keep silent about.
        """
        specs, has_filters, remaining, use_distinct = super().get_filters(request)
        if remaining:
            raise IncorrectLookupParameters(f"Not a filter of this register: {', '.join(remaining)}")
        return specs, has_filters, remaining, use_distinct

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> QuerySet[Any]:
        words = search_term.strip()
        return self.model_admin.search(queryset, words) if words else queryset

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paginator = self.paginator_class(self.queryset, self.items_per_page)
        page = paginator.get_page(self.page_num or 1)
        narrowed = bool(self.query or self.get_filters_params())
        context = {
            "result_count": paginator.count,
            "all_count": paginator.count or narrowed,
            "paginator": paginator,
            "page_obj": page,
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "object_list": page.object_list,
            "user_can_create": False,
            "show_search": bool(self.model_admin.search_hint),
            "explanation": self.model_admin.explanation,
        }
        # Past IndexView's own method, which counts the table three times.
        return super(IndexView, self).get_context_data(**{**context, **kwargs})

    def get_page_title(self) -> str:
        return str(self.model_admin.get_menu_label())

    @property
    def json_export_url(self) -> str:
        return str(self.get_export_url("json"))

    def as_spreadsheet(self, queryset: QuerySet[Any], spreadsheet_format: str) -> HttpResponseBase:
        """Export what the list shows under its filters and search, now or by a worker, which reads the list anew."""
        source = self.model_admin.export_source
        params = {"query": self.params.urlencode()}
        return export_answer(request=self.request, source=source, params=params, file_format=spreadsheet_format)

    def as_export(self) -> Export:
        """What the list shows, as a file to be."""
        title = self.get_page_title()
        headings = self.export_headings_row()
        return Export(
            title=title,
            query=self.describe_query(),
            rows=self.queryset.count(),
            book=lambda: Book.of(Sheet(title, headings, self.rows_to_export())),
        )

    def open_list(self, user: Any, query: str) -> None:
        """Get ready to export the list that ``query`` leads to, without a browser that asks for its page."""
        request = HttpRequest()
        request.method, request.user, request.GET = "GET", user, QueryDict(query)
        self.setup(request)
        self.params = request.GET.copy()
        self.query = self.params.get(self.SEARCH_VAR, "")
        self.list_display = self.model_admin.get_list_display(request)
        self.list_export = self.model_admin.get_list_export(request)
        self.list_filter = self.model_admin.get_list_filter(request)
        self.select_related = self.model_admin.list_select_related
        self.queryset = self.get_queryset(request)

    def export_headings_row(self) -> list[str]:
        """Head the columns as the list does."""
        return [
            capfirst(str(label_for_field(name, self.model, model_admin=self.model_admin))) for name in self.list_export
        ]

    def rows_to_export(self) -> Iterator[Sequence[Any]]:
        """The register's own way to its rows, if it has one."""
        return self.model_admin.export_rows(self.queryset) or self.export_rows(self.queryset)

    def export_rows(self, queryset: QuerySet[Any]) -> Iterator[list[Any]]:
        """Read rows one chunk at a time, so that memory stays flat."""
        readers = [self.export_reader(name) for name in self.list_export]
        for record in queryset.iterator(CHUNK_SIZE):
            yield [read(record) for read in readers]

    def export_reader(self, name: str) -> Callable[[Any], Any]:
        """How the column ``name`` is read, found once for all rows: as the list shows it, dates and numbers as such."""
        try:
            field = self.model._meta.get_field(name)
        except FieldDoesNotExist:
            column = getattr(self.model_admin, name, None)
            return column if callable(column) else attrgetter(name)
        labels = dict(getattr(field, "flatchoices", None) or ())
        read = attrgetter(name)
        return (lambda record: labels.get(read(record), read(record))) if labels else read

    def describe_query(self) -> str:
        """Say in words what narrowed the list; an address that was searched for does not get into the log."""
        parts = [f"{spec.title}: {self.chosen(spec)}" for spec in self.filter_specs if spec.used_parameters]
        if self.query:
            parts.append(_("search: “%(words)s”") % {"words": self.model_admin.describe_search(self.query)})
        return "; ".join(parts)

    def chosen(self, spec: Any) -> str:
        """Name what ``spec`` is set to: the choice on screen, else the values somebody typed into the address."""
        choices = [str(choice["display"]) for choice in list(spec.choices(self))[1:] if choice["selected"]]
        return ", ".join(choices) or str(spec.used_parameters)


class RegisterInspectView(InspectView):
    """One row of a register, through the same columns as the list, so nothing is shown that the list may not show."""

    def get_page_title(self) -> str:
        return str(self.model_admin.get_menu_label())

    def get_meta_title(self) -> str:
        return self.get_page_title()

    def get_page_subtitle(self) -> str:
        return ""

    def get_dict_for_field(self, field_name: str) -> dict[str, Any]:
        field, _attribute, value = lookup_field(field_name, self.instance, self.model_admin)
        empty = self.model_admin.get_empty_value_display(field_name)
        shown = display_for_field(value, field, empty) if field else display_for_value(value, empty)
        label = capfirst(str(label_for_field(field_name, self.model, model_admin=self.model_admin)))
        return {"label": label, "value": shown}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(explanation=self.model_admin.explanation, **kwargs)

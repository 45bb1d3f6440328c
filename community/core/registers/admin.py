from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail_modeladmin.helpers import ButtonHelper, ModelAdminURLFinder
from wagtail_modeladmin.options import ModelAdmin

from community.core.exports.sources import Export, ExportSource, Params, register_export
from community.core.masking import mask_contacts
from community.core.registers.permissions import RegisterPermissionHelper
from community.core.registers.views import RegisterIndexView, RegisterInspectView


class RegisterButtonHelper(ButtonHelper):
    """Offers the one thing to do with a row, to look at it, as a link on its name and not as a button beside it."""

    def inspect_button(self, pk: Any, *args: Any, **kwargs: Any) -> dict[str, str]:
        button: dict[str, str] = super().inspect_button(pk, *args, **kwargs)
        return {**button, "title": _("View this row of the register")}

    def get_buttons_for_obj(self, obj: Model, *args: Any, **kwargs: Any) -> list[dict[str, str]]:
        return []


class RegisterURLFinder(ModelAdminURLFinder):
    """Leads from Wagtail's reports to the row itself, since there is nothing to edit."""

    permission_helper: RegisterPermissionHelper
    url_helper: Any

    def get_edit_url(self, instance: Model) -> str | None:
        if self.user is not None and not self.permission_helper.user_can_inspect_obj(self.user, instance):
            return None
        url: str = self.url_helper.get_action_url("inspect", quote(instance.pk))
        return url


class RegisterAdmin(ModelAdmin):
    """A list that staff read, filter, search and export, and that nobody edits.

    One subclass, with its columns as methods, is one register: what a move to a viewset would have to carry over.
    """

    # What the search box finds; empty for a register without search.
    search_hint: str | Promise = ""
    # Said above the list and above a row: what is shown here and what is not, and why.
    explanation: str | Promise = ""
    empty_value_display = "—"
    list_per_page = 50
    inspect_view_enabled = True
    history_view_enabled = False
    index_template_name = "modeladmin/register_index.html"
    inspect_template_name = "modeladmin/register_inspect.html"
    index_view_class = RegisterIndexView
    inspect_view_class = RegisterInspectView
    permission_helper_class = RegisterPermissionHelper
    button_helper_class = RegisterButtonHelper

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.export_source = ExportSource(
            key=f"register:{self.base_url_path}",
            allowed=lambda user, params: self.permission_helper.user_can_export(user),
            export=self.export_list,
        )
        register_export(self.export_source)

    def export_list(self, user: Any, params: Params) -> Export:
        """What the list shows under the filters and the search of ``params``."""
        view = self.index_view_class(model_admin=self)
        view.open_list(user, params["query"])
        return view.as_export()

    def get_list_export(self, request: HttpRequest) -> tuple[str, ...]:
        return self.list_export if self.permission_helper.user_can_export(request.user) else ()

    def export_rows(self, queryset: QuerySet[Any]) -> Iterator[Sequence[Any]] | None:
        """The rows of ``list_export`` read as plain values, for a register of a million; None for its columns."""
        return None

    def search(self, queryset: QuerySet[Any], words: str) -> QuerySet[Any]:
        """Narrow ``queryset`` to what the search box asks for."""
        return queryset

    def describe_search(self, words: str) -> str:
        """Repeat ``words`` for the log of exports, without personal data."""
        return mask_contacts(words)

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> HttpResponseBase:
        """Show one row; only rows of the list can be opened, whatever key the address names."""
        if not self.permission_helper.user_can_inspect_obj(request.user, None):
            raise PermissionDenied
        try:
            listed = self.get_queryset(request).filter(pk=instance_pk).exists()
        except (ValueError, ValidationError):
            listed = False
        if not listed:
            raise Http404
        response: HttpResponseBase = super().inspect_view(request, instance_pk)
        return response

    def refuse(self, request: HttpRequest, **_kwargs: str) -> NoReturn:
        """Close the doors modeladmin opens for writing, to administrators too."""
        raise PermissionDenied

    create_view = edit_view = delete_view = refuse

    def register_admin_url_finders(self) -> None:
        if self.inspect_view_enabled:
            helpers = {"permission_helper": self.permission_helper, "url_helper": self.url_helper}
            register_admin_url_finder(self.model, type("_RegisterURLFinder", (RegisterURLFinder,), helpers))

    def register_indexing(self) -> None:
        """Leave registers out of the reference index, which would add queries to every vote and message."""

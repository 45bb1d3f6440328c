"""The guide in the admin: its contents, its pages, its pictures, and the way to it in the help menu."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from community.core.guide.rendering import page_render
from community.core.guide.shelf import PICTURES, guide_contents, guide_page

# Wagtail's own guide is in English, on another site, and knows nothing of this one.
FOREIGN_GUIDE = "editor-guide"


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """One page of the guide, or its contents."""

    template_name = "core/guide/page.html"
    header_icon = "help"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        page = guide_page(kwargs["name"]) if "name" in kwargs else guide_contents()
        if page is None:
            raise Http404
        self.page = page

    def get_page_title(self) -> str:
        return self.page.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        above = [{"url": guide_contents().url, "label": guide_contents().title}] if self.page.name else []
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.page.title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "rendered": page_render(self.page)}


def guide_picture(request: HttpRequest, name: str) -> FileResponse:
    """One of the pictures that lie beside the guide."""
    picture = next((path for path in PICTURES.glob("*.webp") if path.name == name), None)
    if picture is None:
        raise Http404
    response = FileResponse(picture.open("rb"), content_type="image/webp")
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


class GuideViewSet(ViewSet):
    """Open to everybody who may enter the admin."""

    name = "guide"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", GuideView.as_view(), name="contents"),
            path("pictures/<str:name>", guide_picture, name="picture"),
            path("<path:name>/", GuideView.as_view(), name="page"),
        ]


@hooks.register("register_admin_viewset")
def register_guide() -> GuideViewSet:
    return GuideViewSet()


@hooks.register("register_help_menu_item")
def register_guide_menu_item() -> MenuItem:
    return MenuItem(_("Editor’s handbook"), reverse_lazy("guide:contents"), icon_name="help", order=100)


@hooks.register("construct_help_menu")
def leave_foreign_guide_out(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name != FOREIGN_GUIDE]

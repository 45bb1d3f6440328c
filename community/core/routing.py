"""Pages with addresses of their own below them, without an import cycle between page and views."""

from importlib import import_module
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern
from wagtail.contrib.routable_page.models import RoutablePageMixin


class SubURLConfMixin(RoutablePageMixin):
    """A page whose sub-addresses stand in the URLconf ``sub_urlconf``; its views get ``(page, request, **kwargs)``."""

    sub_urlconf: str

    @classmethod
    def get_subpage_urls(cls) -> tuple[URLPattern, ...]:
        return tuple(import_module(cls.sub_urlconf).urlpatterns)

    def sub_url(self, name: str, request: HttpRequest | None = None, **kwargs: Any) -> str:
        """The whole path of the sub-address ``name`` (empty while the page is outside every site)."""
        base = self.get_url(request)
        return f"{base}{self.reverse_subpage(name, kwargs=kwargs)}" if base else ""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from community.core.page_cache.recording import shown_to_all

Serve = Callable[[Page, HttpRequest, Sequence[Any], dict[str, Any]], HttpResponse]


# The last one, so that Wagtail has refused by then whoever may not read a private page.
@hooks.register("on_serve_page", order=1000)
def serve_for_all(next_serve: Serve) -> Serve:
    """Every page of the tree is the same for all visitors without a session; what is not says so by its headers."""

    def serve(page: Page, request: HttpRequest, args: Sequence[Any], kwargs: dict[str, Any]) -> HttpResponse:
        shown_to_all(f"page:{page.pk}")
        return next_serve(page, request, args, kwargs)

    return serve

"""How views below a page answer."""

from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from wagtail.models import Page


def answer(
    page: Page, request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> TemplateResponse:
    """Render ``engagement/<template>.html`` with the context of ``page``."""
    response: TemplateResponse = page.render(request, template=f"engagement/{template}.html", context_overrides=context)
    response.status_code = status
    return response

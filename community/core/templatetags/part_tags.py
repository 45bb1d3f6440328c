from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from community.core.page_cache.parts import part_html

register = template.Library()


@register.simple_tag(takes_context=True)
def part(context: Context, name: str, page: Any = None) -> SafeString:
    """Include ``name``, kept between requests; with ``page`` where it shows which page the visitor is on."""
    # The output of a template, which has escaped what had to be.
    return mark_safe(part_html(context, name, page if isinstance(page, Page) else None))  # noqa: S308

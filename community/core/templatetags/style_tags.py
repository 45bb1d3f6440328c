from django import template
from django.urls import reverse

from community.core.styles import site_stylesheet

register = template.Library()


@register.simple_tag
def site_styles_url() -> str:
    """The address of the style sheets of every page."""
    return f"{reverse('site_css')}?v={site_stylesheet().digest}"

from django import template
from django.urls import reverse

from community.core.admin_host import admin_address

register = template.Library()


@register.simple_tag
def admin_home_url() -> str:
    """Where the admin begins, from any host."""
    return admin_address(reverse("wagtailadmin_home"))

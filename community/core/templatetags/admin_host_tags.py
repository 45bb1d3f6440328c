from django import template
from django.conf import settings
from django.urls import reverse

from community.core.admin_host import admin_address

register = template.Library()


@register.simple_tag
def admin_home_url() -> str:
    """Where the admin begins: here, or on its own host."""
    address = reverse("wagtailadmin_home")
    return admin_address(address) if settings.ADMIN_HOST else address

from django.http import HttpRequest
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem


class PageListMenuItem(MenuItem):
    """Leads to a list of pages those who may do something with pages; Wagtail's own shows it to everybody."""

    def is_shown(self, request: HttpRequest) -> bool:
        shown: bool = user_has_any_page_permission(request.user)
        return shown

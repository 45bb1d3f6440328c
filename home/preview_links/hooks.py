"""Addresses of the links in the admin, and their lines in its log."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from home.preview_links.desk import PreviewLinksView, preview_link_revoke_view


@hooks.register("register_admin_urls")
def register_preview_links() -> list[URLPattern]:
    return [
        path("pages/<int:page_id>/preview-links/", PreviewLinksView.as_view(), name="preview_links"),
        path("preview-links/<int:pk>/revoke/", preview_link_revoke_view, name="preview_link_revoke"),
    ]


@hooks.register("register_log_actions")
def register_preview_link_actions(actions: LogActionRegistry) -> None:
    actions.register_action("home.preview_link", _("Make a link to a draft"), _("A link to the draft was made"))
    actions.register_action(
        "home.preview_link_revoke", _("Take a link to a draft back"), _("A link to the draft was taken back")
    )

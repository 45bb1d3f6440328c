"""Review of pages in the lists and the editor of the admin, and the reports about what needs care."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from community.core.stewardship import REVIEWED
from home.care.review import ReviewedMenuItem, reviewed_button
from home.care.rights import may_review
from home.care.viewset import CareViewSet, report_menu_items


@hooks.register("register_admin_viewset")
def register_care() -> CareViewSet:
    return CareViewSet()


@hooks.register("register_page_listing_more_buttons")
def offer_review_in_lists(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    # Who answers for a page is not asked here: that would be a query for each row.
    if page.live and page.permissions_for_user(user).can_edit():
        yield reviewed_button(page)


@hooks.register("register_page_header_buttons")
def offer_review_in_header(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if may_review(user, page):
        yield reviewed_button(page)


@hooks.register("register_page_action_menu_item")
def offer_review_in_editor() -> ActionMenuItem:
    return ReviewedMenuItem(order=60)


@hooks.register("register_reports_menu_item")
def report_of_reviews() -> MenuItem:
    return report_menu_items()[0]


@hooks.register("register_reports_menu_item")
def report_of_links() -> MenuItem:
    return report_menu_items()[1]


@hooks.register("register_reports_menu_item")
def report_of_pictures() -> MenuItem:
    return report_menu_items()[2]


@hooks.register("register_log_actions")
def register_review_action(actions: LogActionRegistry) -> None:
    actions.register_action(REVIEWED, _("Review"), _("Reviewed: the page is right as it stands"))

"""Wagtail's own checks of the drawn page, which know Ukrainian words for «nothing» too."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.userbar import BaseItem, ContentCheckerItem
from wagtail.models import Page

from community.core.guardian.describing import MEANINGLESS

_OWN_CHECKS = {"check-image-alt-text"}
# Read by the browser: an empty description is how a decoration is marked.
_ALT_PATTERN = rf"\.(avif|gif|jpg|jpeg|png|svg|webp)$|_|{MEANINGLESS.replace(')?[', ')[')}"


class UkrainianContentChecker(ContentCheckerItem):
    """The checker with the words of the guardian."""

    axe_custom_checks = [
        *(check for check in ContentCheckerItem.axe_custom_checks if check["id"] not in _OWN_CHECKS),
        {"id": "check-image-alt-text", "options": {"pattern": _ALT_PATTERN}},
    ]


def put_ukrainian_checker(request: HttpRequest, items: list[BaseItem], page: Any | Page) -> None:
    """Take the place of Wagtail's checker, in the userbar and beside the editor alike."""
    for number, item in enumerate(items):
        if isinstance(item, ContentCheckerItem) and not isinstance(item, UkrainianContentChecker):
            items[number] = UkrainianContentChecker(in_editor=item.in_editor)

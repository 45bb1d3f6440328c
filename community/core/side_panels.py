"""Panels beside the page editor. Every app adds its own; empty here, filled in each owner's ``AppConfig.ready``."""

from django.http import HttpRequest
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.models import Page

_panels: list[type[BaseSidePanel]] = []


def register_side_panel(panel: type[BaseSidePanel]) -> None:
    """Show ``panel`` beside every page; its ``order`` says where."""
    if panel not in _panels:
        _panels.append(panel)


def side_panels_of(page: Page, request: HttpRequest) -> list[BaseSidePanel]:
    """The panels of all apps for one page; while it is being made, it has no number yet."""
    return [panel(page, request) for panel in _panels]

"""Wagtail's screens without inline scripts and styles: two scripts of ours do what those would."""

import json
from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.widgets import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser

SCRIPTS = ("community/js/starter.js", "community/js/admin_policy.js")


def chooser_render(self: BaseChooser, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
    """As ``BaseChooser.render``, with data where that writes a script."""
    value_data = self.get_value_data(value)
    options = self.get_js_init_options(attrs["id"], name, value_data)
    return format_html(
        '{}<template data-start="{}" data-arguments="{}"></template>',
        self.render_html(name, value_data, attrs),
        self.js_constructor,
        json.dumps([attrs["id"], options]),
    )


def start_without_inline_scripts() -> None:
    """Of every chooser, also of those that viewsets make."""
    BaseChooser.render = chooser_render
    AdminTaskChooser.js_constructor = "createTaskChooser"


@hooks.register("insert_global_admin_js")
def policy_scripts() -> SafeString:
    return format_html_join("\n", '<script type="module" src="{}"></script>', ((static(name),) for name in SCRIPTS))

from typing import Any

from django import forms

from community.core.text.invisible import without_invisible


class WrittenField(forms.CharField):
    """Text that others will read, as it is seen. A line break counts as one character, as its writer sees it."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(without_invisible(str(value or "")))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No ``maxlength``: with it a browser cuts what is pasted without a word."""
        attrs: dict[str, Any] = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock

from community.core.blocks.table_shape import drawable_table, is_drawable_table

_HEADERS = {"row", "column", "both"}


class DocumentBlock(StructBlock):
    """A document to download, with its type and size before the click."""

    document = DocumentChooserBlock(label=_("Document"))
    title = CharBlock(label=_("Text of the link"), required=False, help_text=_("Left empty, the document's title."))

    def get_preview_value(self) -> dict[str, Any]:
        return self.normalize({"document": get_document_model().objects.order_by("-pk").first(), "title": ""})

    class Meta:
        icon = "doc-full"
        group = _("Files and tables")
        label = _("Document")
        description = _("A file to download: its name, type and size.")
        template = "blocks/document.html"


class TableDataBlock(TableBlock):
    """A table that can be pasted from a spreadsheet; a caption and header cells are asked for, for screen readers."""

    def clean(self, value: Any) -> dict[str, Any] | None:
        if value and not is_drawable_table(value):
            raise ValidationError(_("The table is damaged: its merged cells do not fit it. Make the table anew."))
        value = super().clean(value)
        if not value or self.is_deferred_validation:
            return value
        if value.get("table_header_choice") not in _HEADERS:
            raise ValidationError(_("Choose which cells are headers: the first row, the first column or both."))
        if not (value.get("table_caption") or "").strip():
            raise ValidationError(_("Give the table a caption that says what it shows."))
        return value

    def get_searchable_content(self, value: dict[str, Any] | None) -> list[Any]:
        content: list[Any] = super().get_searchable_content(drawable_table(value))
        return content

    def render(self, value: dict[str, Any] | None, context: dict[str, Any] | None = None) -> str:
        # Pages saved before tables were checked, or brought by an import, may hold anything.
        html: str = super().render(drawable_table(value), context)
        return html

    class Meta:
        icon = "table"
        group = _("Files and tables")
        label = _("Table")
        description = _("Rows and columns with a caption; may be pasted from a spreadsheet.")
        template = "blocks/table.html"
        preview_value = {
            "data": [
                [_("Village"), _("Residents"), _("Households")],
                [_("Verbivka"), "1 240", "512"],
                [_("Lypove"), "860", "347"],
            ],
            "table_caption": _("Villages of the district"),
            "table_header_choice": "both",
            "first_row_is_table_header": True,
            "first_col_is_header": True,
        }

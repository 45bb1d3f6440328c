"""A table of a page: it tells its headers, and one that cannot be drawn is refused and takes no page down."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from community.core.blocks import TableDataBlock
from home.models import StandardPage

TABLE = {
    "data": [["Село", "Мешканці"], ["<b>Вербівка</b>", "1 240"]],
    "table_caption": "Села",
    "table_header_choice": "both",
}


def test_a_table_tells_its_headers_and_escapes_what_was_pasted() -> None:
    html = TableDataBlock().render(TableDataBlock().clean({**TABLE}))
    assert "<caption>Села</caption>" in html
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 1
    assert "&lt;b&gt;Вербівка&lt;/b&gt;" in html
    assert 'tabindex="0"' in html


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"table_header_choice": "neither"}, "Виберіть, які клітинки є заголовками"),
        ({"table_caption": "  "}, "Дайте таблиці підпис"),
        ({"table_caption": None}, "Дайте таблиці підпис"),
    ],
)
def test_a_table_without_headers_or_caption_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        TableDataBlock().clean({**TABLE, **change})
    assert message in str(refusal.value)


MERGE = {"row": 1, "col": 0, "rowspan": 1, "colspan": 2}
BROKEN: list[dict[str, Any]] = [
    {"mergeCells": [{"row": 1}]},
    {"mergeCells": [{**MERGE, "colspan": "2"}]},
    {"mergeCells": [{**MERGE, "colspan": 3}]},
    {"mergeCells": [{**MERGE, "rowspan": 0}]},
    {"mergeCells": [{**MERGE, "row": -1}]},
    {"mergeCells": ["x"]},
    {"mergeCells": 7},
    {"cell": [{"className": "htLeft"}]},
    {"cell": [{"row": [], "col": 0, "hidden": True}]},
    {"data": [["Село", "Мешканці"], 7]},
]


def test_merged_cells_are_drawn() -> None:
    value = TableDataBlock().clean({**TABLE, "mergeCells": [MERGE], "cell": [{"row": 1, "col": 1, "hidden": True}]})
    html = TableDataBlock().render(value)
    assert 'rowspan="1" colspan="2"' in html
    assert "1 240" not in html


@pytest.mark.parametrize("change", [*BROKEN, {"data": "x"}], ids=str)
def test_a_table_that_cannot_be_drawn_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refusal:
        TableDataBlock().clean({**TABLE, **change})
    assert "Таблицю пошкоджено" in str(refusal.value)


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(ValidationError):
        TableDataBlock().clean(["x"])


@pytest.mark.parametrize("change", BROKEN, ids=str)
def test_a_page_that_holds_such_a_table_is_still_read(
    client: Client, add_page: Callable[..., StandardPage], change: dict[str, Any]
) -> None:
    page = add_page("Села", body=[{"type": "table", "value": {**TABLE, **change}}])
    answer = client.get(page.url)
    assert answer.status_code == 200
    assert "<caption>Села</caption>" in answer.content.decode()

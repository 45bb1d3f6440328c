"""A text pasted from Word becomes a text of ours: no styles, no empty lines, real lists."""

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from community.core.blocks.text import PARAGRAPH_FEATURES
from community.core.text.pasted import clean_pasted

FROM_WORD = """
<p class="MsoNormal" style="margin:0"><span style="font-family:Arial;mso-ansi-language:UK">
<font color="red">Увага!</font></span></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<h1 style="mso-outline-level:1">Не наш рівень</h1><script>alert(1)</script>
<p class="MsoListParagraph">·&nbsp;&nbsp;&nbsp;&nbsp; перше;</p><p class="MsoListParagraph">·&nbsp;&nbsp; друге.</p>
<p><a href="javascript:alert(1)">сюди</a> <img src="file:///C:/photo.jpg"/></p>
"""


def stored(html: str) -> str:
    """As the editor's own converter lets it into the database: by its list of what is allowed."""
    converter = ContentstateConverter(PARAGRAPH_FEATURES)
    return converter.to_database_format(converter.from_database_format(html))


def test_styles_scripts_and_foreign_tags_vanish() -> None:
    html = stored(FROM_WORD)
    assert "Увага!" in html
    for remains in ("Mso", "mso-", "style", "class", "font", "span", "o:p", "<h1", "script", "javascript:", "<img"):
        assert remains not in html, remains


def test_empty_lines_go_and_painted_bullets_become_a_list() -> None:
    html = clean_pasted(stored(FROM_WORD))
    assert "\u00a0" not in html
    assert "&nbsp;" not in html
    items = html.partition("<ul>")[2].partition("</ul>")[0]
    assert [item.partition(">")[2] for item in items.split("</li>") if item] == ["перше;", "друге."]
    assert clean_pasted(html) == html


def test_a_conversation_is_no_list_and_a_single_hyphen_neither() -> None:
    talk = "<p>— Коли буде вода?</p><p>— У п’ятницю.</p><p>- 5 градусів уночі</p>"
    assert clean_pasted(talk) == talk


def test_lines_with_hyphens_become_a_list() -> None:
    assert clean_pasted("<p>Візьміть:</p><p>- паспорт;</p><p>- довідку.</p>") == (
        "<p>Візьміть:</p><ul><li>паспорт;</li><li>довідку.</li></ul>"
    )


def test_a_text_of_empty_lines_is_left_to_the_form() -> None:
    assert clean_pasted("<p></p>") == "<p></p>"

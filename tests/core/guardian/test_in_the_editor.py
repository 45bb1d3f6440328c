"""An author saves a page and is told, beside the form and on top of it, what to look at before it goes out."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import get_page_models
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from community.core.guardian.checks import page_findings
from community.core.models import BasePage, CommunityDocument, CommunityImage
from community.core.page_forms import BasePageForm
from home.models import HomePage, StandardPage
from tests.core.conftest import picture_bytes

CARELESS = '<h3>Про ремонт</h3><p>Довідки: 067 123-45-67, <a href="https://a.ua/">тут</a>.</p>'


def form(body: list[tuple[str, Any]], **fields: Any) -> dict[str, Any]:
    comments = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0}
    intro = 'Сквер "Зелений" - відкрито'
    return nested_form_data(
        {"title": 'П\'ять "дубів"', "slug": "duby", "intro": intro, "body": streamfield(body), "comments": comments}
        | fields
    )


@pytest.fixture
def add(site_home: HomePage) -> str:
    return reverse("wagtailadmin_pages:add", args=["home", "standardpage", site_home.pk])


def text(html: str) -> str:
    return rich_text(html, features=["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"])


def test_a_saved_draft_comes_back_with_remarks_and_ways_to_the_fields(administrator_client: Client, add: str) -> None:
    answer = administrator_client.post(add, form([("paragraph", text(CARELESS))]), follow=True)
    shown = answer.content.decode()
    page = StandardPage.objects.get()
    assert "Перевірка тексту: 3 зауваження. Серед них — дані людей" in shown
    assert "Номер мобільного телефону в тексті" in shown
    assert "«067 123-45-67»" in shown
    assert "Текст посилання не каже, куди воно веде" in shown
    assert "Менший заголовок без більшого над ним" in shown
    assert f'href="#block-{page.body[0].id}-section"' in shown
    assert "Текст, блок 1 «Текст із заголовками»" in shown


def test_publishing_is_not_forbidden_and_says_it_once_more(administrator_client: Client, add: str) -> None:
    data = {**form([("paragraph", text(CARELESS))]), "action-publish": "1"}
    shown = administrator_client.post(add, data, follow=True).content.decode()
    assert StandardPage.objects.get().live
    assert "Номер мобільного телефону в тексті" in shown


def test_what_was_typed_is_set_right_everywhere(administrator_client: Client, add: str) -> None:
    body = [
        ("paragraph", text("<p>Посадили &quot;ясени&quot; -- біля об&#x27;їзної</p><p></p>")),
        ("quote", {"text": 'Це "подарунок" дітям', "author": "Дем'яненко", "position": ""}),
    ]
    administrator_client.post(add, {**form(body), "action-publish": "1"})
    page = StandardPage.objects.get()
    assert page.title == "П’ять «дубів»"
    assert page.intro == "Сквер «Зелений» — відкрито"
    assert "Посадили «ясени» — біля об’їзної</p>" in page.body[0].value.source
    assert page.body[0].value.source.count("<p") == 1
    assert page.body[1].value["text"] == "Це «подарунок» дітям"
    assert page.body[1].value["author"] == "Дем’яненко"


def test_an_autosave_brings_the_check_anew(administrator_client: Client, add: str) -> None:
    body = form([("paragraph", text("<p>Усе гаразд.</p>"))])
    saved = administrator_client.post(add, body, headers={"Accept": "application/json"}).json()
    assert "Зауважень немає" in administrator_client.get(saved["url"]).content.decode()
    careless = {**form([("paragraph", text(CARELESS))]), "overwrite_revision_id": saved["revision_id"]}
    partial = administrator_client.post(saved["url"], careless, headers={"Accept": "application/json"}).json()["html"]
    assert "[data-side-panel='guardian']" in partial
    assert "Номер мобільного телефону в тексті" in partial


def test_pictures_documents_and_tables_are_looked_at(
    site_home: HomePage, add_picture: Callable[..., CommunityImage], settings: Any
) -> None:
    scan = BytesIO()
    Image.open(BytesIO(picture_bytes())).save(scan, "PDF")
    document = CommunityDocument.objects.create(
        title="Протокол", file=SimpleUploadedFile("протокол.pdf", scan.getvalue(), "application/pdf")
    )
    picture = {"image": add_picture().pk, "alt_text": "фото", "decorative": False}
    decoration = {"image": picture["image"], "alt_text": "", "decorative": True}
    page = StandardPage(title="Звіт", intro="")
    page.body = page.body.stream_block.to_python(
        [
            {"type": "gallery", "value": {"images": [{"image": picture}, {"image": decoration}]}, "id": "1"},
            {"type": "document", "value": {"document": document.pk, "title": ""}, "id": "2"},
            {"type": "table", "value": {"data": [["Телефон", "0671234567"]], "table_caption": "x"}, "id": "3"},
        ]
    )
    found = [(finding.rule.code, finding.place.anchor) for finding in page_findings(page)]
    assert found == [
        ("mobile_phone", "block-3-section"),
        ("poor_description", "block-1-section"),
        ("scanned_document", "block-2-section"),
    ]


def test_the_report_names_public_pages_with_remarks_to_whom_may_mend_them(
    editor: Client, officer: Client, site_home: HomePage
) -> None:
    for title, intro in (("Недбала", "Дзвоніть 067 123-45-67."), ("Охайна", "Чекаємо на вас.")):
        site_home.add_child(instance=StandardPage(title=title, intro=intro))
    site_home.add_child(instance=StandardPage(title="Чернетка", intro="067 123-45-67", live=False))
    shown = editor.get(reverse("text_report")).content.decode()
    rows = shown.partition("<tbody>")[2].partition("</tbody>")[0]
    assert "Недбала" in rows
    assert "Номер мобільного телефону в тексті" in rows
    assert "Охайна" not in rows
    assert "Чернетка" not in rows
    assert reverse("text_report") in editor.get(reverse("wagtailadmin_home")).content.decode()
    assert officer.get(reverse("text_report")).status_code in {302, 403}


def test_every_page_of_the_site_is_typed_in_the_form_that_sets_right() -> None:
    models = [model for model in get_page_models() if issubclass(model, BasePage)]
    assert models
    for model in models:
        assert issubclass(model.get_edit_handler().get_form_class(), BasePageForm), model


def test_the_checker_of_the_drawn_page_runs_in_the_preview(administrator_client: Client, site_home: HomePage) -> None:
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[site_home.pk])
    data = form([], quick_links=streamfield([]), lead="")
    assert administrator_client.post(address, data).json()["is_valid"]
    drawn = administrator_client.get(address, {"in_preview_panel": "true"}).content.decode()
    assert "check-image-alt-text" in drawn
    assert r"\u0437\u043e\u0431\u0440\u0430\u0436\u0435\u043d\u043d\u044f" in drawn
    assert "check-image-alt-text" not in administrator_client.get(site_home.url).content.decode()

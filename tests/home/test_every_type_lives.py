"""One story for every type of page: an editor makes it, looks at it, publishes; residents find it; it expires.

A type is added by one more line of ``TYPES``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from community.core.scheduling import scheduled_publish
from home.models import (
    FaqPage,
    FormPage,
    HomePage,
    InstitutionIndexPage,
    InstitutionPage,
    PeopleIndexPage,
    PersonPage,
    SectionPage,
    StandardPage,
)

# A list block says of each item whether it is deleted, where it stands, and what it holds.
QUESTIONS = {
    "count": "1",
    "0": {
        "deleted": "",
        "order": "0",
        "type": "item",
        "value": {"question": "Де взяти довідку?", "answer": rich_text("<p>У ЦНАП.</p>")},
    },
}
PARAGRAPH = streamfield([("paragraph", rich_text("<p>Приходьте без запису.</p>"))])


def section(home: Page) -> Page:
    return home.add_child(instance=SectionPage(title="Громада", slug="hromada"))


def people(home: Page) -> Page:
    return home.add_child(instance=PeopleIndexPage(title="Люди", slug="liudy"))


def institutions(home: Page) -> Page:
    return home.add_child(instance=InstitutionIndexPage(title="Заклади", slug="zaklady"))


@dataclass(frozen=True)
class TypeStory:
    """What an editor enters, what residents then read (``said``) and search for (``words``)."""

    model: type[Page]
    said: str
    words: str
    fields: dict[str, Any]
    parent: Callable[[Page], Page] = section
    title: str = field(default="Зелена громада")

    def data(self) -> dict[str, Any]:
        """What the browser sends from the editor's form."""
        common = {
            "title": self.title,
            "slug": "zelena-hromada",
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0},
        }
        return nested_form_data({**common, **self.fields})


TYPES = [
    TypeStory(SectionPage, "Дванадцять сіл.", "сіл", {"intro": "Дванадцять сіл.", "body": streamfield([])}),
    TypeStory(StandardPage, "Приходьте без запису.", "запису", {"intro": "", "body": PARAGRAPH}),
    TypeStory(PeopleIndexPage, "Усі, кого ви обрали.", "обрали", {"intro": "Усі, кого ви обрали."}),
    TypeStory(
        PersonPage,
        "9:00–12:30, кабінет 4",
        "Журавкове",
        {
            "kind": "starosta",
            "position": "Староста",
            "list_order": "100",
            "portrait": "",
            "portrait_alt": "",
            "district": "Журавківський округ",
            "settlements": "Журавкове\nБродок",
            "faction": "",
            "constituency": "",
            "phone": "(044) 123-45-67",
            "email": "starosta@example.org",
            "reception_hours": inline_formset(
                [{"day": "перший вівторок", "begins": "09:00", "ends": "12:30", "place": "кабінет 4"}]
            ),
            "body": PARAGRAPH,
        },
        parent=people,
        title="Калина Марія Іванівна",
    ),
    TypeStory(InstitutionIndexPage, "Куди звернутися.", "звернутися", {"intro": "Куди звернутися."}),
    TypeStory(
        InstitutionPage,
        "8:00–17:00",
        "пандус",
        {
            "kind": "health",
            "intro": "Сімейні лікарі.",
            "address": "вулиця Садова, 5",
            "latitude": "49.838300",
            "longitude": "24.023200",
            "email": "",
            "website": "",
            "phones": inline_formset([{"number": "(044) 123-45-67", "label": "реєстратура"}]),
            "hours_note": "",
            "opening_hours": inline_formset(
                [{"weekday": "1", "opens": "08:00", "closes": "17:00", "break_begins": "12:00", "break_ends": "12:45"}]
            ),
            "accessibility": "Пандус і ліфт.",
            "body": PARAGRAPH,
        },
        parent=institutions,
        title="Амбулаторія",
    ),
    TypeStory(
        FaqPage,
        "Де взяти довідку?",
        "довідку",
        {
            "intro": "",
            "groups": streamfield([("group", {"title": "Довідки", "questions": QUESTIONS})]),
        },
    ),
    TypeStory(
        FormPage,
        "Ваше ім’я",
        "прийом",
        {
            "intro": "Запишіться на прийом.",
            "form_fields": inline_formset([{"label": "Ваше ім’я", "field_type": "singleline", "required": "on"}]),
            "button_text": "",
            "thanks": "",
            "data_purpose": "Щоб вам передзвонити.",
            "retention_days": "90",
            "office_email": "",
        },
    ),
]


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return unescape(answer.content.decode())


@pytest.mark.parametrize("story", TYPES, ids=lambda story: story.model.__name__)
def test_from_the_editor_to_the_end_of_its_term(
    client: Client, editor: Client, home_page: HomePage, story: TypeStory
) -> None:
    parent = story.parent(home_page)
    kind = [story.model._meta.app_label, story.model._meta.model_name, parent.pk]

    # It is offered and explained where it belongs; where nothing else may stand, Wagtail asks no question.
    choice = editor.get(reverse("wagtailadmin_pages:add_subpage", args=[parent.pk]))
    assert choice.status_code == 302 or str(story.model.page_description) in unescape(choice.content.decode())

    # The editor looks at it before anybody else does.
    preview = reverse("wagtailadmin_pages:preview_on_add", args=kind)
    assert editor.post(preview, story.data()).json()["is_valid"] is True
    assert story.said in text(editor, preview)
    assert not story.model.objects.filter(slug="zelena-hromada").exists()

    # It is published until the day after tomorrow.
    until = timezone.localtime() + timedelta(days=2)
    data = {**story.data(), "expire_at": f"{until:%d.%m.%Y %H:%M}", "action-publish": "1"}
    answer = editor.post(reverse("wagtailadmin_pages:add", args=kind), data)
    assert answer.status_code == 302, answer.context["form"].errors
    page = story.model.objects.get(slug="zelena-hromada")
    shown = text(client, page.url)
    assert story.title in shown
    assert story.said in shown

    # It stands in its list, in the admin, and in the search.
    assert story.title in text(client, parent.url)
    assert story.title in text(editor, reverse("wagtailadmin_explore", args=[parent.pk]))
    assert story.title in text(client, f"/search/?q={story.words}")

    # Its term comes.
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        scheduled_publish()
        text(client, page.url, status=404)
        assert story.title not in text(client, parent.url)
        assert story.title not in text(client, f"/search/?q={story.words}")

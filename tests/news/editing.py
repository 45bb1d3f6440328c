"""What the browser sends from the editor's forms of dated pages, and the way to residents through the editor."""

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

NO_COMMENTS = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0}


def editor_form(**fields: Any) -> dict[str, Any]:
    body = streamfield([("paragraph", rich_text("<p>Подробиці телефоном.</p>"))])
    return nested_form_data({"body": body, "comments": NO_COMMENTS, **fields})


def add_address(index: Page, model: str) -> str:
    return reverse("wagtailadmin_pages:add", args=["news", model, index.pk])


def preview(editor: Client, index: Page, model: str, form: dict[str, Any]) -> str:
    """The page as the editor sees it before saving."""
    address = reverse("wagtailadmin_pages:preview_on_add", args=["news", model, index.pk])
    assert editor.post(address, form).json()["is_valid"] is True
    return editor.get(address).content.decode()


def publish(editor: Client, index: Page, model: str, form: dict[str, Any]) -> None:
    answer = editor.post(add_address(index, model), {**form, "action-publish": "1"})
    assert answer.status_code == 302, answer.context["form"].errors


def refusal(editor: Client, index: Page, model: str, form: dict[str, Any]) -> str:
    """What the editor reads when the page is not published."""
    answer = editor.post(add_address(index, model), {**form, "action-publish": "1"})
    assert answer.status_code == 200
    return answer.content.decode()

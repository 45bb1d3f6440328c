"""A form’s consent: what people read is what is kept, and a wording never changes under them."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db.models import RestrictedError
from django.test import Client

from community.core.personal_data import personal_data_sources
from home.forms.services import form_answer_add
from home.models import FormAnswer, FormConsent, FormPage
from tests.accounts.builders import resident_make
from tests.home.test_forms import FILLED, form_page

__all__ = ["form_page"]


def box(client: Client, page: FormPage) -> str:
    """What the box of the form sends when it is ticked."""
    found = re.search(r'<input type="checkbox" name="personal-data" value="(\w+)"', shown(client.get(page.url)))
    assert found
    return found[1]


def shown(response: Any) -> str:
    return " ".join(response.content.decode().split())


def purpose_change(page: FormPage, purpose: str) -> None:
    page.data_purpose = purpose
    page.save_revision().publish()


def test_what_was_read_is_kept_beside_the_answer(form_page: FormPage) -> None:
    client = Client()
    client.post(form_page.url, {**FILLED, "personal-data": box(client, form_page)})
    text = FormAnswer.objects.get().consent.text
    page = shown(client.get(form_page.url))
    for line in text.splitlines():
        assert line in page
    assert "Щоб вам передзвонити." in text
    assert "30" in text
    assert "<" not in text


def test_a_wording_is_kept_once_and_a_changed_one_beside_it(form_page: FormPage) -> None:
    client = Client()
    for _time in range(2):
        client.post(form_page.url, {**FILLED, "personal-data": box(client, form_page)})
    purpose_change(form_page, "Щоб вам написати.")
    client.post(form_page.url, {**FILLED, "personal-data": box(client, form_page)})
    texts = [answer.consent.text for answer in FormAnswer.objects.order_by("pk")]
    assert FormConsent.objects.count() == 2
    assert ["передзвонити" in text for text in texts] == [True, True, False]
    assert "написати" in texts[2]


def test_another_term_is_another_wording(form_page: FormPage) -> None:
    first = form_answer_add(page=form_page, answers={}).consent
    form_page.retention_days = 365
    second = form_answer_add(page=form_page, answers={}).consent
    assert first != second


def test_whoever_read_another_wording_is_asked_anew(form_page: FormPage) -> None:
    client = Client()
    read = box(client, form_page)
    purpose_change(form_page, "Щоб передати ваші слова газеті.")
    answer = client.post(form_page.url, {**FILLED, "personal-data": read})
    assert answer.status_code == 422
    assert not FormAnswer.objects.exists()
    assert 'value="Марія Калина"' in shown(answer)
    assert not re.search(r'name="personal-data"[^>]*checked', shown(answer))
    assert "Щоб передати ваші слова газеті." in shown(answer)
    assert client.post(form_page.url, {**FILLED, "personal-data": box(client, form_page)}).status_code == 303


def test_without_the_box_nothing_is_kept(form_page: FormPage) -> None:
    assert Client().post(form_page.url, {**FILLED, "personal-data": ""}).status_code == 422
    assert not FormConsent.objects.exists()


def test_a_wording_stays_while_an_answer_points_to_it_and_leaves_with_the_page(form_page: FormPage) -> None:
    form_answer_add(page=form_page, answers={})
    consent = FormConsent.objects.get()
    with pytest.raises(RestrictedError):
        consent.delete()
    form_page.delete()
    assert not FormConsent.objects.exists()
    assert not FormAnswer.objects.exists()


def test_the_own_data_hand_out_the_wording(form_page: FormPage) -> None:
    resident = resident_make()
    form_answer_add(page=form_page, answers={"poshta": resident.email})
    assert EmailAddress.objects.filter(user=resident, verified=True).exists()
    source = next(source for source in personal_data_sources() if source.key == "forms")
    assert "Щоб вам передзвонити." in source.export(resident)[0]["agreed_to"]

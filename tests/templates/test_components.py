"""The parts of forms and lists, as a resident with a screen reader meets them."""

import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory


class Question(forms.Form):
    answer = forms.ChoiceField(label="Ваша відповідь", widget=forms.RadioSelect, choices=[("1", "Так"), ("2", "Ні")])
    email = forms.EmailField(label="Електронна пошта", help_text="На неї надійде лист.")
    comment = forms.CharField(label="Коментар", required=False)
    agree = forms.BooleanField(label="Я погоджуюся")


def field(form: forms.Form, name: str) -> str:
    return render_to_string("components/form_field.html", {"field": form[name]})


def identifiers(html: str) -> set[str]:
    return set(re.findall(r'\sid="([^"]+)"', html))


@pytest.fixture
def refused() -> Question:
    form = Question({"email": "olena"})
    assert not form.is_valid()
    return form


def test_a_field_names_its_hint_and_its_error(refused: Question) -> None:
    html = field(refused, "email")
    described_by = re.search(r'aria-describedby="([^"]+)"', html)
    assert described_by
    assert set(described_by[1].split()) <= identifiers(html)
    assert len(described_by[1].split()) == 2
    assert 'aria-invalid="true"' in html
    assert "На неї надійде лист." in html
    assert "Помилка:" in html
    assert 'value="olena"' in html


def test_the_error_stands_between_the_label_and_the_field(refused: Question) -> None:
    html = field(refused, "email")
    assert html.index("<label") < html.index("field__error") < html.index("<input")


def test_answers_to_choose_from_are_one_group_with_a_legend(refused: Question) -> None:
    html = field(refused, "answer")
    assert re.search(r"<fieldset[^>]*>\s*<legend[^>]*>\s*Ваша відповідь", html)
    assert html.count('type="radio"') == 2
    described_by = re.search(r'<fieldset[^>]*aria-describedby="([^"]+)"', html)
    assert described_by
    assert described_by[1] in identifiers(html)


def test_only_what_may_be_left_out_says_so() -> None:
    form = Question()
    assert "(необов’язково)" in field(form, "comment")
    assert "(необов’язково)" not in field(form, "email")
    assert "*" not in field(form, "email")


def test_a_single_box_has_its_words_after_it() -> None:
    html = field(Question(), "agree")
    assert html.index('type="checkbox"') < html.index("Я погоджуюся")


def test_the_summary_leads_to_every_field_that_has_an_error(refused: Question) -> None:
    refused.add_error(None, "Спробуйте пізніше.")
    html = render_to_string("components/error_summary.html", {"form": refused})
    whole = "".join(field(refused, name) for name in refused.fields)
    targets = re.findall(r'href="#([^"]+)"', html)
    assert len(targets) == 3
    assert set(targets) <= identifiers(whole)
    assert "Спробуйте пізніше." in html
    assert "autofocus" in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert render_to_string("components/error_summary.html", {"form": Question()}).strip() == ""


def test_pages_of_a_list_keep_the_rest_of_the_address() -> None:
    request = RequestFactory().get("/novyny/?category=osvita&page=5")
    page = Paginator(range(120), 10).page(5)
    html = render_to_string("components/pagination.html", {"page_obj": page}, request=request)
    assert "?category=osvita&amp;page=4" in html
    assert "?category=osvita&amp;page=12" in html
    words = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert words == "Попередня Сторінка 1 … Сторінка 4 Сторінка 5 Сторінка 6 … Сторінка 12 Наступна"


def test_a_list_of_one_page_needs_no_pages() -> None:
    page = Paginator(range(3), 10).page(1)
    html = render_to_string("components/pagination.html", {"page_obj": page}, request=RequestFactory().get("/"))
    assert html.strip() == ""


def test_sharing_survives_any_title() -> None:
    context = {"url": "https://hromada.example/novyny/?a=1&b=2", "title": 'Нарада «Вода» & "Світло"'}
    html = render_to_string("components/share.html", context)
    assert "u=https%3A%2F%2Fhromada.example%2Fnovyny%2F%3Fa%3D1%26b%3D2" in html
    assert "%26%20%22" in html

"""A resident sends a form; the office is told, staff read it, and it leaves in time."""

import re
from datetime import timedelta
from html import unescape
from io import StringIO
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from community.accounts.models import User
from community.accounts.roles import AUTHOR
from community.core.personal_data import personal_data_sources
from community.messaging.models import Message
from community.messaging.rendering import message_render
from home.forms import retention
from home.forms.services import form_answer_add
from home.models import FormAnswer, FormField, FormPage, HomePage
from home.tasks import form_answers_retention
from tests.conftest import SignIn
from tests.home.test_every_type_lives import TYPES

FILLED = {
    "vashe_imia": "Марія Калина",
    "poshta": "maria@example.com",
    "koly": "2026-12-24",
    "do_koho": "Голова",
    "personal-data": "on",
}


@pytest.fixture
def form_page(home_page: HomePage) -> FormPage:
    page = FormPage(
        title="Запис на прийом",
        slug="zapys",
        data_purpose="Щоб вам передзвонити.",
        thanks="Зателефонуємо за два дні.",
        office_email="office@example.com",
        retention_days=30,
    )
    page.form_fields.set(
        [
            FormField(label="Ваше ім’я", field_type="singleline"),
            FormField(label="Пошта", field_type="email", required=False),
            FormField(label="Коли", field_type="date", required=False),
            FormField(label="До кого", field_type="radio", choices="Голова\nСекретар"),
        ]
    )
    return home_page.add_child(instance=page)


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def test_a_form_is_sent_and_the_office_is_told_without_its_content(client: Client, form_page: FormPage) -> None:
    shown = client.get(form_page.url)
    assert "csrftoken" in shown.cookies
    assert shown["Cache-Control"] == "private, no-store"
    assert "Щоб вам передзвонити." in text(shown)
    assert "Сайт стирає його через 30 днів після надсилання." in text(shown)
    answer = client.post(form_page.url, FILLED)
    assert answer.status_code == 303
    thanks = text(client.get(answer["Location"]))
    assert "Ми отримали вашу форму" in thanks
    assert "Зателефонуємо за два дні." in thanks
    assert "Марія" not in thanks
    assert FormAnswer.objects.get().form_data == {
        "vashe_imia": "Марія Калина",
        "poshta": "maria@example.com",
        "koly": "2026-12-24",
        "do_koho": "Голова",
    }
    letter = message_render(message=Message.objects.get(recipient="office@example.com"), secrets={})
    assert letter.subject == "Надіслано форму: Запис на прийом"
    assert reverse("wagtailforms:list_submissions", args=[form_page.pk]) in letter.text
    assert "Марія" not in letter.text + letter.html


def test_the_editor_looks_at_the_thanks_too(form_page: FormPage) -> None:
    assert "Ваше ім’я" in text(form_page.make_preview_request(preview_mode="form"))
    assert "Зателефонуємо за два дні." in text(form_page.make_preview_request(preview_mode="landing"))


def test_other_pages_know_no_cookie(client: Client, form_page: FormPage) -> None:
    assert not client.get(form_page.get_parent().url).cookies
    assert not client.get(f"{form_page.url}diakuiemo/").cookies


def test_bad_input_comes_back_whole_with_what_to_mend(client: Client, form_page: FormPage) -> None:
    wrong = {"vashe_imia": "Марія <b>", "poshta": "не пошта", "koly": "вчора", "do_koho": "Король"}
    answer = client.post(form_page.url, wrong)
    page = text(answer)
    assert answer.status_code == 422
    assert re.search(r"<title>Помилка:\s+Запис на прийом", page)
    for words in (
        "Це не схоже на адресу",
        "«Коли»: введіть дату",
        "«До кого»: виберіть відповідь зі списку",
        "Без вашої згоди",
        'value="не пошта"',
        'value="Марія <b>"',
    ):
        assert words in page, words
    assert "Заповніть поле «Ваше ім’я»." in text(client.post(form_page.url, {}))
    assert not FormAnswer.objects.exists()


def test_what_programs_send_is_limited_and_nothing_is_lost(
    client: Client, form_page: FormPage, settings: Settings
) -> None:
    trapped = {**FILLED, "your-website": "https://spam.example"}
    assert [client.post(form_page.url, trapped).status_code for _ in range(3)] == [303, 303, 303]
    refused = client.post(form_page.url, trapped)
    assert refused.status_code == 429
    assert "Нічого з уведеного не втрачено" in text(refused)
    assert 'value="Марія Калина"' in text(refused)
    settings.CAPTCHA = "suspicion"
    assert client.post(form_page.url, trapped).status_code == 422
    assert FormAnswer.objects.count() == 3


def test_staff_read_and_export_without_live_formulas(
    administrator: Client, editor: Client, form_page: FormPage
) -> None:
    form_answer_add(
        page=form_page,
        answers={"vashe_imia": "=HYPERLINK(1)", "poshta": None, "koly": "2026-12-24", "do_koho": "Голова"},
    )
    address = reverse("wagtailforms:list_submissions", args=[form_page.pk])
    for staff in (editor, administrator):
        listed = text(staff.get(address))
        assert "=HYPERLINK(1)" in listed
        assert "24.12.2026" in listed
    file = administrator.get(f"{address}?export=csv").getvalue().decode("utf-8-sig")
    headings, row = file.splitlines()
    assert headings.endswith("Ваше ім’я;Пошта;Коли;До кого")
    assert row.endswith(";'=HYPERLINK(1);;24.12.2026;Голова")
    # To take a copy away is a right of its own, and whoever edits the page does not read for that alone.
    assert editor.get(f"{address}?export=csv").status_code == 302
    assert "export=csv" not in text(editor.get(address))


def test_an_author_of_the_form_does_not_read_what_it_brings(sign_in: SignIn, form_page: FormPage) -> None:
    author = sign_in(AUTHOR)
    FormPage.objects.update(owner=Group.objects.get(name=AUTHOR.name).user_set.get())
    assert author.get(reverse("wagtailadmin_pages:edit", args=[form_page.pk])).status_code == 200
    address = reverse("wagtailforms:list_submissions", args=[form_page.pk])
    assert author.get(address).status_code == 302
    delete = reverse("wagtailforms:delete_submissions", args=[form_page.pk])
    assert author.post(delete).status_code == 302


def test_answers_to_choose_from_are_asked_of_the_editor(editor: Client, home_page: HomePage) -> None:
    [story] = [story for story in TYPES if story.model is FormPage]
    add = reverse("wagtailadmin_pages:add", args=["home", "formpage", home_page.pk])
    data = {**story.data(), "form_fields-0-field_type": "radio", "action-publish": "1"}
    assert "Впишіть варіанти відповіді" in text(editor.post(add, data))


def test_what_was_sent_leaves_in_time(form_page: FormPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    for _ in range(5):
        form_answer_add(page=form_page, answers=dict(FILLED))
    FormAnswer.objects.update(submit_time=timezone.now() - timedelta(days=20))
    form_answer_add(page=form_page, answers=dict(FILLED))

    def report(*arguments: str) -> list[str]:
        out = StringIO()
        call_command("form_answers_retention", *arguments, stdout=out)
        return out.getvalue().splitlines()

    assert report("--dry-run")[1] == "  нічого: строк жодної форми ще не настав"
    with time_machine.travel(timezone.now() + timedelta(days=11)):
        line = "  «Запис на прийом», строк у днях — 30: надісланих форм — 5"
        assert report("--dry-run") == ["Зараз було б стерто:", line]
        assert FormAnswer.objects.count() == 6
        form_answers_retention()
        assert FormAnswer.objects.count() == 1
    assert report() == ["Стерто зараз:", "  нічого: строк жодної форми ще не настав"]


def test_a_resident_gets_and_erases_what_they_sent(form_page: FormPage) -> None:
    form_answer_add(page=form_page, answers={**FILLED, "poshta": "Maria@example.com"})
    form_answer_add(page=form_page, answers={**FILLED, "poshta": "petro@example.com"})
    maria = User.objects.create_user("maria", "maria@example.com", "kalyna-berizka")
    [source] = [source for source in personal_data_sources() if source.key == "forms"]
    EmailAddress.objects.create(user=maria, email="maria@example.com", verified=False)
    assert source.export(maria) == []
    EmailAddress.objects.update(verified=True)
    [record] = source.export(maria)
    assert record["form"] == "Запис на прийом"
    assert record["answers"]["poshta"] == "Maria@example.com"
    assert source.erase
    source.erase(maria)
    assert FormAnswer.objects.get().form_data["poshta"] == "petro@example.com"

"""Who may write, what waits through a login, and what an author's own petitions show and allow."""

from uuid import uuid4

import pytest
from django.test import Client
from wagtail.models import Revision

from community.accounts.models import Session, User
from engagement.models import Petition, RefusalGround
from engagement.petitions.limits import TEXTS_KEPT
from engagement.petitions.services.drafts import petition_take_back
from engagement.petitions.services.moderation import petition_refuse
from tests.engagement.petitions.builders import (
    TEXT,
    TITLE,
    draft_make,
    publish,
    published_petition,
    resident_make,
    staff_make,
    submitted_petition,
)
from tests.engagement.petitions.conftest import SignedIn
from tests.engagement.petitions.pages import own_address, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("petition_index")]

WRITING = "/petytsii/nova/tekst/"
OF_A_DRAFT = ["", "zminyty/", "podaty/", "zabraty/", "vydalyty/"]


@pytest.mark.parametrize("path", ["nova/tema/?title=Міст", "nova/tekst/", "moi/"])
def test_a_stranger_is_asked_to_log_in_and_comes_back(client: Client, path: str) -> None:
    response = client.get(f"/petytsii/{path}")
    assert response.status_code == 403
    assert "Увійдіть, щоб написати петицію" in text(response)
    assert response["Cache-Control"] == "private, no-store"
    assert not client.cookies.get("sessionid")
    address = response.context["back"]
    assert address == client.get(address).wsgi_request.get_full_path()


def test_what_was_typed_waits_through_the_login(resident: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(resident)
    client.get(WRITING)
    token = client.cookies["csrftoken"].value
    # The session ends while the resident writes.
    client.session.flush()
    response = client.post(WRITING, {"title": TITLE, "text": TEXT, "csrfmiddlewaretoken": token})
    assert response.status_code == 403
    assert "Те, що ви набрали, збережено" in text(response)
    assert not Petition.objects.exists()
    login = client.get(f"/kabinet/vkhid/?next={response.context['back']}")
    typed = {"login": resident.email, "password": "kalyna-berizka", "next": WRITING}
    logged_in = client.post("/kabinet/vkhid/", {**typed, "csrfmiddlewaretoken": client.cookies["csrftoken"].value})
    assert login.status_code == 200
    assert logged_in["Location"] == WRITING
    form = client.get(WRITING)
    assert "Тут те, що ви набрали до входу." in text(form)
    assert f'value="{TITLE}"' in form.content.decode()
    assert TEXT.splitlines()[-1] in text(form)
    client.post(WRITING, {"title": TITLE, "text": TEXT, "csrfmiddlewaretoken": client.cookies["csrftoken"].value})
    assert Petition.objects.get().author == resident
    assert TITLE not in text(client.get(WRITING))


def test_a_form_older_than_the_login_shows_what_was_typed(resident: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(resident)
    client.get(WRITING)
    token = client.cookies["csrftoken"].value
    # The resident has logged in anew in another tab, which changes the token.
    del client.cookies["csrftoken"]
    client.get(WRITING)
    response = client.post(WRITING, {"title": TITLE, "text": TEXT, "csrfmiddlewaretoken": token * 2})
    assert response.status_code == 403
    assert f"скопіюйте про всяк випадок {' '.join(TEXT.split())}" in text(response)
    assert token not in response.content.decode()


def test_an_edited_draft_waits_through_the_login_too(browser: Client, resident: User) -> None:
    draft = draft_make(resident)
    browser.logout()
    browser.post(own_address(draft, "zminyty/"), {"title": "Нова назва", "text": "Новий текст."})
    browser.force_login(resident)
    assert "Новий текст." in text(browser.get(own_address(draft, "zminyty/")))
    # It belongs to that form alone.
    assert "Новий текст." not in text(browser.get(WRITING))


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"phone_proven": False}, "підтвердженого мобільного телефону"),
        ({"email_proven": False}, "підтвердженої електронної"),
        ({"last_name": "", "first_name": "", "patronymic": ""}, "прізвища та імені"),
    ],
)
def test_an_unproven_resident_is_told_what_lacks_and_cannot_submit(
    missing: dict[str, object], words: str, signed_in: SignedIn, resident: User
) -> None:
    draft = draft_make(resident)
    unproven = resident_make(**missing)  # type: ignore[arg-type]  # proofs or fields of the user
    Petition.objects.filter(pk=draft.pk).update(author=unproven)
    browser = signed_in(unproven)
    for address in (WRITING, own_address(draft, "podaty/")):
        response = browser.post(address, {"title": TITLE, "text": TEXT, "consent": "on"})
        assert response.status_code == 403
        assert words in text(response)
    draft.refresh_from_db()
    assert draft.publication == "draft"
    assert Petition.objects.count() == 1


@pytest.mark.parametrize("rest", OF_A_DRAFT)
def test_another_residents_petition_is_not_there(browser: Client, rest: str) -> None:
    for theirs in (draft_make(), submitted_petition(), published_petition()):
        for send in (browser.get, browser.post):
            response = send(own_address(theirs, rest), {"title": "Чуже", "text": "Чуже", "consent": "on"})
            assert response.status_code == 404
            assert theirs.title not in text(response)
    assert browser.get(f"/petytsii/chernetka/{uuid4()}/").status_code == 404
    assert not Petition.objects.filter(title="Чуже").exists()


def test_my_petitions_say_what_became_of_each(browser: Client, resident: User) -> None:
    assert "Ви ще не писали петицій" in text(browser.get("/petytsii/moi/"))
    draft_make(resident, title="Ще пишу")
    submitted_petition(resident, title="Подана")
    published_petition(resident, title="Оприлюднена")
    refused = submitted_petition(resident, title="Відмовлена")
    ground = RefusalGround.objects.get(code="powers")
    petition_refuse(petition=refused, actor=staff_make(), ground=ground, reasons="Дорога обласна.")
    page = text(browser.get("/petytsii/moi/"))
    assert "Чернетка Ще пишу Її бачите лише ви." in page
    assert "Подана Рада вирішить до кінця дня" in page
    assert "Збір підписів Оприлюднена" in page
    assert "Відмовлена Підстава:" in page
    assert "Дорога обласна." in page
    assert "Причини бачите лише ви." in text(browser.get(own_address(refused)))


def test_taking_back_says_that_the_clock_starts_anew(browser: Client, resident: User) -> None:
    petition = submitted_petition(resident)
    question = text(browser.get(own_address(petition, "zabraty/")))
    assert "рада матиме 2 робочі дні від того моменту: строк почнеться заново" in question
    petition.refresh_from_db()
    assert petition.publication == "submitted"
    assert "Редагування петиції" in text(browser.post(own_address(petition, "zabraty/"), follow=True))
    petition.refresh_from_db()
    assert (petition.publication, petition.due_at) == ("draft", None)


def test_a_deleted_draft_leaves_nothing_behind(browser: Client, resident: User) -> None:
    petition = submitted_petition(resident)
    petition_take_back(petition=petition, author=resident)
    assert Revision.objects.exists()
    assert "відновити його не зможе ніхто" in text(browser.get(own_address(petition, "vydalyty/")))
    assert "Ви ще не писали петицій" in text(browser.post(own_address(petition, "vydalyty/"), follow=True))
    assert not Petition.objects.exists()
    assert not Revision.objects.exists()


@pytest.mark.parametrize("rest", ["zminyty/", "podaty/", "vydalyty/"])
def test_what_was_submitted_meanwhile_is_not_written_anew(browser: Client, resident: User, rest: str) -> None:
    petition = submitted_petition(resident)
    response = browser.post(own_address(petition, rest), {"title": "Інше", "text": "Інше", "consent": "on"})
    assert response.status_code == 409
    assert "Її стан тепер — «на перевірці»" in text(response)
    petition.refresh_from_db()
    assert petition.title == TITLE


def test_what_was_published_meanwhile_is_not_taken_back(browser: Client, resident: User) -> None:
    petition = submitted_petition(resident)
    publish(petition)
    assert browser.post(own_address(petition, "zabraty/")).status_code == 409
    assert browser.get(own_address(petition))["Location"] == f"/petytsii/{petition.slug}/"


def test_the_table_of_sessions_does_not_grow_with_texts_of_strangers() -> None:
    """Each request without a cookie would leave another session with twenty thousand characters in it."""
    before = Session.objects.count()
    for _number in range(TEXTS_KEPT.count + 5):
        response = Client().post(WRITING, {"title": "Лавки", "text": "Де <b>сісти</b>?"})
    assert Session.objects.count() - before == TEXTS_KEPT.count
    assert "Те, що ви набрали, збережено" not in text(response)
    assert "Де &lt;b&gt;сісти&lt;/b&gt;?" in response.content.decode()
    elsewhere = Client(REMOTE_ADDR="198.51.100.7").post(WRITING, {"text": "Інша мережа"})
    assert "Те, що ви набрали, збережено" in text(elsewhere)

"""Who has no second factor yet, whose session is too old, and what a new password does to the others."""

from datetime import timedelta
from html import unescape
from urllib.parse import urlsplit

import time_machine
from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group
from django.test import Client, override_settings
from django.utils import timezone

from community.accounts.models import User
from community.accounts.roles import EDITOR
from community.messaging.models import Message
from home.models import HomePage
from tests.accounts.builders import text
from tests.accounts.codes import PASSWORD, prove_again, set_up_second_factor, sign_in_by_password

INDEX = "/kabinet/dvoetapnyi-vkhid/"
NOTICE = "Ваш обліковий запис ще без двоетапного входу."
NEW_PASSWORD = "stezhka-do-lisu-77"


def joined(user: User, days_ago: float) -> None:
    user.date_joined = timezone.now() - timedelta(days=days_ago)
    user.save()


def test_the_days_that_are_left_are_counted_on_the_home_page_of_the_admin(oksana: User, client: Client) -> None:
    client.force_login(oksana)
    for days_ago, words in (
        (0, "За 14 днів адміністративна частина відчинятиметься тільки з ним."),
        (11.5, "За 3 дні адміністративна частина відчинятиметься тільки з ним."),
        (13.5, "За 1 день адміністративна частина відчинятиметься тільки з ним."),
    ):
        joined(oksana, days_ago)
        page = unescape(text(client.get("/admin/")))
        assert f"{NOTICE} {words}" in page
        assert f'href="{INDEX}"' in page
    set_up_second_factor(client)
    assert NOTICE not in unescape(text(client.get("/admin/")))


def test_when_the_days_are_over_the_admin_leads_to_the_set_up_and_opens_after_it(oksana: User, client: Client) -> None:
    joined(oksana, 15)
    assert sign_in_by_password(client, "oksana", next="/admin/") == "/admin/"
    for address in ("/admin/", "/admin/pages/", "/admin/account/"):
        assert client.get(address).headers["Location"] == INDEX
    assert client.get("/admin/tag-autocomplete/", headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
    assert "Для роботи в адміністративній частині він обов’язковий." in text(client.get(INDEX)).replace(":", ".")
    set_up_second_factor(client)
    assert client.get("/admin/").status_code == 200


def test_who_is_led_to_the_set_up_can_still_log_out(oksana: User, client: Client) -> None:
    joined(oksana, 15)
    client.force_login(oksana)
    client.post("/admin/logout/")
    assert SESSION_KEY not in client.session


@override_settings(STAFF_SECOND_FACTOR_GRACE_DAYS=0)
def test_without_days_of_grace_the_first_visit_leads_to_the_set_up(oksana: User, client: Client) -> None:
    client.force_login(oksana)
    assert client.get("/admin/").headers["Location"] == INDEX


def test_after_a_working_day_the_admin_asks_to_sign_in_again(oksana: User, client: Client) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sign_in_by_password(client, "oksana", next="/admin/")
        clock.shift(timedelta(hours=11, minutes=59))
        assert client.get("/admin/").status_code == 200
        clock.shift(timedelta(minutes=2))
        response = client.get("/admin/pages/", follow=True)
        assert response.redirect_chain[-1][0] == "/kabinet/vkhid/?next=%2Fadmin%2Fpages%2F"
        assert SESSION_KEY not in client.session


def test_a_new_password_ends_the_sessions_elsewhere(oksana: User, client: Client, home_page: HomePage) -> None:
    elsewhere = Client()
    for browser in (client, elsewhere):
        sign_in_by_password(browser, "oksana")
        assert browser.get("/admin/").status_code == 200
    client.post("/kabinet/parol/", {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    oksana.refresh_from_db()
    assert oksana.check_password(NEW_PASSWORD)
    assert client.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302


def test_an_administrators_new_password_for_a_colleague_ends_all_their_sessions(
    oksana: User, client: Client, administrator: Client
) -> None:
    client.force_login(oksana)
    fields = {"username": "oksana", "email": oksana.email, "first_name": "Оксана", "last_name": "Мельник"}
    passwords = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    groups = [group.pk for group in oksana.groups.all()]
    address = f"/admin/users/edit/{oksana.pk}/"
    administrator.post(address, {**fields, **passwords, "is_active": "on", "groups": groups})
    assert client.get("/admin/").status_code == 302


def test_pages_for_everybody_do_not_look_at_the_session(home_page: HomePage, client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert not response.wsgi_request.session.accessed
    assert not response.cookies


def test_proving_oneself_again_is_asked_before_the_set_up(oksana: User, client: Client) -> None:
    client.force_login(oksana)
    prove_again(client, f"{INDEX}uvimknennia/")
    assert client.get(f"{INDEX}uvimknennia/").status_code == 200


def test_staff_recover_a_forgotten_password_by_the_address_the_administrator_gave(
    administrator: Client, client: Client, home_page: HomePage
) -> None:
    fields = {"username": "petro", "email": "Petro@hromada.example", "first_name": "Петро", "last_name": "Коваль"}
    passwords = {"password1": PASSWORD, "password2": PASSWORD}
    group = Group.objects.get(name=EDITOR.name)
    administrator.post("/admin/users/new/", {**fields, **passwords, "is_active": "on", "groups": [group.pk]})
    door = client.get("/admin/password_reset/", follow=True).redirect_chain[-1][0]
    client.post(door, {"email": "petro@hromada.example"})
    link = urlsplit(Message.objects.get(template="password_reset_key").secrets["link"]).path
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert sign_in_by_password(Client(), "petro", NEW_PASSWORD, next="/admin/") == "/admin/"
    assert sign_in_by_password(Client(), "petro@hromada.example", NEW_PASSWORD, next="/admin/") == "/admin/"


def test_an_address_that_a_resident_has_proven_is_not_taken_over(resident: User, oksana: User, client: Client) -> None:
    User.objects.filter(pk=oksana.pk).update(email=resident.email)
    oksana.refresh_from_db()
    client.force_login(oksana)
    assert EmailAddress.objects.get(email=resident.email, verified=True).user == resident

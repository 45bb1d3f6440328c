"""A session begins anew at the login, and ends at once with the account."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from community.accounts.models import User
from community.accounts.session_store import SessionStore
from tests.accounts.builders import EMAIL, PASSWORD, letter_path, login, register, resident_make, sms_code
from tests.accounts.codes import protected_staff, sign_in_by_password
from tests.security.conftest import STAFF, STRANGER, Who
from tests.services.authenticator import one_time_code


def planted(client: Client) -> str:
    """A session that somebody else knows, put into the visitor's browser."""
    store = SessionStore()
    store["planted"] = True
    store.create()
    client.cookies["sessionid"] = str(store.session_key)
    return str(store.session_key)


def is_of_nobody(key: str | None) -> bool:
    return SESSION_KEY not in SessionStore(key)


def test_a_login_begins_another_session(home_page: None) -> None:
    resident_make()
    client = Client()
    key = planted(client)
    login(client)
    assert SESSION_KEY in client.session
    assert client.session.session_key != key
    assert is_of_nobody(key)


def test_a_registration_begins_another_session(home_page: None) -> None:
    client = Client()
    key = planted(client)
    register(client)
    client.post(letter_path())
    client.post("/kabinet/telefon/kod/", {"code": sms_code()})
    assert SESSION_KEY in client.session
    assert client.session.session_key != key
    assert is_of_nobody(key)


def test_a_second_factor_begins_another_session(roles: None, home_page: None) -> None:
    user = User.objects.create_user("oksana", "oksana@hromada.example", is_superuser=True)
    secret = protected_staff(user)
    client = Client()
    key = planted(client)
    sign_in_by_password(client, "oksana")
    half_way = client.session.session_key
    client.post("/kabinet/dvoetapnyi-vkhid/kod/", {"code": one_time_code(secret, steps=1)})
    assert SESSION_KEY in client.session
    assert client.session.session_key not in {key, half_way}
    assert is_of_nobody(key)


def test_a_made_up_key_is_no_session(home_page: None) -> None:
    resident_make()
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    login(client)
    assert client.session.session_key != "a" * 32


def test_a_login_as_somebody_else_keeps_nothing_of_the_first(home_page: None) -> None:
    first, _second = resident_make(), resident_make("ivan@example.com", "+380671112233")
    client = Client()
    client.force_login(first)
    session = client.session
    session["petition_typed"] = {"path": "/", "values": {"title": "Чуже"}}
    session.save()
    client.post("/kabinet/vykhid/")
    assert is_of_nobody(session.session_key)
    login(client, "ivan@example.com")
    assert "petition_typed" not in client.session


@pytest.mark.parametrize("who", STAFF, ids=str)
def test_a_session_of_staff_ends_with_the_account(who: Who, demo: None) -> None:
    client = who.client()
    assert client.get("/admin/").status_code == 200
    User.objects.filter(username=who.username).update(is_active=False)
    for address in ("/admin/", "/admin/pages/", "/admin/account/", "/kabinet/"):
        assert client.get(address).status_code == 302, address
    assert client.post("/admin/pages/action/publish/").status_code == 302


def test_who_was_locked_out_comes_back_by_the_password_alone(home_page: None) -> None:
    """A session that a thief holds must not live again when the account does."""
    user, client = resident_make(), Client()
    client.force_login(user)
    user.is_active = False
    user.save()
    assert client.get("/kabinet/").status_code == 302
    user.is_active = True
    user.save()
    assert client.get("/kabinet/").status_code == 302
    login(client)
    assert client.get("/kabinet/").status_code == 200


def test_a_session_that_nobody_used_meanwhile_ends_too(home_page: None) -> None:
    user, client = resident_make(), Client()
    client.force_login(user)
    user.is_active = False
    user.save()
    user.is_active = True
    user.save()
    assert client.get("/kabinet/").status_code == 302


def test_half_a_login_leads_nowhere_once_the_account_is_locked(home_page: None) -> None:
    client = Client()
    register(client)
    client.post(letter_path())
    code = sms_code()
    User.objects.filter(email=EMAIL).update(is_active=False)
    client.post("/kabinet/telefon/kod/", {"code": code})
    assert SESSION_KEY not in client.session


def test_a_link_for_a_new_password_is_void_once_the_account_is_locked(home_page: None) -> None:
    user, client = resident_make(), Client()
    client.post("/kabinet/vidnovlennia/", {"email": EMAIL})
    link = letter_path()
    User.objects.filter(pk=user.pk).update(is_active=False)
    page = client.get(link, follow=True)
    client.post(page.redirect_chain[-1][0] if page.redirect_chain else link, {"password1": "nova-parolia-2026"})
    assert SESSION_KEY not in client.session
    assert login(client, password=PASSWORD).status_code == 422
    assert SESSION_KEY not in client.session


def test_a_new_password_ends_the_sessions_elsewhere(home_page: None) -> None:
    user = resident_make()
    here, elsewhere = STRANGER.client(), STRANGER.client()
    here.force_login(user)
    elsewhere.force_login(user)
    user.set_password("nova-parolia-2026")
    user.save()
    assert elsewhere.get("/kabinet/").status_code == 302

"""Where an account is open: the list, ending one of it or all others after the password, whose sessions they are."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from community.accounts.browsers import browser_name
from community.accounts.models import Session, User
from community.accounts.services import account_delete
from community.accounts.session_services import sessions_clear
from community.accounts.session_store import SessionStore
from tests.accounts.builders import EMAIL, PASSWORD, is_signed_in, login, resident_make, text

LIST = "/kabinet/vkhody/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; SM-A546B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile "
    "Safari/537.36"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 "
    "Edg/130.0.0.0"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 "
    "Mobile/15E148 Safari/604.1"
)


def signed_in(user_agent: str, name: str = EMAIL) -> Client:
    client = Client(headers={"User-Agent": user_agent})
    assert login(client, name).status_code == 302
    return client


def prove(client: Client) -> None:
    client.post("/kabinet/pidtverdzhennia/", {"password": PASSWORD})


def references(client: Client) -> list[str]:
    """What the buttons of the list send."""
    return re.findall(r'name="session" value="(\w+)"', client.get(LIST).content.decode())


def shown(client: Client) -> list[str]:
    return [unescape(words) for words in re.findall(r"<strong>([^<]+)</strong>", client.get(LIST).content.decode())]


@pytest.fixture
def here(resident: User) -> Client:
    return signed_in(FIREFOX)


@pytest.fixture
def on_phone(here: Client) -> Client:
    return signed_in(PHONE)


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox, Linux"),
        (PHONE, "Chrome, Android"),
        (EDGE, "Edge, Windows"),
        (IPHONE, "Safari, iPhone"),
        ("curl/8.5.0", ""),
        ("", ""),
        ("<script>Firefox</script>\r\nX", "Firefox"),
    ],
)
def test_a_browser_is_called_by_words_of_ours_alone(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name


def test_the_list_shows_when_and_what_and_which_is_this(here: Client, on_phone: Client) -> None:
    page = unescape(text(here.get(LIST)))
    assert shown(here) == ["Firefox, Linux", "Chrome, Android"]
    assert shown(on_phone) == ["Chrome, Android", "Firefox, Linux"]
    assert page.count('class="tag"') == 1
    assert str(timezone.localtime().year) in page
    assert len(references(here)) == 2, "the other one, and all others"
    assert LIST in here.get("/kabinet/").content.decode()


def test_no_key_of_a_session_and_no_address_stands_on_a_page_or_is_kept(here: Client, on_phone: Client) -> None:
    page = here.get(LIST).content.decode()
    data = [str(row.get_decoded()) for row in Session.objects.all()]
    for row in Session.objects.all():
        assert row.session_key not in page
    assert "127.0.0" not in "".join(data)
    assert "Gecko" not in "".join(data)
    assert here.get(LIST).headers["Cache-Control"] == "private, no-store"


def test_one_of_them_is_ended_and_the_others_go_on(here: Client, on_phone: Client) -> None:
    third = signed_in(EDGE)
    newest, older, _others = references(here)
    prove(here)
    assert here.post(LIST, {"session": newest}).status_code == 303
    assert third.get("/kabinet/").status_code == 302
    assert here.get("/kabinet/").status_code == on_phone.get("/kabinet/").status_code == 200
    here.post(LIST, {"session": older})
    assert on_phone.get("/kabinet/").status_code == 302
    assert shown(here) == ["Firefox, Linux"]
    assert references(here) == []


def test_all_others_are_ended_at_once(here: Client, on_phone: Client) -> None:
    third = signed_in(EDGE)
    prove(here)
    here.post(LIST, {"session": "others"})
    assert [is_signed_in(client) for client in (here, on_phone, third)] == [True, False, False]
    assert Session.objects.exclude(user=None).count() == 1


def test_the_password_is_asked_for_once_more(here: Client, on_phone: Client) -> None:
    prove(here)
    with time_machine.travel(timezone.now() + timedelta(minutes=30)):
        asked = here.post(LIST, {"session": "others"})
        assert asked.headers["Location"].startswith("/kabinet/pidtverdzhennia/")
        assert on_phone.get("/kabinet/").status_code == 200
        here.post(asked.headers["Location"], {"password": "wrong"})
        assert on_phone.get("/kabinet/").status_code == 200
        here.post(asked.headers["Location"], {"password": PASSWORD})
        assert on_phone.get("/kabinet/").status_code == 302
        assert here.get("/kabinet/").status_code == 200


def test_nobody_sees_or_ends_a_session_of_somebody_else(here: Client) -> None:
    resident_make("ivan@example.com", "+380671112233")
    theirs = signed_in(PHONE, "ivan@example.com")
    signed_in(EDGE, "ivan@example.com")
    reference = references(theirs)[0]
    prove(here)
    assert shown(here) == ["Firefox, Linux"]
    for which in (reference, "others", "", "x' OR 1=1"):
        here.post(LIST, {"session": which})
    assert len(shown(theirs)) == 2


def test_what_lets_nobody_in_is_not_listed(here: Client, on_phone: Client, resident: User) -> None:
    """From before a new password, or over."""
    here.post("/kabinet/parol/", {"oldpassword": PASSWORD, "password1": "nova-pisnia-lunaie"})
    assert shown(here) == ["Firefox, Linux"]
    signed_in_again = Client(headers={"User-Agent": EDGE})
    login(signed_in_again, password="nova-pisnia-lunaie")
    Session.objects.filter(session_key=signed_in_again.session.session_key).update(expire_date=timezone.now())
    assert shown(here) == ["Firefox, Linux"]
    sessions_clear()
    assert not Session.objects.filter(session_key=signed_in_again.session.session_key).exists()


def test_looking_at_the_list_writes_nothing(here: Client, on_phone: Client, resident: User) -> None:
    resident.set_password("nova-pisnia-lunaie")
    before = Session.objects.count()
    here.get(LIST)
    assert Session.objects.count() == before


def test_staff_are_led_there_from_their_page_in_the_admin(editor: Client, site: Any) -> None:
    assert f'href="{LIST}"' in editor.get("/admin/account/").content.decode()
    assert editor.get(LIST).status_code == 200


def test_a_session_leaves_with_its_account(here: Client, resident: User) -> None:
    key = here.session.session_key
    account_delete(user=resident)
    assert not Session.objects.filter(session_key=key).exists()
    assert here.get("/kabinet/").status_code == 302


def test_a_sign_in_that_outlives_the_account_breaks_nothing(here: Client, resident: User) -> None:
    """Two requests side by side: one deletes the account, the other one saves its session after that."""
    data = dict(here.session.items())
    account_delete(user=resident)
    late = SessionStore()
    late.update(data)
    late.create()
    here.cookies["sessionid"] = str(late.session_key)
    assert here.get("/kabinet/").status_code == 302


def test_a_visit_without_an_account_belongs_to_nobody(site: Any) -> None:
    client = Client()
    session = client.session
    session["typed"] = "x"
    session.save()
    assert Session.objects.get(session_key=session.session_key).user is None


def test_the_own_data_tell_of_the_sessions(here: Client, on_phone: Client) -> None:
    data = here.get("/kabinet/dani/zavantazhyty/").json()
    assert {entry["browser"] for entry in data["account"][0]["signed_in"]} == {"Firefox, Linux", "Chrome, Android"}


def test_sessions_of_the_site_are_these(settings: Any) -> None:
    assert settings.SESSION_ENGINE == "community.accounts.session_store"

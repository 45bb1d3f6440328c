"""Who signed in, failed to, signed out and changed what protects an account is logged, without anybody's data."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from community.accounts.models import User
from community.accounts.roles import EDITOR
from community.accounts.security_events import FAILURES, Event
from community.core.health.logs import JsonFormatter, LineFormatter, RequestIdFilter
from tests.accounts.builders import EMAIL, PASSWORD, letter_path, login, register, resident_make, sms_code
from tests.accounts.codes import PASSWORD as STAFF_PASSWORD
from tests.accounts.codes import protected_staff, set_up_second_factor, sign_in_by_password

Commits = Callable[..., AbstractContextManager[Any]]
LOGGER = logging.getLogger("community.security")


class Events(logging.Handler):
    """Lines as production writes them and as the demo does."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonFormatter())
        self.addFilter(RequestIdFilter())
        self.text = ""
        self.lines: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(json.loads(self.format(record)))
        self.text += self.format(record) + LineFormatter("{message}", style="{").format(record)

    def names(self) -> list[str]:
        return [line["event"] for line in self.lines]

    def of(self, event: Event) -> dict[str, Any]:
        return next(line for line in self.lines if line["event"] == event)


@pytest.fixture
def events() -> Iterator[Events]:
    handler = Events()
    LOGGER.addHandler(handler)
    yield handler
    LOGGER.removeHandler(handler)


def test_signing_in_and_out(resident: User, events: Events, client: Client) -> None:
    login(client)
    client.post("/kabinet/vykhid/")
    assert events.names() == [Event.SIGNED_IN, Event.SIGNED_OUT]
    for line in events.lines:
        assert (line["level"], line["account"], line["logger"]) == ("INFO", resident.pk, "community.security")
        assert len(line["request_id"]) == 32
        assert "network" not in line
    assert events.lines[0]["request_id"] != events.lines[1]["request_id"]


@pytest.mark.parametrize("name", [EMAIL, "067 123-45-67"])
def test_a_wrong_password_tells_the_account_and_the_network(
    resident: User, events: Events, client: Client, name: str
) -> None:
    login(client, name, "wrong-password")
    line = events.of(Event.SIGN_IN_FAILED)
    assert (line["level"], line["account"], line["network"]) == ("WARNING", resident.pk, "127.0.0.0/24")


def test_a_failure_of_nobodys_account_does_not_tell_what_was_typed(site: Any, events: Events, client: Client) -> None:
    login(client, "tayemna@example.com", "wrong-password")
    login(client, "tayemne-imia", "wrong-password")
    assert events.names() == [Event.SIGN_IN_FAILED] * 2
    assert all("account" not in line for line in events.lines)
    assert "tayemn" not in events.text


def test_a_locked_account_fails_too(resident: User, events: Events, client: Client) -> None:
    User.objects.filter(pk=resident.pk).update(is_active=False)
    login(client)
    assert events.names() == [Event.SIGN_IN_FAILED]


def test_too_many_tries(resident: User, events: Events, client: Client) -> None:
    for _try in range(12):
        login(client, password="wrong-password")
    assert events.names() == [Event.SIGN_IN_FAILED] * 10 + [Event.SIGN_IN_LIMITED] * 2


def test_a_new_password_and_a_wrong_old_one(resident: User, events: Events, client: Client) -> None:
    client.force_login(resident)
    client.post("/kabinet/parol/", {"oldpassword": "wrong", "password1": "nova-pisnia-lunaie"})
    client.post("/kabinet/parol/", {"oldpassword": PASSWORD, "password1": "nova-pisnia-lunaie"})
    assert events.names()[-1] == Event.PASSWORD_CHANGED
    assert Event.PASSWORD_WRONG not in events.names()[-1:]


def test_a_wrong_password_when_asked_again(resident: User, events: Events, client: Client) -> None:
    client.force_login(resident)
    client.post("/kabinet/pidtverdzhennia/", {"password": "wrong"})
    assert events.of(Event.PASSWORD_WRONG)["account"] == resident.pk


def test_a_recovery(resident: User, events: Events, client: Client) -> None:
    client.post("/kabinet/vidnovlennia/", {"email": EMAIL})
    client.post("/kabinet/vidnovlennia/", {"email": "nobody@example.com"})
    assert [line.get("account") for line in events.lines] == [resident.pk, None]
    assert events.names() == [Event.RECOVERY_ASKED] * 2
    client.post("/kabinet/vidnovlennia/", {"email": EMAIL})
    form = client.get(letter_path(), follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "nova-pisnia-lunaie"})
    assert events.of(Event.RECOVERED)["account"] == resident.pk


def test_a_registration_proves_and_signs_in(site: Any, events: Events, client: Client) -> None:
    register(client)
    client.post(letter_path())
    client.post("/kabinet/telefon/kod/", {"code": sms_code()})
    assert events.names() == [Event.EMAIL_PROVEN, Event.PHONE_PROVEN, Event.SIGNED_IN]


def test_a_changed_address(resident: User, events: Events, client: Client) -> None:
    login(client)
    client.post("/kabinet/pidtverdzhennia/", {"password": PASSWORD})
    client.post("/kabinet/poshta/", {"email": "new@example.com"})
    client.post(letter_path())
    assert events.names()[-1] == Event.EMAIL_PROVEN


def test_sessions_ended_elsewhere(resident: User, events: Events, client: Client) -> None:
    login(client)
    login(Client())
    client.post("/kabinet/pidtverdzhennia/", {"password": PASSWORD})
    client.post("/kabinet/vkhody/", {"session": "others"})
    assert events.names()[-1] == Event.SESSIONS_ENDED


def test_a_second_factor_from_its_set_up_to_its_end(
    oksana: User, events: Events, client: Client, site: Any, django_capture_on_commit_callbacks: Commits
) -> None:
    oksana.set_password(STAFF_PASSWORD)
    oksana.save()
    client.force_login(oksana)
    with django_capture_on_commit_callbacks(execute=True):
        set_up_second_factor(client)
    assert events.names().count(Event.FACTOR_ADDED) == 2, "the application and the recovery codes"
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/kabinet/dvoetapnyi-vkhid/zapasni-kody/novi/")
    assert Event.FACTOR_RENEWED in events.names()
    other = Client()
    sign_in_by_password(other, "oksana")
    other.post("/kabinet/dvoetapnyi-vkhid/kod/", {"code": "000000"})
    assert events.of(Event.FACTOR_FAILED)["account"] == oksana.pk
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/kabinet/dvoetapnyi-vkhid/vymknennia/")
    assert Event.FACTOR_REMOVED in events.names()


def test_what_staff_do_for_a_colleague_names_both(oksana: User, administrator: Client, events: Events) -> None:
    protected_staff(oksana)
    administrator.post(f"/admin/users/{oksana.pk}/second-factor/")
    by = int(administrator.session["_auth_user_id"])
    line = events.of(Event.FACTOR_RESET)
    assert (line["account"], line["by"]) == (oksana.pk, by)
    fields = {"username": "oksana", "email": oksana.email, "first_name": "О", "last_name": "М", "is_active": "on"}
    groups = [Group.objects.get(name=EDITOR.name).pk]
    passwords = {"password1": "stezhka-do-lisu-77", "password2": "stezhka-do-lisu-77"}
    administrator.post(f"/admin/users/edit/{oksana.pk}/", {**fields, **passwords, "groups": groups})
    line = events.of(Event.PASSWORD_GIVEN)
    assert (line["account"], line["by"]) == (oksana.pk, by)


def test_nothing_of_a_person_is_told(resident: User, events: Events, client: Client) -> None:
    login(client, password="wrong-password")
    login(client)
    client.post("/kabinet/vidnovlennia/", {"email": EMAIL})
    resident_make("ivan@example.com", "+380671112233")
    client.post("/kabinet/vykhid/")
    assert events.lines
    for private in (EMAIL, "Шевчук", "671234567", resident.username, PASSWORD, "wrong-password", "127.0.0.1"):
        assert private not in events.text


def test_it_is_told_whatever_the_level_of_the_rest_is() -> None:
    assert LOGGER.level == logging.INFO
    assert {Event.SIGN_IN_FAILED, Event.FACTOR_FAILED} <= FAILURES

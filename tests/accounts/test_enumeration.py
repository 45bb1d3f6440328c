"""Nothing tells whether an address or a number is known: neither what is seen nor how much work it takes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.accounts.models import User
from community.messaging.models import Message
from tests.accounts.builders import (
    EMAIL,
    PASSWORD,
    PHONE,
    is_signed_in,
    letter_path,
    login,
    register,
    resident_make,
    sms_code,
)

UNKNOWN, UNKNOWN_PHONE = "vasyl@example.com", "+380991112233"
# What differs between any two requests, whoever asks: tokens against forgery, and what was typed.
VOLATILE = re.compile(r'value="[A-Za-z0-9]{64}"|vasyl@|olena@|\+380991112233|\+380671234567')


@dataclass(frozen=True)
class Trace:
    """All that an asker can see of an answer, or measure; ``letters`` are those to the address asked about."""

    status: int
    location: str
    headers: set[str]
    cookies: set[str]
    body: str
    queries: int
    hashes: int
    letters: int
    sms: int


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows with each password hashed."""
    made: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        made.append(salt)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return made


Ask = Callable[[Callable[[], Any]], Trace]


@pytest.fixture
def trace(resident: User, hashes: list[str]) -> Ask:
    for address in ("/kabinet/reiestratsiia/", "/kabinet/vkhid/", "/kabinet/vidnovlennia/"):
        # What a process reads once is read before anything is counted.
        Client().get(address)

    def run(request: Callable[[], Any]) -> Trace:
        letters, sms = messages("email"), messages("sms")
        hashes.clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = request()
        return Trace(
            status=answer.status_code,
            location=answer.headers.get("Location", ""),
            headers=set(answer.headers),
            cookies=set(answer.cookies),
            body=VOLATILE.sub("", answer.content.decode()),
            queries=len(queries),
            hashes=len(hashes),
            letters=messages("email") - letters,
            sms=messages("sms") - sms,
        )

    return run


def messages(channel: str) -> int:
    return Message.objects.filter(channel=channel).count()


def test_registration_with_a_known_and_an_unknown_address(trace: Ask) -> None:
    known = trace(lambda: register(Client(), phone=UNKNOWN_PHONE))
    unknown = trace(lambda: register(Client(), phone=UNKNOWN_PHONE, email=UNKNOWN))
    assert known == unknown
    assert (known.status, known.hashes, known.letters, known.sms) == (302, 1, 1, 0)


def test_registration_with_a_known_and_an_unknown_number(trace: Ask) -> None:
    known = trace(lambda: register(Client(), phone=PHONE, email="first@example.com"))
    unknown = trace(lambda: register(Client(), phone=UNKNOWN_PHONE, email="other@example.com"))
    assert known == unknown


def test_the_pages_after_registration_know_no_difference_either(trace: Ask) -> None:
    browsers = Client(), Client()
    register(browsers[0], phone=UNKNOWN_PHONE)
    register(browsers[1], phone=UNKNOWN_PHONE, email=UNKNOWN)
    for address in ("/kabinet/poshta/lyst/", "/kabinet/vkhid/", "/kabinet/telefon/kod/", "/kabinet/"):
        known, unknown = (trace(partial(browser.get, address)) for browser in browsers)
        assert known == unknown, address


def test_the_code_for_a_known_and_an_unknown_number(trace: Ask) -> None:
    def registered(email: str, phone: str) -> tuple[Client, str]:
        browser = Client()
        register(browser, email=email, phone=phone)
        return browser, letter_path()

    first, first_link = registered("first@example.com", PHONE)
    other, other_link = registered("other@example.com", UNKNOWN_PHONE)
    known, unknown = trace(lambda: first.post(first_link)), trace(lambda: other.post(other_link))
    assert known == unknown
    assert known.sms == 1
    for browser in (first, other):
        assert browser.get("/kabinet/telefon/kod/").status_code == 200
    answers = [trace(partial(browser.post, "/kabinet/telefon/kod/", {"code": "no"})) for browser in (first, other)]
    assert answers[0] == answers[1]
    assert answers[0].status == 422
    other.post("/kabinet/telefon/kod/", {"code": sms_code()})
    assert is_signed_in(other)


@pytest.mark.parametrize(("known_name", "unknown_name"), [(EMAIL, UNKNOWN), (PHONE, UNKNOWN_PHONE)])
def test_login_with_a_known_and_an_unknown_name(trace: Ask, known_name: str, unknown_name: str) -> None:
    known = trace(lambda: login(Client(), known_name, "not-the-password"))
    unknown = trace(lambda: login(Client(), unknown_name, "not-the-password"))
    assert known == unknown
    assert (known.status, known.hashes, known.letters) == (422, 1, 0)


def test_login_with_an_address_that_several_wait_to_prove(trace: Ask) -> None:
    for number in range(3):
        resident_make("many@example.com", f"+38050111223{number}", proven=False)
    many = trace(lambda: login(Client(), "many@example.com", "not-the-password"))
    unknown = trace(lambda: login(Client(), "none@example.com", "not-the-password"))
    assert (many.queries, many.hashes) == (unknown.queries, unknown.hashes) == (many.queries, 1)


def test_recovery_with_a_known_and_an_unknown_address(trace: Ask) -> None:
    known = trace(lambda: Client().post("/kabinet/vidnovlennia/", {"email": EMAIL}))
    unknown = trace(lambda: Client().post("/kabinet/vidnovlennia/", {"email": UNKNOWN}))
    assert known == unknown
    assert (known.status, known.hashes, known.letters) == (302, 0, 1)


def test_recovery_with_a_known_and_an_unknown_number(trace: Ask) -> None:
    known = trace(lambda: Client().post("/kabinet/vidnovlennia/", {"email": PHONE}))
    unknown = trace(lambda: Client().post("/kabinet/vidnovlennia/", {"email": UNKNOWN_PHONE}))
    assert known == unknown
    assert (known.status, known.letters, known.sms) == (422, 0, 0)


def test_letters_run_out_alike(trace: Ask) -> None:
    for email in (EMAIL, UNKNOWN):
        for _ in range(3):
            register(Client(), email=email, phone=UNKNOWN_PHONE)
    known = trace(lambda: register(Client(), phone=UNKNOWN_PHONE))
    unknown = trace(lambda: register(Client(), phone=UNKNOWN_PHONE, email=UNKNOWN))
    assert known == unknown
    assert (known.status, known.letters) == (302, 0)


def test_a_new_address_of_an_account(trace: Ask, resident: User) -> None:
    resident_make("known@example.com", "+380501112230")

    def change(email: str) -> Callable[[], Any]:
        browser = Client()
        browser.force_login(resident)
        browser.post("/kabinet/pidtverdzhennia/", {"password": PASSWORD})
        return lambda: browser.post("/kabinet/poshta/", {"email": email})

    known, unknown = trace(change("known@example.com")), trace(change("other@example.com"))
    assert known == unknown
    assert (known.status, known.letters) == (302, 1)

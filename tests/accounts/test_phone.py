"""The code by SMS: who gets it, how often, and what becomes of a number that is somebody else's."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from community.accounts.adapter import AccountAdapter
from community.accounts.models import User
from community.accounts.selectors import resident_is_proven
from community.messaging.models import Channel, Message
from community.messaging.rendering import message_render
from tests.accounts.builders import (
    EMAIL,
    PASSWORD,
    PHONE,
    is_signed_in,
    last_message,
    letter_path,
    login,
    register,
    resident_make,
    sms_code,
    templates_sent,
    text,
)

CODE = "/kabinet/telefon/kod/"
pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def at_the_code(client: Client) -> Client:
    """Somebody who proved the address and looks at the field for the code."""
    register(client)
    client.post(letter_path())
    return client


def later(**delta: float) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(**delta))


def test_five_wrong_codes_end_the_attempt(at_the_code: Client) -> None:
    for _ in range(4):
        answer = at_the_code.post(CODE, {"code": "not the code"})
        assert answer.status_code == 422
        assert "Код не підходить" in text(answer)
    ended = at_the_code.post(CODE, {"code": "no"}, follow=True)
    assert "Забагато спроб" in text(ended)
    at_the_code.post(CODE, {"code": sms_code()})
    assert not is_signed_in(at_the_code)


def test_codes_tried_side_by_side_are_counted_too(at_the_code: Client) -> None:
    kept = dict(at_the_code.session)
    statuses = []
    for _ in range(11):
        # Requests sent together all begin with the session as it was.
        session = at_the_code.session
        session.update(kept)
        session.save()
        statuses.append(at_the_code.post(CODE, {"code": "not the code"}).status_code)
    assert statuses == [422] * 10 + [429]
    assert at_the_code.post(CODE, {"code": sms_code()}).status_code == 429
    assert not is_signed_in(at_the_code)


def test_a_code_is_read_as_people_type_it(at_the_code: Client) -> None:
    code = sms_code()
    at_the_code.post(CODE, {"code": f" {code[:3]} {code[3:]} "})
    assert is_signed_in(at_the_code)


def test_a_code_grows_old(at_the_code: Client) -> None:
    with later(minutes=16):
        at_the_code.post(CODE, {"code": sms_code()})
        assert not is_signed_in(at_the_code)


def test_asking_again_at_once_is_patience_and_not_a_broken_page(at_the_code: Client) -> None:
    answer = at_the_code.post(CODE, {"action": "resend"}, follow=True)
    assert answer.status_code == 200
    assert "Зачекайте пів хвилини" in text(answer)
    with later(seconds=60):
        at_the_code.post(CODE, {"action": "resend"})
    assert Message.objects.filter(channel=Channel.SMS).count() == 2


def test_a_second_login_within_half_a_minute_is_429_in_ukrainian(at_the_code: Client) -> None:
    answer = login(Client())
    assert answer.status_code == 429
    assert "Забагато спроб поспіль" in text(answer)


def test_changing_the_number_at_once_is_429_too(at_the_code: Client) -> None:
    assert at_the_code.post(CODE, {"action": "change", "phone": "050 111 22 33"}).status_code == 302
    answer = at_the_code.post(CODE, {"action": "change", "phone": PHONE})
    assert answer.status_code == 429
    assert "Забагато спроб поспіль" in text(answer)


def test_a_number_gets_five_codes_a_day(at_the_code: Client) -> None:
    statuses = []
    for minute in range(1, 7):
        with later(minutes=minute):
            statuses.append(login(Client()).status_code)
    assert statuses == [302, 302, 302, 302, 429, 429]


def test_a_misspelt_number_is_mended_before_it_is_proven(at_the_code: Client) -> None:
    answer = at_the_code.post(CODE, {"action": "change", "phone": "050 111 22 33"}, follow=True)
    assert "Ми надіслали SMS на номер +380501112233" in text(answer)
    at_the_code.post(CODE, {"code": sms_code()})
    assert User.objects.get().phone == "+380501112233"
    assert is_signed_in(at_the_code)


def test_a_number_of_another_account_gets_no_code(client: Client) -> None:
    resident_make("owner@example.com")
    register(client)
    client.post(letter_path())
    sms = last_message(Channel.SMS)
    assert message_render(message=sms, secrets={}).text == ("Цей номер уже має інший кабінет. Увійдіть за цим номером.")
    for code in ("", "000000"):
        assert client.post(CODE, {"code": code}).status_code == 422
    assert not is_signed_in(client)


def test_who_was_slower_is_told_and_nothing_breaks(at_the_code: Client) -> None:
    code = sms_code()
    resident_make("faster@example.com")
    answer = at_the_code.post(CODE, {"code": code})
    assert answer.status_code == 422
    assert "Цей номер уже підтверджено в іншому кабінеті." in text(answer)


def test_who_was_slower_by_an_instant_is_told_too(at_the_code: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    code = sms_code()
    resident_make("faster@example.com")
    monkeypatch.setattr(AccountAdapter, "get_user_by_phone", lambda self, phone: None)
    answer = at_the_code.post(CODE, {"code": code}, follow=True)
    assert "Цей номер уже підтверджено в іншому кабінеті." in text(answer)
    assert "notice--danger" in text(answer)
    assert not is_signed_in(at_the_code)


def test_the_database_lets_one_account_prove_a_number() -> None:
    resident_make()
    with pytest.raises(IntegrityError), transaction.atomic():
        resident_make("other@example.com")
    resident_make("third@example.com", proven=False)


def test_another_number_replaces_the_old_one_once_it_is_proven(client: Client, resident: User) -> None:
    login(client)
    asked = client.post("/kabinet/telefon/", {"phone": "050 111 22 33"})
    assert asked.headers["Location"].startswith("/kabinet/pidtverdzhennia/"), "the password is asked first"
    client.post(asked.headers["Location"], {"password": PASSWORD})
    resident.refresh_from_db()
    assert resident.phone == PHONE
    assert "Ми надіслали SMS на номер +380501112233" in text(client.get(CODE))
    done = client.post(CODE, {"code": sms_code()}, follow=True)
    assert "Телефон підтверджено." in text(done)
    resident.refresh_from_db()
    assert resident.phone == "+380501112233"
    assert templates_sent()[-1] == "phone_changed"
    assert last_message().recipient == EMAIL


def test_the_proof_is_read_from_the_database(resident: User) -> None:
    assert resident_is_proven(resident)
    User.objects.update(phone_proven_at=None)
    assert not resident_is_proven(resident)
    User.objects.update(phone_proven_at=timezone.now())
    EmailAddress.objects.update(verified=False)
    assert not resident_is_proven(resident)
    EmailAddress.objects.update(verified=True)
    User.objects.update(is_active=False)
    assert not resident_is_proven(resident)

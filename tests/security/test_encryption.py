"""Whoever has the database, or its backup, and not the keys, reads neither phones nor secrets."""

from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from community.accounts.models import User
from community.accounts.selectors import account_by_phone
from community.core.encryption.keys import DecryptionError, decrypt, digest, encrypt
from community.messaging.models import Channel, Message
from community.messaging.services import message_enqueue
from tests.accounts.builders import PHONE, is_signed_in, login, resident_make
from tests.accounts.codes import protected_staff, sign_in_by_password
from tests.security.conftest import Who
from tests.services.authenticator import one_time_code

OLD, NEW = "tests:only-for-tests-as-well", "next:the-secret-of-next-year"
CODE = "481516"


def stored(table: str, column: str) -> list[Any]:
    """What really stands in the database."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM "{table}"')  # noqa: S608 - names of the test's own
        return [value for (value,) in cursor.fetchall()]


def letter() -> Message:
    return message_enqueue(
        channel=Channel.SMS, template="phone_code", recipient=PHONE, context={}, secrets={"code": CODE}
    )


def rotated(*, dry_run: bool = False) -> str:
    out = StringIO()
    call_command("data_keys_rotate", dry_run=dry_run, stdout=out)
    return out.getvalue()


def test_neither_phones_nor_codes_stand_in_the_database(home_page: None) -> None:
    resident, message = resident_make(), letter()
    for table, column, secret in (("accounts_user", "phone", PHONE[-9:]), ("messaging_message", "secrets", CODE)):
        values = [value for value in stored(table, column) if value]
        assert values
        assert all(value.startswith("enc$tests$") for value in values)
        assert not [value for value in values if secret in value]
    assert not [value for value in stored("accounts_user", "phone_digest") if PHONE[-9:] in value]
    assert User.objects.get(pk=resident.pk).phone == PHONE
    assert Message.objects.get(pk=message.pk).secrets == {"code": CODE}


def test_the_second_factor_is_closed_by_the_same_keys(home_page: None, roles: None) -> None:
    secret = protected_staff(User.objects.create_user("oksana", "oksana@hromada.example", is_superuser=True))
    values = [one.data.get("secret") or one.data["seed"] for one in Authenticator.objects.all()]
    assert len(values) == 2
    assert all(value.startswith("enc$tests$") for value in values)
    assert not [value for value in values if secret in value]


def test_equal_phones_look_unequal(home_page: None) -> None:
    first, second = encrypt(PHONE, purpose="a"), encrypt(PHONE, purpose="a")
    assert first != second
    assert decrypt(first, purpose="a") == decrypt(second, purpose="a") == PHONE
    assert digest(PHONE, purpose="a") == digest(PHONE, purpose="a") != digest(PHONE, purpose="b")


@pytest.mark.parametrize("damage", ["key", "purpose", "value", "plain", "gone"])
def test_nothing_opens_with_another_key_or_purpose(damage: str, settings: Settings) -> None:
    value, purpose = encrypt("таємниця", purpose="a"), "a"
    if damage == "key":
        settings.DATA_KEYS = ["tests:another-secret"]
    elif damage == "gone":
        settings.DATA_KEYS = [NEW]
    elif damage == "purpose":
        purpose = "b"
    elif damage == "value":
        value = value[:-3] + ("AA=" if value[-3:] != "AA=" else "BB=")
    else:
        value = "+380671234567"
    with pytest.raises(DecryptionError):
        decrypt(value, purpose=purpose)


@pytest.mark.parametrize("keys", [[], ["secret-without-a-name"], ["name:"], ["na$me:secret"]])
def test_keys_without_sense_stop_everything(keys: list[str], settings: Settings) -> None:
    settings.DATA_KEYS = keys
    with pytest.raises(ImproperlyConfigured):
        encrypt("a", purpose="a")


def test_a_search_that_would_find_nobody_is_an_error(db: None) -> None:
    for wrong in ({"phone": PHONE}, {"phone__contains": "67"}, {"phone__in": [PHONE]}, {"phone__startswith": "+"}):
        with pytest.raises(FieldError):
            User.objects.filter(**wrong).exists()
    assert User.objects.exclude(phone="").count() == User.objects.exclude(phone_digest="").count()


def test_a_proven_number_is_unique_and_found(home_page: None) -> None:
    first = resident_make()
    assert account_by_phone(PHONE) == first
    assert account_by_phone("") is None
    second = resident_make("ivan@example.com", PHONE, proven=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=second.pk).update(phone_proven_at=timezone.now())
    second.phone = "+380671112233"
    second.save(update_fields=["phone"])
    assert User.objects.get(pk=second.pk).phone_digest == digest("+380671112233", purpose="phones of accounts")


def test_a_key_is_changed_without_anybody_noticing(home_page: None, roles: None, settings: Settings) -> None:
    resident_make()
    message = letter()
    secret = protected_staff(User.objects.create_user("oksana", "oksana@hromada.example", is_superuser=True))
    settings.DATA_KEYS = [NEW, OLD]
    # Before the command has run: found by the former key.
    client = Client()
    login(client, PHONE)
    assert is_signed_in(client)
    assert "accounts.User.phone: 0 made anew" in rotated(dry_run=True)
    report = rotated()
    assert "Current key: next" in report
    assert report.count(", 0 of a former key left") == 3
    settings.DATA_KEYS = [NEW]
    client = Client()
    login(client, PHONE)
    assert is_signed_in(client)
    assert Message.objects.get(pk=message.pk).secrets == {"code": CODE}
    client = Client()
    sign_in_by_password(client, "oksana")
    client.post("/kabinet/dvoetapnyi-vkhid/kod/", {"code": one_time_code(secret, steps=1)})
    assert is_signed_in(client)
    for table, column in (("accounts_user", "phone"), ("messaging_message", "secrets")):
        assert all(value.startswith("enc$next$") for value in stored(table, column) if value)
    assert "0 made anew" in rotated()


def test_nobody_takes_the_number_of_another_while_keys_change(home_page: None, settings: Settings) -> None:
    first = resident_make()
    settings.DATA_KEYS = [NEW, OLD]
    assert account_by_phone(PHONE) == first
    assert Who("resident", "orysia").client().get("/kabinet/").status_code == 200

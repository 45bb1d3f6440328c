"""A site that has run for years is upgraded: what stood readable in its database is found as before, and unreadable."""

import base64
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from community.accounts.mfa_adapter import SecondFactorAdapter, _key
from community.accounts.models import User
from community.accounts.selectors import account_by_phone
from community.messaging.models import Message

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_engine]

PHONE = "+380671234567"
BEFORE = [("accounts", "0003_locked_sessions_stay_void"), ("messaging", "0003_message_by_about")]
AFTER = [("accounts", "0005_consent_version"), ("messaging", "0004_encrypted_secrets")]


def migrate(targets: list[tuple[str, str]]) -> MigrationExecutor:
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection)


@pytest.fixture
def before() -> Iterator[MigrationExecutor]:
    yield migrate(BEFORE)
    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())


def test_what_was_readable_is_found_and_read_by_the_site_alone(before: MigrationExecutor) -> None:
    old = before.loader.project_state([*BEFORE, ("mfa", "0003_authenticator_type_uniq")]).apps
    user = old.get_model("accounts", "User").objects.create(
        username="olena", phone=PHONE, phone_proven_at=timezone.now(), password="x"
    )
    former = Fernet(_key(settings.SECRET_KEY)).encrypt(b"TOTPSECRET").decode()
    old.get_model("mfa", "Authenticator").objects.create(user_id=user.pk, type="totp", data={"secret": former})
    lost = Fernet(base64.urlsafe_b64encode(b"0" * 32)).encrypt(b"LOST").decode()
    old.get_model("mfa", "Authenticator").objects.create(user_id=user.pk, type="recovery_codes", data={"seed": lost})
    old_message = old.get_model("messaging", "Message")
    code = old_message.objects.create(channel="sms", template="phone_code", recipient=PHONE, secrets={"code": "є123"})
    none = old_message.objects.create(channel="sms", template="phone_taken", recipient=PHONE, secrets={})
    migrate(AFTER)
    assert account_by_phone(PHONE) == User.objects.get(pk=user.pk)
    assert User.objects.get(pk=user.pk).phone == PHONE
    assert Message.objects.get(pk=code.pk).secrets == {"code": "є123"}
    assert Message.objects.get(pk=none.pk).secrets == {}
    data = {one.type: one.data for one in Authenticator.objects.all()}
    assert SecondFactorAdapter().decrypt(data["totp"]["secret"]) == "TOTPSECRET"
    assert data["recovery_codes"] == {"seed": lost}
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM accounts_user UNION SELECT secrets FROM messaging_message")
        assert not [value for (value,) in cursor.fetchall() if value and not value.startswith("enc$tests$")]


def test_and_may_be_taken_back(before: MigrationExecutor) -> None:
    migrate(AFTER)
    user = User.objects.create(username="olena", phone=PHONE, phone_proven_at=timezone.now())
    old = migrate(BEFORE).loader.project_state(BEFORE).apps
    assert old.get_model("accounts", "User").objects.get(pk=user.pk).phone == PHONE

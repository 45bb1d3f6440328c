"""Who never proved to be themselves leaves; messages that carried a secret can be sent again with a new one."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from community.accounts.models import Session, User
from community.accounts.services import unproven_accounts_purge
from community.accounts.session_services import sessions_clear
from community.messaging.exceptions import MessageResendError
from community.messaging.models import Message, State
from community.messaging.services import message_resend
from tests.accounts.builders import EMAIL, is_signed_in, letter_path, register, resident_make, sms_code

pytestmark = pytest.mark.usefixtures("site")


def test_unproven_accounts_leave_after_three_days() -> None:
    proven = resident_make()
    resident_make("late@example.com", "+380501112231", proven=False)
    half = resident_make("half@example.com", "+380501112232", proven=False)
    EmailAddress.objects.filter(user=half).update(verified=True)
    clerk = resident_make("clerk@example.com", "+380501112233", proven=False)
    clerk.groups.add(Group.objects.create(name="Працівники"))
    invited = User.objects.create_user("made-by-the-administrator")
    User.objects.update(date_joined=timezone.now() - timedelta(days=3, minutes=1))
    fresh = resident_make("fresh@example.com", "+380501112234", proven=False)

    assert unproven_accounts_purge() == 2
    assert set(User.objects.all()) == {proven, clerk, invited, fresh}
    assert not EmailAddress.objects.filter(email__in=["late@example.com", "half@example.com"]).exists()
    assert unproven_accounts_purge() == 0


def clerk() -> User:
    return User.objects.get_or_create(username="clerk")[0]


def test_ended_sessions_are_cleared_and_open_ones_stay(client: Client) -> None:
    register(client)
    Session.objects.create(session_key="ended", session_data="", expire_date=timezone.now() - timedelta(days=1))
    sessions_clear()
    assert [session.session_key for session in Session.objects.all()] == [client.session.session_key]


def sent(message: Message) -> Message:
    """As the outbox leaves it: secrets erased."""
    Message.objects.filter(pk=message.pk).update(
        state=State.SENT, sent_at=timezone.now(), next_attempt_at=None, secrets=message.scrubbed_secrets()
    )
    message.refresh_from_db()
    return message


def test_a_letter_sent_again_has_a_link_that_works(client: Client) -> None:
    register(client)
    again = message_resend(message=sent(Message.objects.get()), actor=clerk())
    assert again.recipient == EMAIL
    client.post(letter_path())
    assert EmailAddress.objects.get().verified
    client.post("/kabinet/telefon/kod/", {"code": sms_code()})
    assert is_signed_in(client)
    with pytest.raises(MessageResendError, match="вже підтверджено"):
        message_resend(message=sent(again), actor=clerk())


def test_a_recovery_is_sent_again_while_there_is_an_account(client: Client) -> None:
    user = resident_make()
    client.post("/kabinet/vidnovlennia/", {"email": EMAIL})
    letter = sent(Message.objects.get())
    message_resend(message=letter, actor=clerk())
    assert "Новий пароль" in client.get(letter_path(), follow=True).content.decode()
    user.delete()
    with pytest.raises(MessageResendError, match="кабінету вже немає"):
        message_resend(message=letter, actor=clerk())


def test_a_code_by_sms_is_not_sent_again_by_staff(client: Client) -> None:
    register(client)
    client.post(letter_path())
    with pytest.raises(MessageResendError):
        message_resend(message=sent(Message.objects.latest("pk")), actor=clerk())

"""Before an announcement ends, whoever put it up and everybody on duty get one letter."""

from datetime import datetime, timedelta

import time_machine
from django.test import Client
from django.utils import timezone

from community.accounts.models import User
from community.messaging.models import Message
from community.messaging.rendering import message_render
from home.emergency.letters import TEMPLATE
from home.emergency.services import banner_take_down
from home.tasks import emergency_reminders
from tests.home.emergency.builders import NO_WATER, put_up
from tests.home.emergency.conftest import who


def with_address(client: Client) -> User:
    user = who(client)
    user.email = f"{user.username}@example.org"
    user.save()
    return user


def letters_at(moment: datetime) -> list[Message]:
    with time_machine.travel(moment, tick=False):
        emergency_reminders()
        emergency_reminders()
    return list(Message.objects.filter(template=TEMPLATE).order_by("recipient"))


def test_one_letter_each_with_the_way_to_prolong(duty: Client, editor: Client, administrator: Client) -> None:
    on_duty, put_up_by = with_address(duty), with_address(editor)
    with_address(administrator)
    banner = put_up(put_up_by)
    assert letters_at(banner.ends_at - timedelta(hours=4)) == []
    letters = letters_at(banner.ends_at - timedelta(hours=3))
    assert [letter.recipient for letter in letters] == sorted([on_duty.email, put_up_by.email])
    assert letters_at(banner.ends_at - timedelta(hours=1)) == letters
    content = message_render(message=letters[0], secrets={})
    assert content.subject.startswith("Термінове оголошення на сайті зникне")
    assert NO_WATER in content.text
    assert f"Продовжити або змінити:\nhttp://127.0.0.1:8000/admin/emergency/?again={banner.pk}" in content.text


def test_a_short_one_is_not_reminded_of_as_soon_as_it_begins(duty: Client) -> None:
    banner = put_up(with_address(duty), ends_at=timezone.now() + timedelta(hours=2))
    assert letters_at(banner.starts_at + timedelta(minutes=50)) == []
    assert len(letters_at(banner.starts_at + timedelta(minutes=70))) == 1


def test_what_was_taken_down_is_not_reminded_of(duty: Client) -> None:
    user = with_address(duty)
    banner = put_up(user)
    banner_take_down(banner=banner, user=user)
    assert letters_at(banner.ends_at - timedelta(hours=1)) == []

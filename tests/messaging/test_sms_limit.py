"""The day's limit of SMS: it is never overrun, what waits leaves in the morning, and administrators decide on it."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from community.accounts.models import User
from community.accounts.roles import ADMINISTRATOR, EDITOR, OFFICER, Role
from community.messaging import delivery
from community.messaging.channels.causes import cause_explained
from community.messaging.models import Channel, Message, MessagingSettings, State
from community.messaging.selectors import message_preview

Make = Callable[..., Message]
Deliver = Callable[[Message], Message]
SMS = {"channel": Channel.SMS, "template": "example_sms", "recipient": "+380671234567"}
EVENING = datetime(2026, 11, 20, 21, 30, tzinfo=ZoneInfo("Europe/Kyiv"))
MORNING = datetime(2026, 11, 21, 8, 0, tzinfo=ZoneInfo("Europe/Kyiv"))


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.SMS_BACKEND = "community.messaging.channels.sms.FileBackend"
    settings.SMS_FILE_PATH = str(tmp_path)


def sign_in(role: Role) -> Client:
    user = User.objects.create_user("olha", email="olha@hromada.example")
    user.groups.add(Group.objects.get(name=role.name))
    client = Client()
    client.force_login(user)
    return client


def test_what_exceeds_the_limit_waits_until_the_morning(letter: Make, deliver: Deliver) -> None:
    sign_in(ADMINISTRATOR)
    MessagingSettings.objects.create(sms_per_day=2)
    with time_machine.travel(EVENING, tick=False):
        first, second, third, fourth = [deliver(letter(**SMS)) for _ in range(4)]
        assert [first.state, second.state] == [State.SENT, State.SENT]
        for late in (third, fourth):
            assert (late.state, late.next_attempt_at) == (State.QUEUED, MORNING)
            assert cause_explained(late.last_error) == "daily limit: денний ліміт SMS вичерпано, SMS чекає ранку"
        [alert] = Message.objects.filter(channel=Channel.EMAIL)
        preview = message_preview(alert)
        assert preview is not None
        assert preview.subject == "Сьогоднішній ліміт SMS вичерпано"
        assert "Решта чекає завтрашнього ранку." in preview.text
        assert "Причина" not in preview.text + preview.html
    with time_machine.travel(MORNING, tick=False):
        assert set(Message.objects.due()) >= {third, fourth}
        assert deliver(third).state == State.SENT


def test_the_day_ends_at_local_midnight_also_when_the_clocks_change(letter: Make, deliver: Deliver) -> None:
    MessagingSettings.objects.create(sms_per_day=1)
    with time_machine.travel(datetime(2026, 10, 24, 23, 59, tzinfo=ZoneInfo("Europe/Kyiv")), tick=False):
        deliver(letter(**SMS))
        assert deliver(letter(**SMS)).next_attempt_at == datetime(2026, 10, 25, 8, tzinfo=ZoneInfo("Europe/Kyiv"))
    with time_machine.travel(datetime(2026, 10, 25, 0, 0, tzinfo=ZoneInfo("Europe/Kyiv")), tick=False):
        assert deliver(letter(**SMS)).state == State.SENT


def test_letters_do_not_count_and_are_not_held(letter: Make, deliver: Deliver) -> None:
    MessagingSettings.objects.create(sms_per_day=0)
    assert deliver(letter()).state == State.SENT
    assert deliver(letter(**SMS)).state == State.QUEUED


@pytest.mark.django_db(transaction=True)
def test_parallel_workers_never_overrun_the_limit(letter: Make, tmp_path: Path) -> None:
    User.objects.create_superuser("olha", email="olha@hromada.example")
    MessagingSettings.objects.create(sms_per_day=5)
    messages = [letter(**SMS) for _ in range(12)]

    def work(message: Message) -> None:
        try:
            delivery.message_deliver(message_id=message.pk, attempts=0)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, messages))
    sent = Message.objects.filter(state=State.SENT).count()
    assert 0 < sent <= 5
    assert len(list(tmp_path.iterdir())) == sent
    assert Message.objects.filter(state=State.QUEUED, last_error="daily limit").count() == 12 - sent
    assert Message.objects.filter(template="sms_trouble").count() == 1


@pytest.mark.parametrize("role", [ADMINISTRATOR, EDITOR, OFFICER], ids=lambda role: role.name)
def test_administrators_alone_change_the_limit(role: Role, db: None) -> None:
    limits = MessagingSettings.load()
    address = reverse("wagtailsettings:edit", args=["messaging", "messagingsettings", limits.pk])
    client = sign_in(role)
    assert ("SMS на день" in client.get(address, follow=True).content.decode()) == (role is ADMINISTRATOR)
    client.post(address, {"sms_per_day": "40"})
    limits.refresh_from_db()
    assert limits.sms_per_day == (40 if role is ADMINISTRATOR else 500)


def test_the_register_says_why_an_sms_failed_and_how_long_it_was(letter: Make, deliver: Deliver) -> None:
    client = sign_in(ADMINISTRATOR)
    message = deliver(letter(**SMS))
    Message.objects.filter(pk=letter(**SMS).pk).update(
        state=State.FAILED, next_attempt_at=None, last_error="TurboSMS 305"
    )
    page = client.get(reverse("registers_messages_modeladmin_index")).content.decode()
    assert "TurboSMS 305: такого номера немає" in page
    inspected = client.get(reverse("registers_messages_modeladmin_inspect", args=[message.pk])).content.decode()
    assert re.search(r"частин SMS\s*</dt>\s*<dd[^>]*>\s*1\s*</dd>", inspected, re.IGNORECASE)

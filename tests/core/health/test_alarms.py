"""Administrators learn that the site is not well: by letters past the outbox, and few of them."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from community.accounts.models import User
from community.accounts.roles import ADMINISTRATOR
from community.core.health import registry
from community.core.health.errors import errors_counted
from community.core.health.registry import Finding, HealthCheck, health_look, register_health_check
from community.core.health.watching import Watch
from community.messaging.models import Alert, Channel, Message, State
from community.messaging.services import message_enqueue
from tests.core.health.conftest import Boiler
from tests.services.mail_server import MailServer
from tests.services.ports import free_port

COLD = Finding(ok=False, detail="no gas", age=timedelta(minutes=25))


def looked_twice() -> list[str]:
    watch = Watch()
    watch.look()
    return watch.look()


def test_a_trouble_that_lasts_is_told_past_the_outbox(running: None, alarm_letters: None, boiler: Boiler) -> None:
    boiler.finding = COLD
    assert looked_twice() == ["boiler"]
    (letter,) = mail.outbox
    assert letter.to == ["admin@hromada.example"]
    assert "The boiler is cold" in letter.subject
    assert "no gas" in letter.body
    assert "25" in letter.body
    assert not Message.objects.exists()


def test_what_heals_by_itself_wakes_nobody(running: None, alarm_letters: None, boiler: Boiler) -> None:
    watch = Watch()
    boiler.finding = COLD
    watch.look()
    boiler.finding = Finding(ok=True)
    watch.look()
    boiler.finding = COLD
    watch.look()
    assert mail.outbox == []


def test_one_letter_a_kind_and_hour(running: None, alarm_letters: None, boiler: Boiler) -> None:
    boiler.finding = COLD
    with time_machine.travel("2026-11-29 08:05:00+00:00", tick=False) as clock:
        looked_twice()
        looked_twice()
        assert len(mail.outbox) == 1
        clock.shift(timedelta(hours=1))
        looked_twice()
    about_the_boiler = [letter for letter in mail.outbox if "boiler" in letter.subject]
    assert len(about_the_boiler) == 2


def test_a_disaster_of_many_kinds_fills_no_mailbox(
    running: None, alarm_letters: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ALARMS_PER_HOUR = 3
    monkeypatch.setattr(registry, "_checks", dict(registry._checks))
    for number in range(8):
        register_health_check(HealthCheck(f"thing-{number}", f"Thing {number} broke", lambda: COLD))
    looked_twice()
    looked_twice()
    assert len(mail.outbox) == 3


def test_an_alarm_that_could_not_be_sent_is_sent_later(
    running: None, alarm_letters: None, boiler: Boiler, settings: Settings, mail_server: MailServer
) -> None:
    """The mail server of letters is dead; alarms have one of their own, which comes back."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    smtp = {"backend": settings.EMAIL_BACKEND, "host": "127.0.0.1"}
    settings.ALARM_EMAIL = {**smtp, "port": free_port()}
    boiler.finding = COLD
    assert looked_twice() == []
    settings.ALARM_EMAIL = {**smtp, "port": mail_server.port}
    assert looked_twice() == ["boiler"]
    assert "no gas" in mail_server.to("admin@hromada.example")[0].get_content()


def test_without_a_list_the_administrators_are_told(
    running: None, alarm_letters: None, boiler: Boiler, roles: None, settings: Settings
) -> None:
    settings.ALARM_RECIPIENTS = []
    boiler.finding = COLD
    assert looked_twice() == []
    user = User.objects.create_user("olena", email="olena@hromada.example", password="kalyna-berizka")
    user.groups.add(Group.objects.get(name=ADMINISTRATOR.name))
    assert looked_twice() == ["boiler"]
    assert mail.outbox[0].to == ["olena@hromada.example"]


def test_a_letter_too_many_rather_than_none_when_the_disk_is_lost(
    running: None, alarm_letters: None, boiler: Boiler, settings: Settings, tmp_path: Path
) -> None:
    occupied = tmp_path / "a-file"
    occupied.touch()
    settings.DATA_DIR = occupied
    boiler.finding = COLD
    assert looked_twice() == ["boiler"]


def test_an_error_of_a_page_is_told_with_its_number_only(
    running: None, alarm_letters: None, settings: Settings
) -> None:
    settings.ROOT_URLCONF = "tests.core.health.broken_urls"
    visitor = Client(raise_request_exception=False)
    visitor.get("/broken/?email=orysia@yasnobrid.example")
    response = visitor.get("/broken/?email=orysia@yasnobrid.example")
    visitor.get("/nemaie-takoi/")
    assert errors_counted()[0] == 2
    assert looked_twice() == ["errors"]
    body = mail.outbox[0].body
    assert "ZeroDivisionError" in body
    assert response["X-Request-ID"] in body
    assert "orysia" not in body
    assert "broken" not in body


def failing() -> set[str]:
    return {check.name for check in health_look().failing}


def test_many_letters_that_fail_are_a_trouble_and_one_is_none(running: None) -> None:
    for number in range(10):
        assert "letters" not in failing()
        message = message_enqueue(channel=Channel.EMAIL, template="x", recipient=f"r{number}@example.org", context={})
        state = {"state": State.FAILED, "next_attempt_at": None} if number % 2 else {"attempts": 4}
        Message.objects.filter(pk=message.pk).update(**state)
    assert "letters" in failing()


def test_sms_that_wait_for_money_are_a_trouble_until_they_leave(running: None) -> None:
    message = message_enqueue(channel=Channel.SMS, template="x", recipient="+380671234567", context={})
    Alert.objects.create(trouble="balance", day=timezone.localdate())
    assert "sms" not in failing()
    Message.objects.filter(pk=message.pk).update(attempts=1)
    assert "sms" in failing()
    Message.objects.filter(pk=message.pk).update(state=State.SENT, sent_at=timezone.now(), next_attempt_at=None)
    assert "sms" not in failing()


def test_a_disk_nearly_full_is_a_trouble(running: None, settings: Settings) -> None:
    settings.ALARM_DISK_FREE_PERCENT = 0
    assert "disk" not in failing()
    settings.ALARM_DISK_FREE_PERCENT = 101
    assert "disk" in failing()


def test_cron_can_look_as_well(alarm_letters: None, db: None) -> None:
    """Nothing ticks: a clock that stopped is told by a process that is not the clock's."""
    call_command("watch", once=True, pause=0.01)
    assert len(mail.outbox) == 1

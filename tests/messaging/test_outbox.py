"""Nothing that was promised is lost, and nothing leaves twice: rollbacks, crashes, races and dead brokers."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as conf
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from community.messaging import delivery, tasks
from community.messaging.channels.errors import PermanentDeliveryError, TemporaryDeliveryError
from community.messaging.channels.sms import SmsBackend
from community.messaging.models import UNDER_WAY, Channel, Message, State
from tests.messaging.broker import broker_at, silent_port, worker
from tests.messaging.faulty_mail_server import FaultyMailServer
from tests.services.mail_server import wait_until
from tests.services.ports import free_port
from tests.services.redis_server import RedisServer

Make = Callable[..., Message]
Deliver = Callable[[Message], Message]
GATEWAY = "tests.messaging.test_outbox.Gateway"
SMS = {"channel": Channel.SMS, "template": "example_sms", "recipient": "+380671234567"}


class Killed(BaseException):
    """What a worker's death looks like from inside: no handler of ours gets to run."""


class Gateway(SmsBackend):
    """An SMS gateway that does what the test tells it, and counts what left."""

    outcomes: list[BaseException | None] = []
    meanwhile: list[Callable[[], object]] = []
    sent: list[str] = []

    def send(self, *, recipient: str, text: str, reference: object) -> None:
        for happens in self.meanwhile:
            happens()
        outcome = self.outcomes.pop(0) if self.outcomes else None
        if outcome:
            raise outcome
        self.sent.append(recipient)


@pytest.fixture(autouse=True)
def _gateway(settings: Settings) -> None:
    settings.SMS_BACKEND = GATEWAY
    Gateway.outcomes, Gateway.meanwhile, Gateway.sent = [], [], []


@pytest.fixture
def handed_over(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """What the sweep gave to the queue."""
    calls: list[tuple[int, int]] = []
    monkeypatch.setattr(tasks, "message_queue", lambda message_id, attempts: calls.append((message_id, attempts)))
    return calls


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_never_sent(letter: Make) -> None:
    with transaction.atomic():
        letter()
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_the_sweep_hands_over_once_and_again_when_the_queue_lost_it(
    letter: Make, handed_over: list[tuple[int, int]]
) -> None:
    message = letter()
    tasks.outbox_sweep()
    tasks.outbox_sweep()
    assert handed_over == [(message.pk, 0)]
    with time_machine.travel(timezone.now() + conf.OUTBOX_HANDED_OVER + timedelta(seconds=1)):
        tasks.outbox_sweep()
    assert handed_over == [(message.pk, 0), (message.pk, 0)]


def test_the_sweep_leaves_alone_what_waits_and_what_is_over(
    letter: Make, deliver: Deliver, handed_over: list[tuple[int, int]]
) -> None:
    Gateway.outcomes = [TemporaryDeliveryError("busy"), PermanentDeliveryError("no such number"), None]
    states = [deliver(letter(**SMS)).state for _ in range(3)]
    assert states == [State.QUEUED, State.FAILED, State.SENT]
    tasks.outbox_sweep()
    assert handed_over == []


def test_a_worker_killed_between_claim_and_sending_delays_the_letter_by_a_lease(
    letter: Make, deliver: Deliver, handed_over: list[tuple[int, int]]
) -> None:
    message = letter(**SMS)
    Gateway.outcomes = [Killed()]
    with pytest.raises(Killed):
        deliver(message)
    tasks.outbox_sweep()
    assert handed_over == []
    with time_machine.travel(timezone.now() + conf.OUTBOX_LEASE + timedelta(seconds=1)):
        tasks.outbox_sweep()
        assert handed_over == [(message.pk, 1)]
        tasks.message_deliver(*handed_over[0])
    assert Message.objects.get().state == State.SENT
    assert len(Gateway.sent) == 1


def test_a_message_that_kills_its_workers_is_given_up(letter: Make, deliver: Deliver) -> None:
    message = letter(**SMS)
    Message.objects.update(attempts=delivery.MAX_ATTEMPTS, state=State.SENDING)
    message.refresh_from_db()
    assert deliver(message).state == State.FAILED
    assert message.last_error == "interrupted"
    assert Gateway.sent == []


def test_a_late_finisher_does_not_undo_the_attempt_that_took_over(letter: Make) -> None:
    message = letter(**SMS)

    over = {"attempts": 2, "state": State.SENT, "sent_at": timezone.now(), "next_attempt_at": None}
    Gateway.meanwhile = [lambda: Message.objects.filter(pk=message.pk).update(**over)]
    Gateway.outcomes = [TemporaryDeliveryError("too late")]
    tasks.message_deliver(message.pk, 0)
    assert Message.objects.get().state == State.SENT


@pytest.mark.django_db(transaction=True)
def test_a_database_that_goes_away_after_the_sending_is_waited_for(
    letter: Make, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[str] = []

    def go_away_twice(execute: Callable[..., object], statement: str, *rest: object) -> object:
        if statement.startswith("UPDATE") and "sent_at" in statement and len(refused) < 2:
            refused.append(statement)
            raise OperationalError
        return execute(statement, *rest)

    monkeypatch.setattr(delivery, "SETTLES_AGAIN", 0)
    message = letter(**SMS)
    with connection.execute_wrapper(go_away_twice):
        assert deliver(message).state == State.SENT
    assert len(refused) == 2
    assert len(Gateway.sent) == 1


@pytest.mark.django_db(transaction=True)
def test_ten_workers_send_one_letter_once(smtp: FaultyMailServer, letter: Make) -> None:
    message = letter()
    start = threading.Barrier(10)

    def run() -> None:
        try:
            start.wait()
            tasks.message_deliver(message.pk, 0)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        for future in [pool.submit(run) for _ in range(10)]:
            future.result()
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.SENT, 1)
    assert len(smtp.letters) == 1


@pytest.mark.django_db(transaction=True)
def test_a_refusing_broker_costs_the_request_nothing(letter: Make) -> None:
    with broker_at(f"redis://127.0.0.1:{free_port()}/0"):
        began = time.monotonic()
        letter()
    assert time.monotonic() - began < 2
    assert Message.objects.due().count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_silent_broker_costs_the_request_about_a_second(letter: Make) -> None:
    with silent_port() as port, broker_at(f"redis://127.0.0.1:{port}/0"):
        began = time.monotonic()
        letter()
    assert time.monotonic() - began < 3
    assert Message.objects.due().count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_letter_written_while_the_broker_was_dead_leaves_when_it_is_back(
    smtp: FaultyMailServer, letter: Make, redis_server: RedisServer
) -> None:
    with broker_at(redis_server.url), worker():
        before = letter()
        wait_until(lambda: len(smtp.letters) == 1, 20, "the first letter")
        redis_server.stop()
        during = letter(recipient="petro@example.org")
        redis_server.start()
        wait_until(_sweep_reaches_the_broker, 20, "a sweep")
        wait_until(lambda: len(smtp.letters) == 2, 30, "the second letter")
        wait_until(lambda: not Message.objects.exclude(state=State.SENT).exists(), 5, "both marked as sent")
    assert [letter["To"] for letter in smtp.letters] == [before.recipient, during.recipient]


def _sweep_reaches_the_broker() -> bool:
    try:
        tasks.outbox_sweep()
    except Exception:
        return False
    return True


@pytest.mark.parametrize(
    "change",
    [
        {"state": "lost"},
        {"channel": "pigeon"},
        {"next_attempt_at": None},
        {"state": State.SENT, "next_attempt_at": None},
        {"state": State.FAILED},
    ],
)
def test_the_database_refuses_states_that_make_no_sense(change: dict[str, object], letter: Make) -> None:
    letter()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.update(**change)


OUTCOMES = st.sampled_from(["sent", "busy", "refused", "killed", "repeated task", "lease over"])


@given(history=st.lists(OUTCOMES, max_size=12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_a_message_is_sent_at_most_once_and_never_forgotten(letter: Make, history: list[str]) -> None:
    message, seen = letter(**SMS), 0
    Gateway.sent = []
    for event in history:
        failures = {"busy": TemporaryDeliveryError("x"), "refused": PermanentDeliveryError("x"), "killed": Killed()}
        Gateway.outcomes = [failures.get(event)]
        seen = Message.objects.get(pk=message.pk).attempts if event != "repeated task" else max(seen - 1, 0)
        try:
            tasks.message_deliver(message.pk, seen)
        except Killed:
            assert event == "killed"
        message.refresh_from_db()
        assert len(Gateway.sent) == (message.state == State.SENT)
        assert (message.next_attempt_at is not None) == (message.state in UNDER_WAY)
        assert any(message.secrets.values()) == (message.state != State.SENT)


def test_the_sweep_reads_its_own_index(letter: Make) -> None:
    for _ in range(3):
        letter()
    done = {"channel": Channel.EMAIL, "template": "example", "recipient": "a@example.org", "state": State.SENT}
    now = timezone.now()
    Message.objects.bulk_create(Message(**done, sent_at=now, next_attempt_at=None) for _ in range(3000))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE messaging_message" if connection.vendor == "postgresql" else "ANALYZE")
    assert "message_under_way" in Message.objects.due().values_list("pk", "attempts")[:5000].explain()

"""TurboSMS and SMS Club over real HTTP: what they accept, refuse and break, and who is told of it."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.utils import timezone
from pytest_django.fixtures import Settings

from community.accounts.models import User
from community.accounts.roles import ADMINISTRATOR, EDITOR
from community.messaging.channels.causes import cause_explained
from community.messaging.models import Channel, Message, State
from community.messaging.selectors import message_preview
from tests.services.ports import free_port
from tests.services.sms_gateways import SENDER, TOKEN, SmsGateways

Make = Callable[..., Message]
Deliver = Callable[[Message], Message]
SMS = {"channel": Channel.SMS, "template": "example_sms", "recipient": "+380671234567"}
BACKENDS = {
    "TurboSMS": "community.messaging.channels.turbosms.TurboSmsBackend",
    "SMS Club": "community.messaging.channels.sms_club.SmsClubBackend",
}
EVENING = datetime(2026, 11, 20, 21, 30, tzinfo=ZoneInfo("Europe/Kyiv"))


@pytest.fixture
def gateways(settings: Settings) -> Iterator[SmsGateways]:
    with SmsGateways().running() as running:
        settings.SMS_TIMEOUT = 0.5
        settings.TURBOSMS_URL = settings.SMSCLUB_URL = running.url
        settings.TURBOSMS_TOKEN = settings.SMSCLUB_TOKEN = TOKEN
        settings.TURBOSMS_SENDER = settings.SMSCLUB_SENDER = SENDER
        settings.SMS_BACKEND = BACKENDS["TurboSMS"]
        yield running


@pytest.fixture(params=BACKENDS)
def gateway(request: pytest.FixtureRequest, settings: Settings, gateways: SmsGateways) -> str:
    """Each gateway in turn; its name."""
    settings.SMS_BACKEND = BACKENDS[request.param]
    name: str = request.param
    return name


@pytest.fixture
def administrator(db: None) -> User:
    for name, role in (("olha", ADMINISTRATOR), ("petro", EDITOR)):
        user = User.objects.create_user(name, email=f"{name}@hromada.example")
        user.groups.add(Group.objects.get(name=role.name))
    return User.objects.get(username="olha")


def alerts() -> list[Message]:
    return list(Message.objects.filter(template="sms_trouble").order_by("pk"))


def turbosms_answer(envelope: Any, entry: Any = None, phone: str = "380671234567") -> tuple[int, bytes]:
    entries = None if entry is None else [{"phone": phone, "response_code": entry, "message_id": None}]
    return 200, json.dumps({"response_code": envelope, "response_result": entries}).encode()


def test_an_sms_is_accepted(gateway: str, gateways: SmsGateways, letter: Make, deliver: Deliver) -> None:
    message = deliver(letter(**SMS))
    assert message.state == State.SENT
    assert message.sms_parts == 1
    assert not any(message.secrets.values())
    assert gateways.wait_for("+380671234567") == "Громада: ваш код 482913"


def test_each_gateway_is_asked_in_its_own_words(
    gateways: SmsGateways, letter: Make, deliver: Deliver, settings: Settings
) -> None:
    deliver(letter(**SMS))
    settings.SMS_BACKEND = BACKENDS["SMS Club"]
    deliver(letter(**SMS))
    text = "Громада: ваш код 482913"
    assert gateways.asked == [
        {"recipients": ["380671234567"], "sms": {"sender": "Hromada", "text": text}},
        {"phone": ["380671234567"], "message": text, "src_addr": "Hromada"},
    ]


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        ((500, b"<h1>Internal Server Error</h1>"), "HTTP 500"),
        ((429, b"{}"), "HTTP 429"),
        ((302, b""), "HTTP 302"),
        ((200, "<html>Технічні роботи</html>".encode()), None),
        ((200, b"[]"), None),
        ((200, b'{"response_code": 800, "success_request": '), None),
        ((200, b'{"success_request": {"info": null}, "response_code": true}'), None),
        ((200, b'{"success_request": [], "response_code": "800"}'), None),
        ((200, b""), None),
    ],
)
def test_what_no_document_promises_postpones(
    answer: tuple[int, bytes], cause: str | None, gateway: str, gateways: SmsGateways, letter: Make, deliver: Deliver
) -> None:
    gateways.answer = answer
    message = deliver(letter(**SMS))
    assert message.state == State.QUEUED
    assert message.last_error.startswith(gateway)
    assert cause is None or message.last_error == f"{gateway} {cause}"
    assert alerts() == []

    gateways.recover()
    assert deliver(message).state == State.SENT
    assert len(gateways.sent) == 1


def test_a_stalled_gateway_postpones(gateway: str, gateways: SmsGateways, letter: Make, deliver: Deliver) -> None:
    gateways.delay = 1.5
    message = deliver(letter(**SMS))
    assert (message.state, message.last_error) == (State.QUEUED, f"{gateway} ReadTimeout")


def test_no_gateway_at_all_postpones(gateway: str, letter: Make, deliver: Deliver, settings: Settings) -> None:
    settings.TURBOSMS_URL = settings.SMSCLUB_URL = f"http://127.0.0.1:{free_port()}"
    message = deliver(letter(**SMS))
    assert (message.state, message.last_error) == (State.QUEUED, f"{gateway} ConnectionError")


@pytest.mark.parametrize(
    ("codes", "state"),
    [
        *(((code, 0), State.SENT) for code in (0, 800, 801, 802, 803)),
        *(((802, code), State.SENT) for code in (800, 801)),
        *(((code, None), State.QUEUED) for code in (103, 104, 105, 106, 200, 203, 301, 302, 400, 401, 427)),
        *(((code, None), State.QUEUED) for code in (300, 405, 407, 500, 501, 502, 503, 507, 599, 999, -1, 12345)),
        *(((code, None), State.FAILED) for code in (201, 304, 305, 404, 406, 412, 413)),
        *(((802, code), State.FAILED) for code in (305, 404, 406)),
        *(((803, code), State.QUEUED) for code in (203, 427, 503, 999, 802, 777)),
        ((800, 404), State.FAILED),
    ],
)
def test_every_code_of_turbosms_is_temporary_or_permanent(
    codes: tuple[int, int | None], state: State, gateways: SmsGateways, letter: Make, deliver: Deliver
) -> None:
    gateways.answer = turbosms_answer(*codes)
    message = deliver(letter(**SMS))
    assert message.state == state
    code = codes[0] if codes[1] is None else codes[1]
    assert message.last_error == ("" if state == State.SENT else f"TurboSMS {code}")


@pytest.mark.parametrize("envelope", [0, 800, 802])
def test_success_that_says_nothing_of_our_number_is_no_success(
    envelope: int, gateways: SmsGateways, letter: Make, deliver: Deliver
) -> None:
    for answer in (turbosms_answer(envelope), turbosms_answer(envelope, 0, phone="380501112233")):
        gateways.answer = answer
        message = deliver(letter(**SMS))
        assert (message.state, message.last_error) == (State.QUEUED, "TurboSMS malformed answer")


def test_a_number_on_the_stop_list_fails_and_staff_read_why(
    gateways: SmsGateways, letter: Make, deliver: Deliver
) -> None:
    gateways.stop_list.add("380671234567")
    message = deliver(letter(**SMS))
    assert message.state == State.FAILED
    assert cause_explained(message.last_error) == "TurboSMS 404: номер у стоп-списку шлюзу"


def test_a_number_sms_club_did_not_take_is_tried_again(
    gateways: SmsGateways, letter: Make, deliver: Deliver, settings: Settings
) -> None:
    settings.SMS_BACKEND = BACKENDS["SMS Club"]
    gateways.stop_list.add("380671234567")
    message = deliver(letter(**SMS))
    assert message.state == State.QUEUED
    assert cause_explained(message.last_error) == "SMS Club not accepted: шлюз не прийняв номера й не пояснив чому"


def test_the_same_sms_within_ninety_seconds_waits_its_turn(
    gateways: SmsGateways, letter: Make, deliver: Deliver
) -> None:
    deliver(letter(**SMS))
    message = deliver(letter(**SMS))
    assert (message.state, message.last_error) == (State.QUEUED, "TurboSMS 427")
    gateways.pass_ninety_seconds()
    assert deliver(message).state == State.SENT


def test_an_empty_account_is_told_to_administrators_once_a_day(
    gateways: SmsGateways, letter: Make, deliver: Deliver, administrator: User
) -> None:
    gateways.balance = 0
    with time_machine.travel(EVENING, tick=False):
        assert [deliver(letter(**SMS)).last_error for _ in range(3)] == ["TurboSMS 203"] * 3
        assert [alert.recipient for alert in alerts()] == ["olha@hromada.example"]
    with time_machine.travel(EVENING + timedelta(days=1), tick=False):
        deliver(letter(**SMS))
    assert len(alerts()) == 2
    preview = message_preview(alerts()[0])
    assert preview is not None
    assert preview.subject == "SMS не надсилаються: на рахунку шлюзу забракло грошей"
    assert "Поповніть рахунок SMS-шлюзу." in preview.text
    assert "Причина: TurboSMS 203" in preview.text
    assert "Поповніть рахунок SMS-шлюзу." in preview.html


@pytest.mark.usefixtures("administrator")
def test_a_wrong_token_is_told_to_administrators(
    gateway: str, gateways: SmsGateways, letter: Make, deliver: Deliver, settings: Settings
) -> None:
    settings.TURBOSMS_TOKEN = settings.SMSCLUB_TOKEN = "stale"
    message = deliver(letter(**SMS))
    assert message.state == State.QUEUED
    assert "шлюз не приймає токена" in cause_explained(message.last_error)
    [alert] = alerts()
    preview = message_preview(alert)
    assert preview is not None
    assert preview.subject == "SMS не надсилаються: шлюз не впускає сайт"
    assert "перевірити токен шлюзу" in preview.text


@pytest.mark.usefixtures("administrator")
def test_a_sender_that_is_not_allowed_is_told_too(
    gateways: SmsGateways, letter: Make, deliver: Deliver, settings: Settings
) -> None:
    settings.TURBOSMS_SENDER = "Somebody"
    assert deliver(letter(**SMS)).last_error == "TurboSMS 400"
    assert len(alerts()) == 1


@pytest.mark.usefixtures("administrator")
def test_the_letter_about_trouble_leaves_with_the_sweep(gateways: SmsGateways, letter: Make, deliver: Deliver) -> None:
    gateways.balance = 0
    deliver(letter(**SMS))
    [alert] = alerts()
    assert alert in Message.objects.due()
    assert alert.next_attempt_at is not None
    assert alert.next_attempt_at <= timezone.now()


def test_trouble_without_anybody_to_tell_is_logged(
    gateways: SmsGateways, letter: Make, deliver: Deliver, caplog: pytest.LogCaptureFixture
) -> None:
    gateways.balance = 0
    deliver(letter(**SMS))
    assert "no administrator has an e-mail address" in caplog.text


@pytest.mark.parametrize("stop", [True, False])
def test_neither_number_nor_code_nor_token_gets_into_logs(
    stop: bool, gateway: str, gateways: SmsGateways, letter: Make, deliver: Deliver, caplog: pytest.LogCaptureFixture
) -> None:
    gateways.stop_list = {"380671234567"} if stop else set()
    with caplog.at_level("DEBUG"):
        message = deliver(letter(**SMS))
    assert "+380•••67" in caplog.text
    for secret in ("671234567", "482913", TOKEN):
        assert secret not in caplog.text + message.last_error

"""A letter and its roads: over real SMTP, to a server that accepts, refuses, drops, stalls, or is not there."""

import logging
from collections.abc import Callable
from datetime import timedelta
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.policy import compat32

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from community.messaging import delivery
from community.messaging.models import Message, State
from tests.messaging.conftest import SECRETS
from tests.messaging.faulty_mail_server import FaultyMailServer

Make = Callable[..., Message]
Deliver = Callable[[Message], Message]


def test_a_letter_arrives_and_leaves_no_secret_behind(smtp: FaultyMailServer, letter: Make, deliver: Deliver) -> None:
    message = deliver(letter())

    received = smtp.letters[0]
    text, html = received.get_body(("plain",)), received.get_body(("html",))
    assert text is not None
    assert html is not None
    assert received["To"] == "iryna@example.org"
    assert received["Subject"].strip() == "Підтвердьте: Де поставити лавки?"
    assert received["From"].addresses[0].addr_spec == "site@hromada.example"
    assert received["From"].addresses[0].display_name == "Громада"
    assert received["Message-ID"] == f"<{message.public_id}@hromada.example>"
    assert received["Auto-Submitted"] == "auto-generated"
    for body in (text, html):
        assert "482913" in body.get_content()
        assert SECRETS["link"] in body.get_content()
    assert message.state == State.SENT
    assert message.sent_at is not None
    assert message.secrets == {"code": "", "link": ""}


def test_a_long_name_of_a_community_signs_the_letter(
    smtp: FaultyMailServer, letter: Make, deliver: Deliver, settings: Settings
) -> None:
    name = "Зеленогірська «міська», територіальна громада Ніжинського району Чернігівської області"
    settings.DEFAULT_FROM_EMAIL = str(Address(display_name=name, addr_spec="site@hromada.example"))
    deliver(letter())
    raw = " ".join(smtp.letters[0].as_bytes(policy=compat32).decode().split("From:")[1].split("To:")[0].split())
    words = raw.removesuffix(" <site@hromada.example>").split()
    assert max(map(len, words)) <= 76
    assert "".join(str(make_header(decode_header(word))) for word in words) == name


def test_the_demo_keeps_secrets(smtp: FaultyMailServer, letter: Make, deliver: Deliver, settings: Settings) -> None:
    settings.OUTBOX_KEEP_SECRETS = True
    assert deliver(letter()).secrets == SECRETS


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"at_rcpt": "450 4.2.1 mailbox busy"}, "SMTP 450"),
        ({"answer": "451 4.3.0 try later"}, "SMTP 451"),
        ({"fault": "drop"}, "SMTPServerDisconnected"),
        ({"fault": "stall"}, "SMTPServerDisconnected"),
    ],
)
def test_a_passing_trouble_postpones_the_letter(
    fault: dict[str, str], error: str, smtp: FaultyMailServer, letter: Make, deliver: Deliver
) -> None:
    for name, value in fault.items():
        setattr(smtp, name, value)
    message = deliver(letter())
    assert (message.state, message.last_error, message.secrets) == (State.QUEUED, error, SECRETS)
    assert message.next_attempt_at is not None
    assert message.next_attempt_at > timezone.now() + timedelta(seconds=20)

    smtp.recover()
    assert deliver(message).state == State.SENT
    assert len(smtp.letters) == 1
    assert message.last_error == ""


@pytest.mark.parametrize(
    ("fault", "error"),
    [({"at_rcpt": "550 5.1.1 no such user iryna@example.org"}, "SMTP 550"), ({"answer": "554 5.7.1 spam"}, "SMTP 554")],
)
def test_a_refusal_is_final(
    fault: dict[str, str], error: str, smtp: FaultyMailServer, letter: Make, deliver: Deliver
) -> None:
    for name, value in fault.items():
        setattr(smtp, name, value)
    message = deliver(letter())
    assert (message.state, message.last_error, message.next_attempt_at) == (State.FAILED, error, None)
    assert message.secrets == SECRETS


def test_no_server_at_all_postpones(smtp: FaultyMailServer, letter: Make, deliver: Deliver) -> None:
    smtp.stop()
    message = deliver(letter())
    assert (message.state, message.last_error) == (State.QUEUED, "ConnectionRefusedError")


def test_a_wrong_password_of_ours_postpones(
    smtp: FaultyMailServer, letter: Make, deliver: Deliver, settings: Settings
) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "site", "wrong"
    assert deliver(letter()).state == State.QUEUED


def test_a_server_that_hangs_up_after_accepting_got_the_letter(
    smtp: FaultyMailServer, letter: Make, deliver: Deliver
) -> None:
    smtp.stop()
    smtp.rude = True
    smtp.start()
    assert deliver(letter()).state == State.SENT
    assert len(smtp.letters) == 1


def test_after_the_last_attempt_staff_see_a_failure(smtp: FaultyMailServer, letter: Make, deliver: Deliver) -> None:
    smtp.at_rcpt = "450 busy"
    message = letter()
    Message.objects.update(attempts=delivery.MAX_ATTEMPTS - 1)
    message.refresh_from_db()
    assert deliver(message).state == State.FAILED
    assert message.last_error == "SMTP 450"


def test_a_missing_template_is_a_failure_staff_can_repeat(letter: Make, deliver: Deliver) -> None:
    message = deliver(letter(template="nowhere"))
    assert (message.state, message.last_error) == (State.FAILED, "TemplateDoesNotExist")


@pytest.mark.parametrize(
    "recipient",
    ["", "no address", "a@example.org, b@example.org", "a@example.org\nBcc: b@example.org", "a@example.org\r\n"],
)
def test_a_recipient_is_one_address_and_nothing_else(recipient: str, letter: Make) -> None:
    with pytest.raises(ValidationError):
        letter(recipient=recipient)
    assert not Message.objects.exists()


def test_what_residents_type_cannot_become_a_header(smtp: FaultyMailServer, letter: Make, deliver: Deliver) -> None:
    deliver(letter(context={"question": "Лавки?\r\nBcc: victim@example.org\r\n\r\n<b>Так</b>"}))
    received = smtp.letters[0]
    assert received["Bcc"] is None
    assert received["Subject"].strip() == "Підтвердьте: Лавки? Bcc: victim@example.org <b>Так</b>"
    html = received.get_body(("html",))
    assert html is not None
    assert "&lt;b&gt;Так&lt;/b&gt;" in html.get_content()


@pytest.mark.parametrize("answer", ["250 OK", "451 iryna@example.org busy", "550 iryna@example.org unknown"])
def test_logs_name_neither_address_nor_code(
    answer: str, smtp: FaultyMailServer, letter: Make, deliver: Deliver, caplog: pytest.LogCaptureFixture
) -> None:
    smtp.answer = answer
    with caplog.at_level(logging.DEBUG, logger="community"):
        message = deliver(letter())
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name != "mail.log")
    assert str(message.public_id) in ours
    assert "i•••@example.org" in ours
    for secret in ("iryna", *SECRETS.values()):
        assert secret not in ours + message.last_error


@given(st.integers(1, delivery.MAX_ATTEMPTS))
def test_the_delay_grows_to_its_cap(attempts: int) -> None:
    expected = min(timedelta(hours=1), timedelta(seconds=30) * 2 ** (attempts - 1))
    assert expected * 0.8 <= delivery.retry_delay(attempts) <= expected * 1.2

"""SMS on the backends that need no gateway."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from pytest_django.fixtures import Settings

from community.messaging.models import Channel, Message, State
from community.messaging.selectors import message_preview

Make = Callable[..., Message]
Deliver = Callable[[Message], Message]
SMS = {"channel": Channel.SMS, "template": "example_sms", "recipient": "+380671234567"}


def test_an_sms_becomes_a_file(letter: Make, deliver: Deliver, settings: Settings, tmp_path: Path) -> None:
    settings.SMS_BACKEND = "community.messaging.channels.sms.FileBackend"
    settings.SMS_FILE_PATH = str(tmp_path / "sms")
    message = deliver(letter(**SMS))
    written = (tmp_path / "sms" / f"{message.public_id}.txt").read_text(encoding="utf-8")
    assert written == "+380671234567\nГромада: ваш код 482913\n"
    assert message.state == State.SENT
    assert not any(message.secrets.values())


def test_an_sms_is_printed(
    letter: Make, deliver: Deliver, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SMS_BACKEND = "community.messaging.channels.sms.ConsoleBackend"
    deliver(letter(**SMS))
    assert "+380671234567: Громада: ваш код 482913" in capsys.readouterr().out


def test_an_unwritable_folder_postpones(letter: Make, deliver: Deliver, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings.SMS_BACKEND = "community.messaging.channels.sms.FileBackend"
    settings.SMS_FILE_PATH = str(tmp_path / "file" / "sms")
    message = deliver(letter(**SMS))
    assert (message.state, message.last_error) == (State.QUEUED, "NotADirectoryError")


def test_staff_preview_an_sms_without_its_code(letter: Make) -> None:
    preview = message_preview(letter(**SMS))
    assert preview is not None
    assert preview.text == "Громада: ваш код ••••••"


@pytest.mark.parametrize("number", ["0671234567", "+38067123456a", "iryna@example.org", "+380671234567\n"])
def test_a_number_must_be_international(number: str, letter: Make) -> None:
    with pytest.raises(ValidationError, match="Введіть номер телефону"):
        letter(**{**SMS, "recipient": number})

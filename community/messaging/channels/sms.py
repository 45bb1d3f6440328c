"""SMS, through the backend that ``SMS_BACKEND`` names, as Django does for e-mail."""

import sys
from abc import ABC, abstractmethod
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from community.messaging.channels.content import Content


class SmsBackend(ABC):
    """One gateway. A backend sets its own time-outs and tells temporary from permanent failures."""

    @abstractmethod
    def send(self, *, recipient: str, text: str, reference: UUID) -> None:
        """Hand ``text`` over for ``recipient`` (E.164 with "+"), or raise a ``DeliveryError``."""


class ConsoleBackend(SmsBackend):
    """Prints, for the demo and for developers."""

    def send(self, *, recipient: str, text: str, reference: UUID) -> None:
        sys.stdout.write(f"SMS {reference}\n{recipient}: {text}\n")
        sys.stdout.flush()


class FileBackend(SmsBackend):
    """Writes each SMS to a file of its own in ``SMS_FILE_PATH``: the number on the first line, then the text."""

    def send(self, *, recipient: str, text: str, reference: UUID) -> None:
        folder = Path(settings.SMS_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{reference}.txt").write_text(f"{recipient}\n{text}\n", encoding="utf-8")


def send(*, recipient: str, content: Content, reference: UUID) -> None:
    """Hand one SMS to the gateway, or raise a ``DeliveryError``."""
    backend: SmsBackend = import_string(settings.SMS_BACKEND)()
    backend.send(recipient=recipient, text=content.text, reference=reference)

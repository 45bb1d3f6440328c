"""A real SMTP server that keeps what it is given, and can be out of order on purpose."""

import email
import email.policy
import time
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from tests.services.ports import free_port


class MailServer:
    """Letters arrive in :attr:`letters`; :attr:`answer` other than 250 refuses each of them."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"smtp://127.0.0.1:{self.port}"
        self.letters: list[EmailMessage] = []
        self.answer = "250 OK"
        self._controller: Controller | None = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answer.startswith("250"):
            letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
            assert isinstance(letter, EmailMessage)
            self.letters.append(letter)
        return self.answer

    def start(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if address in str(letter["To"])]

    def wait_for(self, address: str, count: int = 1, seconds: float = 60) -> EmailMessage:
        """The newest letter to ``address`` once ``count`` have come; fails when they do not come in time."""
        wait_until(lambda: len(self.to(address)) >= count, seconds, f"{count} letter(s) to {address}")
        return self.to(address)[-1]

    def wait_for_subject(self, address: str, words: str, seconds: float = 90) -> EmailMessage:
        """The newest letter to ``address`` with ``words`` in its subject, whatever else comes meanwhile."""

        def found() -> list[EmailMessage]:
            return [letter for letter in self.to(address) if words in str(letter["Subject"])]

        wait_until(lambda: bool(found()), seconds, f"a letter to {address} about {words}")
        return found()[-1]


def wait_until(condition: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait for ``condition``; fail naming ``what`` did not happen."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"did not happen in {seconds:.0f} s: {what}")
        time.sleep(0.1)

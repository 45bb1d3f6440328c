"""The tests' mail server with everything that goes wrong in a conversation with a real one."""

import asyncio
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from tests.services.mail_server import MailServer


class HangsUpAtQuit(SMTP):
    async def smtp_QUIT(self, arg: str) -> None:
        if self.transport:
            self.transport.close()


class RudeController(Controller):
    def factory(self) -> SMTP:
        return HangsUpAtQuit(self.handler, hostname=self.hostname)


class FaultyMailServer(MailServer):
    """:attr:`at_rcpt` answers RCPT TO; :attr:`fault` is ``drop``, ``stall`` or nothing, and happens at DATA."""

    def __init__(self) -> None:
        super().__init__()
        self.at_rcpt = "250 OK"
        self.fault = ""
        self.rude = False

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if self.at_rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.at_rcpt

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.fault == "drop":
            server.transport.abort()
        elif self.fault == "stall":
            await asyncio.sleep(3)
        return await super().handle_DATA(server, session, envelope) if not self.fault else "250 OK"

    def start(self) -> None:
        kind = RudeController if self.rude else Controller
        self._controller = kind(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def recover(self) -> None:
        self.at_rcpt = self.answer = "250 OK"
        self.fault = ""

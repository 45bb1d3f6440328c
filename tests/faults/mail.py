"""A mail server that keeps letters in hand for a moment, so that a fault meets them, and can be out of order."""

import asyncio
from collections import Counter
from typing import Any

from tests.services.mail_server import MailServer

# Seconds between a letter's last byte and the answer.
IN_HAND = 0.2
# Longer than the site waits for an answer.
STALL = 30


class BusyMailServer(MailServer):
    """:attr:`under_way` are the letters it has been given and has not answered for."""

    def __init__(self) -> None:
        super().__init__()
        self.under_way = 0
        self.stalls = False

    def start(self) -> None:
        # What was in hand when it stopped was never answered for.
        self.under_way = 0
        super().start()

    def recover(self) -> None:
        """In order again, whatever it was told."""
        self.answer, self.stalls = "250 OK", False
        if self._controller is None:
            self.start()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.under_way += 1
        try:
            # A client that hung up cancels this: the letter was not taken then.
            await asyncio.sleep(STALL if self.stalls else IN_HAND)
            return await super().handle_DATA(server, session, envelope)
        finally:
            self.under_way -= 1

    def arrivals(self) -> Counter[str]:
        """How often each letter came, by the number of its message."""
        return Counter(str(letter["Message-ID"]).strip("<>").partition("@")[0] for letter in list(self.letters))

"""A mail server that delivers nothing: what it is given lies in a folder, one for each recipient.

It is a process of its own (``python -m deploy.local.letters PORT FOLDER``), so that it takes nothing from who measures.
"""

import asyncio
import email
import email.policy
import itertools
import signal
import sys
import time
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

from deploy.local.processes import wait_until


class Letters:
    """Reads what has come to the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def files(self, address: str) -> list[Path]:
        """The letters to ``address``, the newest last; the file's time is when it came."""
        return sorted((self.folder / address.lower()).glob("*.eml"))

    def to(self, address: str) -> list[EmailMessage]:
        """The letters to ``address``, the newest last."""
        return [letter_read(file) for file in self.files(address)]

    def wait_for(self, address: str, count: int = 1, seconds: float = 60) -> EmailMessage:
        """The newest letter once ``count`` have come."""
        wait_until(lambda: len(self.files(address)) >= count, f"{count} letter(s) to {address}", seconds)
        return letter_read(self.files(address)[-1])

    def count(self) -> int:
        """How many letters have come to anybody."""
        return sum(1 for _ in self.folder.glob("*/*.eml"))


def letter_read(file: Path) -> EmailMessage:
    """One kept letter."""
    letter = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert isinstance(letter, EmailMessage)  # noqa: S101 - what this policy makes
    return letter


class Keeper:
    """Writes each letter whole: a reader never sees half of one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = itertools.count()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        for address in envelope.rcpt_tos:
            name = address.lower().replace("/", "_")
            folder = self.folder / name
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / f"{time.time_ns():020d}-{next(self._numbers)}.tmp"
            file.write_bytes(envelope.content)
            file.rename(file.with_suffix(".eml"))
        return "250 OK"


async def serve(port: int, folder: Path) -> None:
    """Take letters until SIGTERM."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    server = await loop.create_server(lambda: SMTP(Keeper(folder), hostname="localhost"), "127.0.0.1", port)
    async with server:
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))

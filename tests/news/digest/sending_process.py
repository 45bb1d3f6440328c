"""A process of its own that sends a morning's letters; the tests start several at once.

    python -m tests.news.digest.sending_process MOMENT

It says ``ready``, waits for a line, works, and says how many subscribers it looked after.
"""

import sys
from datetime import datetime

import django
import time_machine

django.setup()

# The models exist only from here on.
from django.db import OperationalError  # noqa: E402  after the setup

from news.digest import sending  # noqa: E402  after the setup


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def send() -> int:
    """Some at a time, so that the processes get in one another's way."""
    sending.PORTION = 5
    looked_after, idle = 0, 0
    while idle < 3:
        try:
            done = sending.digests_send()
        except OperationalError:
            # What SQLite says when it waited too long; the next round does the same.
            continue
        looked_after += done
        idle = 0 if done else idle + 1
    return looked_after


if __name__ == "__main__":
    say("ready")
    sys.stdin.readline()
    with time_machine.travel(datetime.fromisoformat(sys.argv[1]), tick=False):
        say(f"subscribers={send()}")

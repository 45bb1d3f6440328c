"""Read by Python before the site's own code: moves this process's clock by what a file says, while it runs.

The file holds seconds. Time that only goes forward (``time.monotonic``) goes on as it does on a real machine.
"""

import os
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine

# Seconds between two looks at the file.
LOOKS_EACH = 0.1


class Clock:
    """One for each process; a fork goes on with the time of its parent."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.shift = 0.0
        self._jump: time_machine.travel | None = None

    def watch(self) -> None:
        """Follow the file, in a thread."""
        threading.Thread(target=self._follow, name="clock", daemon=True).start()

    def _follow(self) -> None:
        while True:
            said = float(self.file.read_text().strip() or self.shift)
            if said != self.shift:
                self._move(said)
            time.sleep(LOOKS_EACH)

    def _move(self, shift: float) -> None:
        if self._jump:
            self._jump.stop()
        self.shift, self._jump = shift, None
        if shift:
            self._jump = time_machine.travel(datetime.now(UTC) + timedelta(seconds=shift), tick=True)
            self._jump.start()


if name := os.environ.get("FAULTS_CLOCK"):
    clock = Clock(Path(name))
    clock.watch()
    # A pool child is a fork, and threads do not come along.
    os.register_at_fork(after_in_child=clock.watch)

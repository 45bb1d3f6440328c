"""Celery's beat on machines whose clock is set right now and then."""

from typing import Any

from celery import beat


class _Steady:
    """Celery waits until the clock says the next time again: set back by an hour, nothing would run for an hour."""

    def tick(self: Any, *args: Any, **kwargs: Any) -> float:
        """What seems to have run in the future ran just now; then a tick as any other."""
        ahead = [entry for entry in self.schedule.values() if entry.last_run_at > entry.default_now()]
        for entry in ahead:
            entry.last_run_at = entry.default_now()
        if ahead:
            # Made anew of the entries at the next look.
            self._heap = None
        delay: float = super().tick(*args, **kwargs)  # type: ignore[misc]  # of the scheduler it is mixed into
        return delay


class Scheduler(_Steady, beat.Scheduler):
    """For beat in a thread, which keeps nothing on disk."""


class PersistentScheduler(_Steady, beat.PersistentScheduler):
    """For beat as a process of its own."""

"""Errors of pages and tasks, counted for the alarm: in the request itself nothing is sent."""

import logging

from django.core.cache import cache

COUNT = "health:errors"
LAST = "health:last-error"
# Seconds from the first one of a series until counting begins anew.
WINDOW = 15 * 60
SERVER_ERROR = 500


class ErrorCounter(logging.Handler):
    """Counts what Django answers by 500 and tasks that failed; keeps the kind of the last error, not its text."""

    def emit(self, record: logging.LogRecord) -> None:
        if getattr(record, "status_code", SERVER_ERROR) != SERVER_ERROR:
            return
        try:
            cache.add(COUNT, 0, WINDOW)
            cache.incr(COUNT)
            cache.set(LAST, self._named(record), WINDOW)
        except Exception:
            self.handleError(record)

    def _named(self, record: logging.LogRecord) -> str:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else record.name
        number = getattr(record, "request_id", "")
        return f"{kind} ({number})" if number else kind


def errors_counted() -> tuple[int, str]:
    """How many there were in the present series, and the last one by kind and number of its request."""
    return int(cache.get(COUNT, 0)), str(cache.get(LAST, ""))

"""Lines of the log: for people in the demo, JSON in production; without personal data, with the request's number."""

import json
import logging
from datetime import UTC, datetime

from community.core.health.context import request_id, task_name
from community.core.log_filters import one_line, scrubbed


class RequestIdFilter(logging.Filter):
    """Notes the number and the task on the record, while the thread still knows them."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id()
        record.task = task_name()
        return True


class LineFormatter(logging.Formatter):
    """One readable line. Those of a traceback stand in from the edge, where none can be taken for a line of the log."""

    def format(self, record: logging.LogRecord) -> str:
        record.message, record.asctime = record.getMessage(), self.formatTime(record)
        line = one_line(scrubbed(self.formatMessage(record)))
        trace = scrubbed(self.formatException(record.exc_info)).splitlines() if record.exc_info else []
        return "\n    ".join([line, *map(one_line, trace)])


class JsonFormatter(logging.Formatter):
    """One JSON object a line. Only what is named here, so that no ``extra`` brings along a whole request."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": scrubbed(record.getMessage()),
            "request_id": getattr(record, "request_id", ""),
            "task": getattr(record, "task", ""),
            "status": getattr(record, "status_code", None),
            "error": scrubbed(self.formatException(record.exc_info)) if record.exc_info else "",
            # Of community.accounts.security_events.
            **{name: getattr(record, name, None) for name in ("event", "account", "by", "network")},
        }
        return one_line(json.dumps({name: value for name, value in fields.items() if value}, ensure_ascii=False))

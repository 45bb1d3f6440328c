"""Lines of the log: for people in the demo, JSON in production; without personal data, with the request's number."""

import json
import logging
from datetime import UTC, datetime

from community.core.health.context import request_id, task_name
from community.core.log_filters import scrubbed


class RequestIdFilter(logging.Filter):
    """Notes the number and the task on the record, while the thread still knows them."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id()
        record.task = task_name()
        return True


class LineFormatter(logging.Formatter):
    """One readable line."""

    def format(self, record: logging.LogRecord) -> str:
        return scrubbed(super().format(record))


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
        }
        return json.dumps({name: value for name, value in fields.items() if value}, ensure_ascii=False)

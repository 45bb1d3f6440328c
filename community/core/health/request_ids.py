"""One number for a request and for every task it queues, so that their lines of the log are found together."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from celery.signals import before_task_publish, task_postrun, task_prerun
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from community.core.health.context import Tokens, begin, end, numbered, request_id
from community.core.health.http_metrics import request_timed

Handler = Callable[[HttpRequest], HttpResponse]
WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{8,64}")
SERVER_ERROR = 500

_of_tasks: dict[str, Tokens] = {}


def request_middleware(get_response: Handler) -> Handler:
    """Number and time each request. A page keeps no number: caches would hand it to others. An error does."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with numbered(_number_of(request)), request_timed(request) as timed:
            response = timed.response = get_response(request)
            if response.status_code >= SERVER_ERROR:
                response["X-Request-ID"] = request_id()
            return response

    return middleware


def _number_of(request: HttpRequest) -> str:
    """What our own proxy calls the request; what a visitor wrote is believed as little as its address."""
    given = request.META.get("HTTP_X_REQUEST_ID", "") if settings.TRUSTED_PROXY_COUNT else ""
    return given if WELL_FORMED.fullmatch(given) else uuid4().hex


@before_task_publish.connect
def _hand_over(headers: dict[str, Any] | None = None, **kwargs: Any) -> None:
    if headers is not None and request_id():
        headers["request_id"] = request_id()


@task_prerun.connect
def _take_over(task_id: str, task: Any, **kwargs: Any) -> None:
    number = getattr(task.request, "request_id", None) or task_id
    _of_tasks[task_id] = begin(number, task.name)


@task_postrun.connect
def _let_go(task_id: str, **kwargs: Any) -> None:
    if tokens := _of_tasks.pop(task_id, None):
        end(tokens)

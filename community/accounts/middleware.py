from collections.abc import Callable
from typing import Any

from allauth.core.exceptions import RateLimited
from allauth.core.ratelimit import respond_429
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]


def too_many_requests_middleware(get_response: Handler) -> Handler:
    """Answer 429 wherever a limit is passed: allauth lets ``RateLimited`` through, which would be 500."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return respond_429(request) if isinstance(exception, RateLimited) else None

    with_hook: Any = middleware
    with_hook.process_exception = process_exception
    return middleware

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from community.core.reading.ways import Reading, reading_in

Handler = Callable[[HttpRequest], HttpResponse]


def reading_middleware(get_response: Handler) -> Handler:
    """Put ``request.reading`` there for templates; whatever asked for it varies by cookie, and nothing else does."""

    def middleware(request: HttpRequest) -> HttpResponse:
        asked: list[Reading] = []

        def ask() -> Reading:
            asked.append(reading_in(request.COOKIES))
            return asked[0]

        request.reading = SimpleLazyObject(ask)  # type: ignore[attr-defined]  # read by base.html
        response = get_response(request)
        if asked:
            patch_vary_headers(response, ["Cookie"])
        return response

    return middleware

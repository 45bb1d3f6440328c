from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from community.core.branches import address_now

GetResponse = Callable[[HttpRequest], HttpResponse]


def former_address_middleware(get_response: GetResponse) -> GetResponse:
    """Lead on from an address where a page, or one above it, once was; redirects that staff made come first."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        if getattr(request, "_wagtail_route_for_request", None):
            # The page is here; what it was asked for is not.
            return response
        address = address_now(request, request.path)
        if address is None:
            return response
        question = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{question}" if question else address)

    return answer

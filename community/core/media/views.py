from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

MONTH = 30 * 24 * 3600


@require_safe
@cache_control(public=True, max_age=MONTH)
def picture_serve(request: HttpRequest, name: str) -> FileResponse:
    """A picture out of a private bucket; nginx keeps it. Documents have a view of their own, which asks who reads."""
    try:
        response = FileResponse(default_storage.open(name))
    except FileNotFoundError:
        raise Http404 from None
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response

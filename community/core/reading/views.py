from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from community.core.local_address import local_address
from community.core.reading.forms import ReadingForm
from community.core.reading.ways import COOKIE, USUAL, Reading, reading_in
from community.core.responses import SeeOther, private

YEAR = 365 * 24 * 3600


@csrf_exempt  # A token would need a cookie, and there is nothing to guard but the look of the pages: ADR 0024.
@require_http_methods(["GET", "HEAD", "POST"])
def reading_settings(request: HttpRequest) -> HttpResponse:
    """Three questions about the look of the pages; the answer leads back to where the visitor came from."""
    if request.method != "POST":
        current = reading_in(request.COOKIES)._asdict()
        came_from = local_address(request.headers.get("Referer", ""), request)
        return _page(request, ReadingForm(initial={**current, "back": _not_here(came_from)}))
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return private(SeeOther(request.path))
    back = _not_here(local_address(request.POST.get("back", ""), request))
    if "usual" in request.POST:
        return _kept(request, USUAL, back)
    form = ReadingForm({**request.POST.dict(), "back": back})
    return _kept(request, form.chosen(), back) if form.is_valid() else _page(request, form, status=422)


def _not_here(address: str) -> str:
    """Going back to the form itself would look as if nothing had happened."""
    return "/" if address.partition("?")[0] == reverse("reading_settings") else address


def _page(request: HttpRequest, form: ReadingForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "is_usual": reading_in(request.COOKIES).is_usual}
    return private(render(request, "reading/settings.html", context, status=status))


def _kept(request: HttpRequest, reading: Reading, back: str) -> HttpResponse:
    response = private(SeeOther(back))
    if reading.is_usual:
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        response.set_cookie(
            COOKIE, reading.cookie, max_age=YEAR, secure=request.is_secure(), httponly=True, samesite="Lax"
        )
    return response

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe
from wagtail.documents.views.serve import serve

from community.core.colour import HEX_COLOUR
from community.core.models import CommunitySettings
from community.core.responses import private
from community.core.styles import site_stylesheet
from community.core.theme import theme_stylesheet

YEAR = 365 * 24 * 3600
FIVE_MINUTES = 300
# What is longer took a person some time to type. Tokens of protection are long, but of one word.
SENTENCE = 60


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose protection token is missing or stale with words a resident understands.

    Sentences that were typed are shown, to be copied: whoever goes back may find the form empty.
    """
    shown = [name for name in request.POST if "password" not in name]
    values = [value for name in shown for value in request.POST.getlist(name)]
    typed = [value for value in values if len(value) > SENTENCE and len(value.split()) > 1]
    return render(request, "403_csrf.html", {"typed": typed}, status=403)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Ask for patience where a limit was passed; django-allauth finds this by the name ``handler429`` in the URLs."""
    return private(render(request, "429.html", status=429))


def document_serve(request: HttpRequest, document_id: str, document_filename: str) -> HttpResponseBase:
    """Wagtail's view without ``Content-Encoding: None``, the header it gives to every file that has no encoding.

    A number of thousands of digits, which Python refuses to read, is no document.
    """
    try:
        number = int(document_id)
    except ValueError:
        raise Http404 from None
    response: HttpResponseBase = serve(request, number, document_filename)
    if response.headers.get("Content-Encoding") == "None":
        del response.headers["Content-Encoding"]
    return response


@require_safe
@conditional_page
def site_css(request: HttpRequest) -> HttpResponse:
    """The style sheets of every page: of the right ``?v=`` for good, else for a while."""
    text, digest = site_stylesheet()
    response = HttpResponse(text, content_type="text/css")
    patch_cache_control(response, public=True, max_age=YEAR if request.GET.get("v") == digest else FIVE_MINUTES)
    return response


@require_safe
@conditional_page
def theme_css(request: HttpRequest) -> HttpResponse:
    """The community's colours: of ``?brand=`` for good, since that never changes, else of the settings, for a while."""
    brand = f"#{request.GET.get('brand', '')}"
    is_named = HEX_COLOUR.fullmatch(brand) is not None
    if not is_named:
        brand = CommunitySettings.for_request(request).brand_colour
    response = HttpResponse(theme_stylesheet(brand), content_type="text/css")
    patch_cache_control(response, public=True, max_age=YEAR if is_named else FIVE_MINUTES)
    return response


@require_safe
@cache_control(public=True, max_age=FIVE_MINUTES)
def robots_txt(request: HttpRequest) -> HttpResponse:
    """What search engines are asked to leave alone, and where the list of pages is."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        "Disallow: /search/",
        f"Disallow: {reverse('design_system')}",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap_index'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")

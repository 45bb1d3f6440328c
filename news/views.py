import base64

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from community.core.embed import framed
from community.core.network import client_address
from news.models import NewsPage
from news.robots import is_reader
from news.services import article_view_add

# The smallest transparent GIF, 43 bytes.
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")


@require_safe
def pixel(request: HttpRequest, page_id: int) -> HttpResponse:
    """Count a reading by the picture that the article carries: no cookie, no query, the same answer to everybody."""
    if request.method == "GET" and is_reader(request):
        visitor = f"{client_address(request)}|{request.headers.get('User-Agent', '')}"
        article_view_add(page_id=page_id, visitor=visitor)
    return HttpResponse(PIXEL, content_type="image/gif", headers={"Cache-Control": "no-store"})


@require_safe
def embed(request: HttpRequest, page_id: int) -> HttpResponse:
    """The article as a small card for another site's frame; 404 unless anybody may read the article."""
    article = get_object_or_404(NewsPage.objects.published().with_cards(), pk=page_id)
    return framed(render(request, "news/embed.html", {"article": article}))

import base64

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from community.core.embed import framed
from community.core.network import client_address
from community.core.page_access import public_only
from community.core.page_cache.recording import same_for_all
from news.models import NewsCategory, NewsIndexPage, NewsPage
from news.robots import is_reader
from news.services import article_view_add

# The smallest transparent GIF, 43 bytes.
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")
# Articles in the frame with the list.
EMBEDDED_ARTICLES = 5


@require_safe
def pixel(request: HttpRequest, page_id: int) -> HttpResponse:
    """Count a reading by the picture that the article carries: no cookie, no query, the same answer to everybody."""
    if request.method == "GET" and is_reader(request):
        visitor = f"{client_address(request)}|{request.headers.get('User-Agent', '')}"
        article_view_add(page_id=page_id, visitor=visitor)
    return HttpResponse(PIXEL, content_type="image/gif", headers={"Cache-Control": "no-store"})


@require_safe
@same_for_all
def embed(request: HttpRequest, page_id: int) -> HttpResponse:
    """The article as a small card for another site's frame; 404 unless anybody may read the article."""
    article = get_object_or_404(NewsPage.objects.published().with_cards(), pk=page_id)
    return framed(render(request, "news/embed.html", {"article": article}))


@require_safe
@same_for_all
def embed_list(request: HttpRequest, page_id: int) -> HttpResponse:
    """The latest articles of a list, ``?category=`` one of them, for another site's frame; 404 unless public."""
    page = get_object_or_404(public_only(NewsIndexPage.objects.live()), pk=page_id)
    slug = request.GET.get("category", "")
    category = get_object_or_404(NewsCategory, slug=slug) if slug else None
    articles = page.articles(category).defer_streamfields()[:EMBEDDED_ARTICLES]
    return framed(render(request, "news/embed_list.html", {"list": page, "category": category, "articles": articles}))

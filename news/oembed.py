"""An article, or the list of news, on another site, by its address alone."""

from django.http import HttpRequest
from wagtail.models import Page

from community.core.oembed import EmbeddableCard, OEmbedPrivate, register_oembed
from news.models import NewsIndexPage, NewsPage
from news.models.article import EMBED_HEIGHT
from news.models.index import LIST_EMBED_HEIGHT


def news_card(request: HttpRequest, path: str) -> EmbeddableCard | None:
    """The card of the published article, or of the list, at ``path``."""
    page = Page.find_for_request(request, path)
    shown = page.specific if page else None
    if not isinstance(shown, NewsPage | NewsIndexPage) or not shown.live:
        return None
    if shown.get_view_restrictions().exists():
        raise OEmbedPrivate
    height = EMBED_HEIGHT if isinstance(shown, NewsPage) else LIST_EMBED_HEIGHT
    src = shown.embed_url if isinstance(shown, NewsPage) else shown.embed_url()
    return EmbeddableCard(title=shown.title, src=src, height=height)


register_oembed(news_card)

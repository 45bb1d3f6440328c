"""An article on another site, by its address alone."""

from django.http import HttpRequest
from wagtail.models import Page

from community.core.oembed import EmbeddableCard, OEmbedPrivate, register_oembed
from news.models import NewsPage
from news.models.article import EMBED_HEIGHT


def article_card(request: HttpRequest, path: str) -> EmbeddableCard | None:
    """The card of the published article at ``path``."""
    page = Page.find_for_request(request, path)
    article = NewsPage.objects.live().filter(pk=page.pk).first() if page else None
    if article is None:
        return None
    if article.get_view_restrictions().exists():
        raise OEmbedPrivate
    return EmbeddableCard(title=article.title, src=article.embed_url, height=EMBED_HEIGHT)


register_oembed(article_card)

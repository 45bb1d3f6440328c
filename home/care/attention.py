from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.core.attention import AttentionItem, register_attention
from home.care.selectors import broken_links, pages_to_review, pictures_without_words


def pages_needing_care(request: HttpRequest) -> list[AttentionItem]:
    """Pages to read again, links that lead nowhere, pictures without words: what this person may mend."""
    if isinstance(request.user, AnonymousUser):
        return []
    return [item for item in _all(request) if item.count]


def _all(request: HttpRequest) -> Iterator[AttentionItem]:
    user, review = request.user, reverse("care:review")
    due = pages_to_review(user)
    yield AttentionItem(
        _("Your pages that are due for review"), due.filter(steward=user.pk).count(), f"{review}?mine=1"
    )
    yield AttentionItem(_("Pages of others that are due for review"), due.exclude(steward=user.pk).count(), review)
    yield AttentionItem(_("Links that lead nowhere"), broken_links(user).count(), reverse("care:links"))
    yield AttentionItem(
        _("Pictures on the site that nobody described in words"),
        pictures_without_words(user).count(),
        reverse("care:pictures"),
    )


register_attention(pages_needing_care)

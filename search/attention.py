from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.core.attention import AttentionItem, register_attention
from search.reporting import empty_questions_often

READS_QUESTIONS = "search.view_askedquery"
# A question asked once may be a slip of one person.
OFTEN = 2


def empty_questions_waiting(request: HttpRequest) -> list[AttentionItem]:
    """Questions that found nothing more than once, for whoever may help them."""
    if isinstance(request.user, AnonymousUser) or not request.user.has_perm(READS_QUESTIONS):
        return []
    count = empty_questions_often(OFTEN)
    text = _("Questions that found nothing")
    return [AttentionItem(text, count, reverse("search_reports:empty"))] if count else []


register_attention(empty_questions_waiting)

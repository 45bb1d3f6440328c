"""What administrators are told when the votes of a closed poll no longer fit its seal."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.core.attention import AttentionItem, register_attention
from community.messaging.models import Channel, Message
from community.messaging.services import message_enqueue
from engagement.models import PollIndexPage, PollSeal
from engagement.polls.addresses import poll_link

TEMPLATE = "poll_seal_differs"
# Of the roles only the administrator has it.
LOOKS_AFTER_THE_SITE = "core.change_communitysettings"
DIFFERING = "poll-seals-differing"
# Until the second check after this one: each night says it anew.
KEPT = 2 * 24 * 60 * 60


def seal_differs_letter_enqueue(seal: PollSeal) -> None:
    """Write to each administrator, once a seal."""
    about = f"seal {seal.pk}"
    if Message.objects.filter(template=TEMPLATE, about=about).exists():
        return
    page = PollIndexPage.objects.live().first()
    url = poll_link(page, seal.poll, "trust") if page else settings.SITE_URL
    context = {"question": seal.poll.question, "url": url}
    for address in _administrators():
        message_enqueue(channel=Channel.EMAIL, template=TEMPLATE, recipient=address, context=context, about=about)


def seals_differ_note(poll_ids: Sequence[int]) -> None:
    """Keep for the admin's first screen what the check found: it takes too long to find it again there."""
    cache.set(DIFFERING, list(poll_ids), KEPT)


def seals_differing(request: HttpRequest) -> list[AttentionItem]:
    """The polls that last night's check found wrong, for administrators."""
    if isinstance(request.user, AnonymousUser) or not request.user.has_perm(LOOKS_AFTER_THE_SITE):
        return []
    found = cache.get(DIFFERING) or []
    url = reverse("wagtailsnippets_engagement_poll:list")
    text = _("Closed polls whose votes differ from their seals")
    return [AttentionItem(text, len(found), url, urgent=True)] if found else []


def _administrators() -> list[str]:
    backend = "django.contrib.auth.backends.ModelBackend"
    people = get_user_model().objects.with_perm(LOOKS_AFTER_THE_SITE, backend=backend)
    return sorted(set(people.exclude(email="").values_list("email", flat=True)))


register_attention(seals_differing)

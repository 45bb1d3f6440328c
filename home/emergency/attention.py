from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.core.attention import AttentionItem, register_attention
from community.core.local_time import moment_text
from home.emergency.rights import PUTS_UP
from home.emergency.selectors import current_banner

# What ends sooner is worth a look.
SOON = timedelta(hours=6)


def banner_ending(request: HttpRequest) -> list[AttentionItem]:
    """The announcement on top of the site, once its end is near, for whoever may prolong it."""
    if isinstance(request.user, AnonymousUser) or not request.user.has_perm(PUTS_UP):
        return []
    banner = current_banner()
    if banner is None or banner.ends_at > timezone.now() + SOON:
        return []
    text = _("The urgent announcement ends on %(moment)s") % {"moment": moment_text(banner.ends_at)}
    return [AttentionItem(text, 1, f"{reverse('emergency:index')}?again={banner.pk}", urgent=True)]


register_attention(banner_ending)

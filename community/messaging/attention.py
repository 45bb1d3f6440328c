from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.core.attention import AttentionItem, register_attention
from community.messaging.models import Message, State

# What failed earlier has been seen, or nobody can help it.
RECENT = timedelta(days=7)


def failed_messages(request: HttpRequest) -> list[AttentionItem]:
    """Letters and SMS that could not be sent, for whoever may read their register."""
    if isinstance(request.user, AnonymousUser) or not request.user.has_perm("messaging.view_message"):
        return []
    failed = Message.objects.filter(state=State.FAILED, created_at__gte=timezone.now() - RECENT).count()
    address = f"{reverse('registers_messages_modeladmin_index')}?state__exact={State.FAILED}"
    return [AttentionItem(_("Messages of the last week that could not be sent"), failed, address)] if failed else []


register_attention(failed_messages)

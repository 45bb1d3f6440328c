"""Templates become content at the moment of sending, so that no rendered secret is ever stored."""

import re
from typing import Any

from django.conf import settings
from django.template import Context, engines
from django.utils import translation
from wagtail.models import Site

from community.core.models import CommunitySettings
from community.messaging.channels.content import Content
from community.messaging.models import Channel, Message

MASK = "••••••"


def message_render(*, message: Message, secrets: dict[str, str]) -> Content:
    """The message in the site's language; raises Django's template errors."""
    community = community_settings()
    data = {**message.context, **secrets, "community": community, "site_url": settings.SITE_URL.rstrip("/")}
    folder = f"messages/{message.template}"
    with translation.override(settings.LANGUAGE_CODE):
        if message.channel == Channel.SMS:
            return Content(text=_one_line(_plain(f"{folder}/sms.txt", data)))
        data["subject"] = _one_line(_plain(f"{folder}/subject.txt", data))
        return Content(
            subject=data["subject"],
            text=re.sub(r"\s*\n\s*\n\s*", "\n\n", _plain(f"{folder}/body.txt", data)).strip() + "\n",
            html=engines["django"].get_template(f"{folder}/body.html").render(data),
            sender=_one_line(community.name),
            unsubscribe_link=secrets.get("unsubscribe_link", ""),
        )


def masked_secrets(message: Message) -> dict[str, str]:
    """What staff see in place of the secrets; the demo, which keeps them, shows them."""
    kept = settings.OUTBOX_KEEP_SECRETS
    return {name: value if kept and value else MASK for name, value in message.secrets.items()}


def community_settings() -> CommunitySettings:
    """The settings of the default site, or the defaults where no site exists yet."""
    site = Site.objects.filter(is_default_site=True).first()
    return CommunitySettings.for_site(site) if site else CommunitySettings()


def _plain(name: str, data: dict[str, Any]) -> str:
    """Render without escaping: in plain text an apostrophe must stay an apostrophe."""
    template: Any = engines["django"].get_template(name)
    rendered: str = template.template.render(Context(data, autoescape=False))
    return rendered


def _one_line(text: str) -> str:
    return " ".join(text.split())

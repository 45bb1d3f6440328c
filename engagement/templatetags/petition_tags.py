from typing import Any

from django import template

from engagement.models import Petition
from engagement.petitions import progress

register = template.Library()


@register.simple_tag
def petition_progress(petition: Petition) -> progress.Progress:
    """Numbers and stage of a published petition."""
    return progress.petition_progress(petition)


@register.simple_tag(takes_context=True)
def petition_url(context: dict[str, Any], petition: Petition) -> str:
    """Where a petition stands, for pages that do not know; two queries."""
    return petition.get_url(context.get("request")) or ""

from typing import Any

from django import template

from engagement.models import Petition
from engagement.petitions.rights import MAKES_PAPERS, READS_PAPERS

register = template.Library()


@register.inclusion_tag("engagement/petitions/admin/papers.html", takes_context=True)
def petition_papers(context: dict[str, Any], petition: Petition) -> dict[str, Any]:
    """The documents of a petition on its screen in the admin, without loading their content."""
    user = context["request"].user
    return {
        "petition": petition,
        "papers": petition.papers.defer("content").select_related("made_by") if user.has_perm(READS_PAPERS) else [],
        "may_make": user.has_perm(MAKES_PAPERS) and petition.is_published and not petition.pseudonymised_at,
        "may_read": user.has_perm(READS_PAPERS),
        "csrf_token": context.get("csrf_token"),
    }

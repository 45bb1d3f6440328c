"""How much one author writes and how often similar petitions are asked for."""

from community.core.limits import Limit, limit_hit

DRAFTS_OF_AUTHOR = 10
# Handing in again after taking back counts as well: each time the moderators begin anew.
SUBMISSIONS_A_DAY = 5
# Per network: a class that writes petitions at the same time stays within it.
SIMILAR_ASKED = Limit("similar-petitions", 240, 60)


def similar_hit(network: str) -> bool:
    """Count a look for similar petitions; true while it is within the limit."""
    return limit_hit(SIMILAR_ASKED, network)

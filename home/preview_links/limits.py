"""How often a draft may be answered, and wrong links be tried."""

from community.core.limits import DAY, HOUR, Limit, limits_hit

# A network is what an office shares.
ANSWERS_OF_NETWORK = Limit("preview-answers-of-network", 20, HOUR)
ANSWERS_OF_LINK = Limit("preview-answers-of-link", 40, DAY)


def answer_hit(*, link_id: int, network: str) -> bool:
    """Count an answer; true while it may be taken."""
    # Both are counted, whatever the first says.
    return all(limits_hit((ANSWERS_OF_NETWORK, network), (ANSWERS_OF_LINK, str(link_id))))

"""How many letters a stranger may have sent to an address."""

from community.core.limits import DAY, Limit, limit_hit

# Per mailbox, and less of it from one network, so that a stranger does not use up what its owner may ask for.
LETTERS = Limit("news-letters", 6, DAY)
LETTERS_OF_NETWORK = Limit("news-letters-of-network", 3, DAY)


def letters_hit(mailbox: str, network: str) -> bool:
    """Count a letter to ``mailbox`` asked for from ``network``; true while another one may go there."""
    return limit_hit(LETTERS_OF_NETWORK, f"{mailbox}|{network}") and limit_hit(LETTERS, mailbox)

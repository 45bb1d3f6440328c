"""How often in voting is suspicious."""

from community.core.limits import DAY, HOUR, Limit, limit_hit, limit_reached

# Per network; beyond them a vote is suspicious, never refused for that alone: a school shares one network.
VOTES_BURST = Limit("votes-burst", 20, 60)
VOTES_SUSTAINED = Limit("votes-sustained", 100, HOUR)
# Per network: suspicious votes that no captcha vouches for.
VOTES_UNPROVEN = Limit("votes-unproven", 3, HOUR)
# Per address and poll, so that nobody's mailbox is flooded; and less of it from one network, so that a stranger who
# asks for letters to somebody's address does not use up what that somebody may ask for.
LETTERS = Limit("letters", 10, DAY)
LETTERS_OF_NETWORK = Limit("letters-of-network", 3, DAY)
CODES_OF_LETTER = Limit("codes-of-letter", 5, 2 * DAY)
CODES_OF_NETWORK = Limit("codes-of-network", 60, HOUR)


def letters_hit(address: str, network: str) -> bool:
    """Count a letter to ``address`` asked for from ``network``; true while another one may go there."""
    return limit_hit(LETTERS_OF_NETWORK, f"{address}|{network}") and limit_hit(LETTERS, address)


def votes_hit(network: str) -> bool:
    """Count a vote sent from ``network``; true while the network is not suspicious."""
    # Both are counted, whatever the first says.
    return all([limit_hit(VOTES_BURST, network), limit_hit(VOTES_SUSTAINED, network)])


def votes_reached(network: str) -> bool:
    """Whether the next vote of ``network`` is suspicious."""
    return limit_reached(VOTES_BURST, network) or limit_reached(VOTES_SUSTAINED, network)

"""How often people sign, write petitions and ask for similar ones. A school is one network, so its limits are wide."""

from community.core.limits import HOUR, Limit, limit_hit, limits_hit

SIGNATURES_BURST = Limit("signatures-burst", 60, 60)
SIGNATURES_OF_NETWORK = Limit("signatures-of-network", 600, HOUR)
# Signing and withdrawing by turns leaves a row each time.
SIGNATURES_OF_ACCOUNT = Limit("signatures-of-account", 30, HOUR)

DRAFTS_OF_AUTHOR = 10
# Handing in again after taking back counts as well: each time the moderators begin anew.
SUBMISSIONS_A_DAY = 5
# Texts of people who have not logged in, each in a session of its own.
TEXTS_KEPT = Limit("petition-texts-kept", 60, HOUR)
# Of a network: a class that writes petitions at the same time stays within it.
SIMILAR_ASKED = Limit("similar-petitions", 240, 60)


def signature_hit(*, network: str, account: int) -> bool:
    """Count an attempt to sign or withdraw; true while it is within every limit."""
    of_network = [(SIGNATURES_BURST, network), (SIGNATURES_OF_NETWORK, network)]
    return all(limits_hit(*of_network, (SIGNATURES_OF_ACCOUNT, str(account))))


def text_kept_hit(network: str) -> bool:
    """Count a text to be kept until its writer has logged in; true while the network has room for it."""
    return limit_hit(TEXTS_KEPT, network)


def similar_hit(network: str) -> bool:
    """Count a look for similar petitions; true while it is within the limit."""
    return limit_hit(SIMILAR_ASKED, network)

"""How often people sign. A school or an office is one network, so its limits are wide."""

from community.core.limits import HOUR, Limit, limit_hit

SIGNATURES_BURST = Limit("signatures-burst", 60, 60)
SIGNATURES_OF_NETWORK = Limit("signatures-of-network", 600, HOUR)
# Signing and withdrawing by turns leaves a row each time.
SIGNATURES_OF_ACCOUNT = Limit("signatures-of-account", 30, HOUR)


def signature_hit(*, network: str, account: int) -> bool:
    """Count an attempt to sign or withdraw; true while it is within every limit."""
    of_network = all([limit_hit(SIGNATURES_BURST, network), limit_hit(SIGNATURES_OF_NETWORK, network)])
    return limit_hit(SIGNATURES_OF_ACCOUNT, str(account)) and of_network

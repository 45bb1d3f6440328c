"""How often an account's forms may be sent. A network is what many people share, so its limits are wide."""

from allauth.core.exceptions import RateLimited

from community.core.limits import DAY, HOUR, Limit, limit_hit

# To one number: half a minute between codes, and few a day, since each costs the community money.
CODES_BURST = Limit("phone-codes-burst", 1, 30)
CODES_OF_NUMBER = Limit("phone-codes-of-number", 5, DAY)
CODES_OF_NETWORK = Limit("phone-codes-of-network", 30, HOUR)


def phone_code_hit(*, phone: str, network: str) -> None:
    """Count a code for ``phone``; raises ``RateLimited``, which becomes the page 429."""
    limits = ((CODES_OF_NETWORK, network), (CODES_BURST, phone), (CODES_OF_NUMBER, phone))
    if not all(limit_hit(limit, key) for limit, key in limits):
        raise RateLimited

"""How often an account's forms may be sent. A network is what many people share, so its limits are wide."""

from allauth.core.exceptions import RateLimited

from community.core.limits import DAY, HOUR, Limit, limit_forget, limit_hit, limits_hit, limits_reached

# Per network; beyond them a registration is suspicious and meets the captcha.
REGISTRATIONS_BURST = Limit("registrations-burst", 5, 60)
REGISTRATIONS_SUSTAINED = Limit("registrations-sustained", 30, HOUR)
# Per network: suspicious registrations that no captcha vouches for.
REGISTRATIONS_UNPROVEN = Limit("registrations-unproven", 3, HOUR)
# To one address, and less of it from one network: see engagement.polls.limits.
LETTERS = Limit("account-letters", 10, DAY)
LETTERS_OF_NETWORK = Limit("account-letters-of-network", 3, DAY)
RECOVERIES_OF_NETWORK = Limit("recoveries-of-network", 60, HOUR)
# To one number: half a minute between codes, and few a day, since each costs the community money.
CODES_BURST = Limit("phone-codes-burst", 1, 30)
CODES_OF_NUMBER = Limit("phone-codes-of-number", 5, DAY)
CODES_OF_NETWORK = Limit("phone-codes-of-network", 30, HOUR)
# Codes tried by one account for one number: the session counts five for each code, but not those sent side by side.
CODE_TRIES = Limit("phone-code-tries", 10, HOUR // 4)
# Passwords tried. A stranger elsewhere must not lock anybody out, so the strict limit is of account and network.
PASSWORDS_OF_ACCOUNT_AND_NETWORK = Limit("passwords-of-account-and-network", 10, HOUR // 4)
PASSWORDS_OF_ACCOUNT = Limit("passwords-of-account", 100, HOUR)
PASSWORDS_OF_NETWORK = Limit("passwords-of-network", 300, HOUR)


def registrations_hit(network: str) -> bool:
    """Count a registration sent from ``network``; true while the network is not suspicious."""
    # Both are counted, whatever the first says.
    return all(limits_hit((REGISTRATIONS_BURST, network), (REGISTRATIONS_SUSTAINED, network)))


def registrations_reached(network: str) -> bool:
    """Whether the next registration of ``network`` is suspicious."""
    return any(limits_reached((REGISTRATIONS_BURST, network), (REGISTRATIONS_SUSTAINED, network)))


def letters_hit(*, email: str, network: str) -> bool:
    """Count a letter to ``email`` asked for from ``network``; true while another one may go there."""
    return limit_hit(LETTERS_OF_NETWORK, f"{email}|{network}") and limit_hit(LETTERS, email)


def recovery_hit(network: str) -> None:
    """Count a recovery asked for from ``network``; raises ``RateLimited``."""
    if not limit_hit(RECOVERIES_OF_NETWORK, network):
        raise RateLimited


def phone_code_hit(*, phone: str, network: str) -> None:
    """Count a code for ``phone``; raises ``RateLimited``, which becomes the page 429."""
    limits = ((CODES_OF_NETWORK, network), (CODES_BURST, phone), (CODES_OF_NUMBER, phone))
    if not all(limit_hit(limit, key) for limit, key in limits):
        raise RateLimited


def phone_code_try_hit(*, account: int, phone: str) -> None:
    """Count a code typed, right or wrong; raises ``RateLimited``."""
    if not limit_hit(CODE_TRIES, f"{account}|{phone}"):
        raise RateLimited


def password_hit(*, account: str, network: str) -> bool:
    """Count a password tried for ``account``, which is whatever was typed; true while it may be looked at."""
    limits = (
        (PASSWORDS_OF_NETWORK, network),
        (PASSWORDS_OF_ACCOUNT_AND_NETWORK, f"{account}|{network}"),
        (PASSWORDS_OF_ACCOUNT, account),
    )
    return all(limit_hit(limit, key) for limit, key in limits)


def passwords_forget(*, account: str, network: str) -> None:
    """Who knew the password may have mistyped it before, and logs in again tomorrow."""
    limit_forget(PASSWORDS_OF_ACCOUNT_AND_NETWORK, f"{account}|{network}")

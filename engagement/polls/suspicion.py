"""What the lists of ``VotingGuard`` say of a vote. What is allowed wins over what is blocked: see ADR 0021."""

from disposable_email_domains import blocklist

from community.core.address_lists import address_among, domain_among, domains_read, networks_read
from engagement.models import VotingGuard
from engagement.models.vote import FlagReason
from engagement.models.voting_guard import EVERYDAY_DOMAINS


def network_trusted(address: str, guard: VotingGuard) -> bool:
    """Whether votes from ``address`` are never suspicious, however many come."""
    return address_among(address, networks_read(guard.allowed_networks))


def domain_trusted(domain: str, guard: VotingGuard) -> bool:
    """Whether votes from mailboxes of ``domain`` are never held. Until the letter is answered that is only a claim."""
    return not _is_everyday(domain) and domain_among(domain, domains_read(guard.allowed_domains))


def listed_reason(*, domain: str, address: str, guard: VotingGuard) -> FlagReason | None:
    """Why a list has a vote held, if one does; for votes that no list of the allowed speaks for."""
    if address_among(address, networks_read(guard.blocked_networks)):
        return FlagReason.BLOCKED_NETWORK
    if _is_everyday(domain):
        return None
    if domain_among(domain, domains_read(guard.blocked_domains)):
        return FlagReason.BLOCKED_DOMAIN
    if guard.holds_disposable and domain_among(domain, blocklist):
        return FlagReason.DISPOSABLE_DOMAIN
    return None


def _is_everyday(domain: str) -> bool:
    return domain_among(domain, EVERYDAY_DOMAINS)

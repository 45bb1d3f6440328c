"""What links in letters to signers are for; each names a signature by its reference."""

from enum import StrEnum


class Purpose(StrEnum):
    """What a link lets its holder do."""

    UNSUBSCRIBE = "engagement.signature.unsubscribe"
    OBJECT = "engagement.signature.object"

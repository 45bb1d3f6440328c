from datetime import datetime
from enum import StrEnum


class Trouble(StrEnum):
    """What stops every message alike and only people can mend; administrators get a letter about it."""

    CREDENTIALS = "credentials"
    BALANCE = "balance"
    DAILY_LIMIT = "daily_limit"


class DeliveryError(Exception):
    """A message did not leave. Its text names the cause and never holds anything personal."""


class TemporaryDeliveryError(DeliveryError):
    """Worth trying again later: the other side, the line or our own access to it is out of order.

    ``trouble`` is what administrators have to be told; ``retry_at`` replaces the usual delay.
    """

    def __init__(self, cause: str = "", *, trouble: Trouble | None = None, retry_at: datetime | None = None) -> None:
        super().__init__(cause)
        self.trouble = trouble
        self.retry_at = retry_at


class PermanentDeliveryError(DeliveryError):
    """Trying again would fail in the same way: the recipient or the message itself was refused."""

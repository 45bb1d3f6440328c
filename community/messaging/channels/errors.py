class DeliveryError(Exception):
    """A message did not leave. Its text names the cause and never holds anything personal."""


class TemporaryDeliveryError(DeliveryError):
    """Worth trying again later: the other side, the line or our own access to it is out of order."""


class PermanentDeliveryError(DeliveryError):
    """Trying again would fail in the same way: the recipient or the message itself was refused."""

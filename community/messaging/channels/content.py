from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Content:
    """A rendered message as a channel takes it; an SMS has ``text`` only."""

    text: str
    subject: str = ""
    html: str = ""
    sender: str = ""

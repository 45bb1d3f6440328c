from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Content:
    """A rendered message as a channel takes it; an SMS has ``text`` only.

    ``unsubscribe_link`` ends letters of its kind by one POST (RFC 8058).
    """

    text: str
    subject: str = ""
    html: str = ""
    sender: str = ""
    unsubscribe_link: str = ""

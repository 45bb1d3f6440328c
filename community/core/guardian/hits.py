"""A remark about a piece of text, before it is known where in the page the piece stands."""

from dataclasses import dataclass

from community.core.guardian.rules import Rule

QUOTE_LENGTH = 80


@dataclass(frozen=True)
class Hit:
    """A rule, the words it is about, and perhaps better ones."""

    rule: Rule
    quote: str
    better: str = ""


def shortened(text: str) -> str:
    """As much of ``text`` as tells an editor where to look."""
    words = " ".join(text.split())
    return words if len(words) <= QUOTE_LENGTH else f"{words[: QUOTE_LENGTH - 1].rstrip()}…"

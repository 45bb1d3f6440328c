"""Links that do not say where they lead."""

import re
from collections.abc import Iterable, Iterator

from community.core.guardian.hits import Hit, shortened
from community.core.guardian.rules import BARE_ADDRESS, POOR_LINK

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>«»\"]+", re.IGNORECASE)
_POOR = {
    "тут", "ось тут", "сюди", "далі", "більше", "ще", "детальніше", "докладніше", "детальніше тут", "докладніше тут",
    "детальніше за посиланням", "за посиланням", "за цим посиланням", "посилання", "лінк", "за лінком", "перейти",
    "перейти за посиланням", "перейдіть за посиланням", "перейдіть", "читати", "читати далі", "читати більше",
    "читайте тут", "дивитися", "дивіться тут", "натисніть", "натисніть тут", "клікніть", "клікніть тут", "клік",
    "завантажити", "скачати", "скачати тут", "here", "click here", "link", "more", "read more", "download",
}  # fmt: skip


def link_hits(links: Iterable[str]) -> Iterator[Hit]:
    """Of the texts of links, those that say nothing or are themselves addresses."""
    for text in links:
        said = " ".join(text.split())
        if _ADDRESS.fullmatch(said):
            yield Hit(BARE_ADDRESS, shortened(said))
        elif said.casefold().strip(" .,:;!…→»«()[]>-—") in _POOR:
            yield Hit(POOR_LINK, said)


def bare_address_hits(text: str) -> Iterator[Hit]:
    """Addresses written out in ``text``, which has no links in it."""
    yield from (Hit(BARE_ADDRESS, shortened(address)) for address in _ADDRESS.findall(text))

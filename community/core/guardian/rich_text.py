"""Rich text as its reader meets it: words, links, headings."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "br", "hr"}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


@dataclass
class RichTextParts:
    """What was read; ``text`` holds the words outside links too, a line for each paragraph."""

    text: str = ""
    unlinked: str = ""
    links: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts = RichTextParts()
        self.link: str | None = None
        self.heading: tuple[int, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._break()
        if tag == "a":
            self.link = ""
        elif tag in _HEADINGS:
            self.heading = (_HEADINGS[tag], "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.link is not None:
            self.parts.links.append(self.link)
            self.link = None
        elif tag in _HEADINGS and self.heading is not None:
            self.parts.headings.append(self.heading)
            self.heading = None
        if tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        self.parts.text += data
        if self.link is None:
            self.parts.unlinked += data
        else:
            self.link += data
        if self.heading is not None:
            self.heading = (self.heading[0], self.heading[1] + data)

    def _break(self) -> None:
        self.parts.text += "\n"
        self.parts.unlinked += "\n"


def rich_text_read(html: str) -> RichTextParts:
    """Take rich text, as it is stored, apart."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.parts

"""Elements of a page as a browser would find them, as far as the standard library reads HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

# Their content is text up to their own end, whatever stands in it.
RAW = {"title", "textarea", "xmp", "iframe", "noembed", "noframes"}


@dataclass
class Element:
    name: str
    attributes: dict[str, str]
    text: str = field(default="")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Element] = []
        self.raw = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.raw:
            return
        self.found.append(Element(tag, {name: value or "" for name, value in attrs}))
        self.raw = tag if tag in RAW else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == self.raw:
            self.raw = ""

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1].name in {"script", "style"}:
            self.found[-1].text += data


def elements(html: str) -> list[Element]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found

"""What the first view of a page costs a resident, packed as servers pack it."""

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from playwright.sync_api import Error, Request, Response

# Bytes: on an old phone with a slow network a page of this weight comes in some seconds.
KB = 1024
PAGE, FORM = 100 * KB, 40 * KB
HTML, CSS, SCRIPT = 14 * KB, 12 * KB, 8 * KB
PACKED = {"document": "html", "stylesheet": "css", "script": "script"}


@dataclass
class Weight:
    """Bytes of a page with all that it asked for before anybody scrolled."""

    html: int = 0
    css: int = 0
    script: int = 0
    pictures: int = 0

    @property
    def whole(self) -> int:
        return self.html + self.css + self.script + self.pictures

    def problems(self, limit: int, times: int = 1) -> Iterator[str]:
        for kind, bound in (("html", HTML), ("css", CSS), ("script", SCRIPT), ("whole", limit)):
            if getattr(self, kind) > times * bound:
                yield f"too heavy: {kind} {getattr(self, kind) / KB:.1f} of {times * bound / KB:.0f} KB"

    def __str__(self) -> str:
        parts = (f"{name} {getattr(self, name) / KB:.1f}" for name in ("html", "css", "script", "pictures"))
        return f"{self.whole / KB:.0f} KB ({', '.join(parts)})"


def weigh(requests: Iterable[Request]) -> Weight:
    """The weight of what ``requests`` were answered; answers that only lead elsewhere weigh nothing."""
    weight = Weight()
    for request in requests:
        response = None if request.url.startswith("data:") else request.response()
        if response is None or response.status in range(300, 400):
            continue
        kind = PACKED.get(request.resource_type, "pictures")
        setattr(weight, kind, getattr(weight, kind) + _size(response, packed=kind != "pictures"))
    return weight


def document_of(requests: Iterable[Request]) -> tuple[int, str]:
    """The status and the page as the site sent it, before any script; no text where the browser has forgotten it."""
    for request in requests:
        response = request.response() if request.resource_type == "document" else None
        if response and response.status not in range(300, 400):
            try:
                return response.status, response.text()
            except Error:
                return response.status, ""
    return 0, ""


def _size(response: Response, *, packed: bool) -> int:
    try:
        body = response.body()
    except Error:
        # The browser forgets the body of an answer to a form once it has moved on; its size it keeps.
        return response.request.sizes()["responseBodySize"]
    return len(gzip.compress(body)) if packed else len(body)

"""What a page asks of others and complains about while somebody reads it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

# What a browser says by itself about the answer it got, which whoever looks judges anyway.
STATUS_SAID = "Failed to load resource: the server responded with a status of 4"


class Watch:
    """Keeps the requests of the page shown now, and complaints until they are taken."""

    def __init__(self, page: Page, site_url: str) -> None:
        self.requests: list[Request] = []
        self.complaints: list[str] = []
        self._page, self._host = page, urlsplit(site_url).netloc
        page.on("request", self._asked)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))

    def strangers(self) -> Iterator[str]:
        """Addresses of other sites that were asked for something."""
        for request in self.requests:
            if urlsplit(request.url).netloc not in {self._host, ""}:
                yield request.url

    def take_complaints(self) -> list[str]:
        taken, self.complaints = self.complaints, []
        return taken

    def _asked(self, request: Request) -> None:
        if request.is_navigation_request() and request.frame == self._page.main_frame:
            self.requests = []
        self.requests.append(request)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(STATUS_SAID):
            self.complaints.append(f"console: {message.text}")

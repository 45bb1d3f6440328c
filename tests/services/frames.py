"""Another site, with one of our pages in its frame."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

# The one script of a page in a frame: our own, it tells the height.
FRAME_SCRIPT = 'type="module" src="/static/community/js/embed_frame.js"'
# Browsers ask for an icon, and complain of none, unless a page says that it has none.
NO_ICON = '<link rel="icon" href="data:,">'
SCRIPT = re.compile(r"<script ?([^>]*)>")


def scripts_of(html: str) -> list[str]:
    """What the script tags of a page say."""
    return SCRIPT.findall(html)


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name the library gives it
        """Say nothing."""


@contextmanager
def other_site(folder: Path, body: str) -> Iterator[str]:
    """Serve a page with ``body`` on a port, and so an origin, of its own; the context gives its address."""
    html = (
        f'<!DOCTYPE html><html lang="uk"><meta charset="utf-8"><title>Газета</title>{NO_ICON}<body>{body}</body></html>'
    )
    (folder / "index.html").write_text(html, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()

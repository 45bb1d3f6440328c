"""What benches ask the stack for."""

import http.client
from urllib.parse import urlsplit

from deploy.local.stack import Stack

LATEST = "from news.models import NewsPage; print(NewsPage.objects.live().order_by('-pk').first().url)"


def article_path(stack: Stack) -> str:
    """The path of an article of the demo, by which articles are measured."""
    return urlsplit(stack.manage("shell", "--verbosity", "0", "-c", LATEST).split()[-1]).path


def fetch(url: str, headers: dict[str, str] | None = None) -> bytes:
    """The body of one plain answer; anything but 200 ends the bench."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    try:
        connection.request("GET", target, headers=headers or {})
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    if answer.status != http.client.OK:
        raise SystemExit(f"{url} answers {answer.status}")
    return body

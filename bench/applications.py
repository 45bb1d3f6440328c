"""What app servers are asked to run beside the site itself: the least there is, and the site without its page cache."""

import os
from collections.abc import Callable, Iterable

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings.production")

# Django as it starts by itself: no layer of ours in front.
site = get_wsgi_application()


def hello(environ: dict[str, object], start_response: Callable[..., object]) -> Iterable[bytes]:
    """The smallest answer."""
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
    return [b"ok"]

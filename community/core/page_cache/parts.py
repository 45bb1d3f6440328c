"""What stands on every page, for pages that are somebody's own: made once, and dropped by what it shows as pages are.

A part is made for a request that knows the host and nothing of the visitor, so nothing of one can get into it.
"""

from io import BytesIO
from pathlib import PurePosixPath

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from wagtail.models import Page, Site

from community.core.models import CommunitySettings
from community.core.page_cache.keys import PageKey
from community.core.page_cache.making import making
from community.core.page_cache.recording import current_recording
from community.core.page_cache.shelf import shelf

# No address of a page begins so, and a web server answers with files of whole pages only.
_FOLDER = "-parts"


def part_html(context: Context, template: str, page: Page | None) -> str:
    """``template`` for whoever reads ``page`` (None: the same on every page); it may use both and ``community``."""
    request: HttpRequest | None = context.get("request")
    key = _key_of(request, template, page) if request and _may_be_kept(request) else None
    if request is None or key is None:
        return _as_included(context, template)
    entry = shelf().find(key)
    return entry.body.decode() if entry else _made(request, template, page, key)


def _may_be_kept(request: HttpRequest) -> bool:
    """A page that is kept whole notes itself what it shows; in a preview the tree is not as it is shown."""
    return (
        settings.PAGE_CACHE
        and current_recording() is None
        and not getattr(request, "is_preview", False)
        # A new installation has none, and so nothing to lead through.
        and Site.find_for_request(request) is not None
    )


def _as_included(context: Context, template: str) -> str:
    engine = context.template.engine  # type: ignore[union-attr]  # a tag is drawn by one
    with context.push():
        return engine.get_template(template).render(context)


def _key_of(request: HttpRequest, template: str, page: Page | None) -> PageKey:
    host = request.get_host().partition(":")[0]
    return PageKey(PurePosixPath(f"{host}/{_FOLDER}/{page.pk if page else 0}"), template.replace("/", "@"))


def _made(request: HttpRequest, template: str, page: Page | None, key: PageKey) -> str:
    nobody = _nobody(request)
    with making() as making_part:
        making_part.made.begin()
        context = {"page": page, "community": CommunitySettings.for_request(nobody)}
        html = render_to_string(template, context, request=nobody)
    making_part.keep(key, html.encode())
    return html


def _nobody(request: HttpRequest) -> HttpRequest:
    """Somebody without cookies at the front page of the same site."""
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "QUERY_STRING": "", "HTTP_COOKIE": "", "wsgi.input": BytesIO()}
    return WSGIRequest({**request.META, **asked})

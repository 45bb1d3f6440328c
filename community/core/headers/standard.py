"""The headers of a plain page, one for all: the web server gives the same to pages that it keeps as files."""

from typing import TypeVar

from django.conf import settings
from django.http.response import HttpResponseBase

from community.core.headers.policies import FRAME, MEDIA, PAGE, written

Response = TypeVar("Response", bound=HttpResponseBase)

CSP = "Content-Security-Policy"
CORP = "Cross-Origin-Resource-Policy"
HSTS = "Strict-Transport-Security"
# No page of ours asks for any of these; a player in a frame is given what it needs by the frame.
PERMISSIONS = ("camera", "display-capture", "geolocation", "gyroscope", "microphone", "midi", "payment", "usb")


# The part that Django's own middleware does not write.
OWN_HEADERS = {
    CSP: written(PAGE),
    CORP: "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in PERMISSIONS),
}


def page_headers() -> dict[str, str]:
    """What every page says, whoever serves it."""
    return {
        **OWN_HEADERS,
        "Cross-Origin-Opener-Policy": str(settings.SECURE_CROSS_ORIGIN_OPENER_POLICY),
        "Referrer-Policy": str(settings.SECURE_REFERRER_POLICY),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        **transport_headers(),
    }


def media_headers() -> dict[str, str]:
    """What pictures say that editors uploaded: other sites and letters may show them."""
    return {CSP: written(MEDIA), CORP: "cross-origin", "X-Content-Type-Options": "nosniff", **transport_headers()}


def static_headers() -> dict[str, str]:
    """What the site's own style sheets, scripts and icons say."""
    return {CORP: "same-origin", "X-Content-Type-Options": "nosniff", **transport_headers()}


def is_plain(response: HttpResponseBase) -> bool:
    """Whether ``response`` says nothing but what every page says: such a page may be kept as a file."""
    expected = page_headers()
    # Of TLS only the web server knows.
    expected.pop(HSTS, None)
    return all(response.headers.get(name) == value for name, value in expected.items())


def framed_anywhere(response: Response) -> Response:
    """Let every site show this answer in a frame."""
    response.xframe_options_exempt = True  # type: ignore[attr-defined]  # read by Django's middleware
    response[CSP] = written(FRAME)
    return for_other_sites(response)


def for_other_sites(response: Response) -> Response:
    """Let pages of other sites load this answer: a picture, a table, a frame."""
    response[CORP] = "cross-origin"
    return response


def transport_headers() -> dict[str, str]:
    """HSTS as Django's own middleware writes it."""
    if not settings.SECURE_HSTS_SECONDS:
        return {}
    parts = [f"max-age={settings.SECURE_HSTS_SECONDS}"]
    if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS:
        parts.append("includeSubDomains")
    if settings.SECURE_HSTS_PRELOAD:
        parts.append("preload")
    return {HSTS: "; ".join(parts)}

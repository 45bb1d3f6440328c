"""Where on this site a visitor came from, and nowhere else."""

from urllib.parse import urlsplit, urlunsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

# No address of ours is longer; a longer one would make the header of the answer too long.
LONGEST = 2000


def local_address(address: str, request: HttpRequest) -> str:
    """Path and query of ``address`` if it is of this site, else the front page."""
    if len(address) > LONGEST or not _is_here(address, request):
        return "/"
    parts = urlsplit(address)
    local = urlunsplit(("", "", parts.path, parts.query, ""))
    # Without its host an address like https://here//elsewhere would lead away; browsers read a backslash as a slash.
    is_path = local.startswith("/") and not local.startswith(("//", "/\\"))
    return local if is_path and _is_here(local, request) else "/"


def _is_here(address: str, request: HttpRequest) -> bool:
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())

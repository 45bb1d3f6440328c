"""The headers of a kept page: known before any is made, so that a web server can answer with the file alone."""

from functools import cache

from community.core.headers.standard import page_headers

# A browser asks each time whether its copy is still good; «not modified» costs a few bytes.
CACHE_CONTROL = "no-cache"


@cache
def plain_headers() -> dict[str, str]:
    """What a page says that asks for nothing else."""
    return {"Content-Type": "text/html; charset=utf-8", "Cache-Control": CACHE_CONTROL, **page_headers()}

"""The headers of every plain page: known before any is made, so that a web server can answer with the file alone."""

from functools import cache

from django.conf import settings

# A browser asks each time whether its copy is still good; «not modified» costs a few bytes.
CACHE_CONTROL = "no-cache"


@cache
def plain_headers() -> dict[str, str]:
    """What Django's middleware gives to a page that asks for nothing else."""
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "Cache-Control": CACHE_CONTROL,
    }
    if settings.SECURE_HSTS_SECONDS:
        parts = [f"max-age={settings.SECURE_HSTS_SECONDS}"]
        parts += ["includeSubDomains"] if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else []
        parts += ["preload"] if settings.SECURE_HSTS_PRELOAD else []
        headers["Strict-Transport-Security"] = "; ".join(parts)
    return headers

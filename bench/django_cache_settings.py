"""Production with Django's own cache of whole pages, as its manual sets it up: the anchor of bench/pages.py."""

from community.settings.production import *  # noqa: F403 - settings modules extend one another by star import
from community.settings.production import MIDDLEWARE

MIDDLEWARE = [
    "django.middleware.cache.UpdateCacheMiddleware",
    *MIDDLEWARE,
    "django.middleware.cache.FetchFromCacheMiddleware",
]
CACHE_MIDDLEWARE_SECONDS = 600

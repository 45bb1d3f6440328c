"""WSGI entry point of the production app server."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings.production")

site = get_wsgi_application()

from community.core.page_cache.answering import KeptPages  # noqa: E402 - after Django has been set up

application = KeptPages(site)

# What the first request would load is loaded now, and stays for good: every full collection would walk through it.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()

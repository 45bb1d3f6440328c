"""WSGI entry point of the production app server."""

import os

from django.core.wsgi import get_wsgi_application

from community.core.page_cache.answering import KeptPages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings.production")

application = KeptPages(get_wsgi_application())

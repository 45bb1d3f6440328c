"""Production without middleware and with the addresses of the bench."""

from community.settings.production import *  # noqa: F403 - settings modules extend one another by star import

ROOT_URLCONF = "bench.signing.service_views"
MIDDLEWARE: list[str] = []
SECURE_SSL_REDIRECT = False

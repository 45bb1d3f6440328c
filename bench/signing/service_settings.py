"""Production without middleware and with the addresses of the bench."""

from community.settings.production import *  # noqa: F403 - settings modules extend one another by star import

ROOT_URLCONF = "bench.signing.service_views"
# Without this one allauth does not start.
MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]
SECURE_SSL_REDIRECT = False

"""Production: refuses to start without its secrets, hosts, database, Redis, letters, captcha mode and proxies."""

from django.core.exceptions import ImproperlyConfigured

from community.settings.env import env, require

# Both of the published test keys begin so. Their own module reads the settings, which are not there yet.
RECAPTCHA_TEST_KEYS = "6LeIxAcTAAAAA"
SMS_CREDENTIALS = {
    "community.messaging.channels.turbosms.TurboSmsBackend": ("TURBOSMS_TOKEN", "TURBOSMS_SENDER"),
    "community.messaging.channels.sms_club.SmsClubBackend": ("SMSCLUB_TOKEN", "SMSCLUB_SENDER"),
}

# Before ``base`` reads them, so that one message names everything that is missing.
require(
    "SECRET_KEY",
    "VOTER_KEY_SECRET",
    "DATA_KEYS",
    "ALLOWED_HOSTS",
    "SITE_URL",
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "DEFAULT_FROM_EMAIL",
    "SMS_BACKEND",
    "CAPTCHA",
    # Left at none behind a proxy, all votes would come from the proxy's network and share its limits.
    "TRUSTED_PROXY_COUNT",
)

from community.settings.base import *  # noqa: E402, F403 - see above; settings extend one another by star import
from community.settings.base import (  # noqa: E402 - see above
    ALLOWED_HOSTS,
    CAPTCHA,
    DATABASES,
    RECAPTCHA_PRIVATE_KEY,
    RECAPTCHA_PUBLIC_KEY,
    SMS_BACKEND,
)
from community.settings.watching import LOGGING  # noqa: E402 - see above

if not DATABASES["default"]["ENGINE"].endswith("postgresql"):
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database in production.")
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts of the site; * would believe any.")
if CAPTCHA not in {"off", "suspicion", "always"}:
    raise ImproperlyConfigured("CAPTCHA must be off, suspicion or always.")
if CAPTCHA != "off":
    require("RECAPTCHA_PUBLIC_KEY", "RECAPTCHA_PRIVATE_KEY")
    if any(key.startswith(RECAPTCHA_TEST_KEYS) for key in (RECAPTCHA_PUBLIC_KEY, RECAPTCHA_PRIVATE_KEY)):
        raise ImproperlyConfigured("The published test keys of reCAPTCHA let everybody pass; set keys of your own.")

require(*SMS_CREDENTIALS.get(SMS_BACKEND, ()))

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=63_072_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
MESSAGES_COOKIE_NAME = "__Host-messages"
READING_COOKIE_NAME = "__Host-reading"
LOGGING["handlers"]["console"]["formatter"] = "json"
# Whoever asks these stands beside the server and speaks no TLS to it.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]

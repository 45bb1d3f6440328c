"""How the site is watched: log, health, numbers, alarms, Sentry."""

from typing import Any

from community.settings.env import env

# Who gets letters when the site is not well. Empty: its administrators, as long as the database can name them.
ALARM_RECIPIENTS: list[str] = env.list("ALARM_RECIPIENTS", default=[])
ALARMS_PER_HOUR = env.int("ALARMS_PER_HOUR", default=10)
# A mail server of its own, so that the one whose failure is told does not have to carry the letter.
ALARM_EMAIL_URL = env.str("ALARM_EMAIL_URL", default="")
# What Django's mail backend is given for it, by the names of its arguments.
ALARM_EMAIL: dict[str, Any] = {}
if ALARM_EMAIL_URL:
    _server = env.email_url("ALARM_EMAIL_URL")
    ALARM_EMAIL = {
        "backend": _server["EMAIL_BACKEND"],
        "host": _server["EMAIL_HOST"],
        "port": _server["EMAIL_PORT"],
        "username": _server["EMAIL_HOST_USER"],
        "password": _server["EMAIL_HOST_PASSWORD"],
        "use_tls": _server.get("EMAIL_USE_TLS", False),
        "use_ssl": _server.get("EMAIL_USE_SSL", False),
    }
ALARM_DISK_FREE_PERCENT = env.int("ALARM_DISK_FREE_PERCENT", default=10)
# Seconds the oldest due message may wait until the site counts as not ready.
OUTBOX_LATE_SECONDS = env.int("OUTBOX_LATE_SECONDS", default=600)

# Who reads /metrics: whoever knows the token, or comes from these networks. Neither set: nobody.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
METRICS_NETWORKS: list[str] = env.list("METRICS_NETWORKS", default=[])
# Read by Prometheus' library under the same name: a folder in memory, emptied at each start, for several web processes.
PROMETHEUS_MULTIPROC_DIR = env.str("PROMETHEUS_MULTIPROC_DIR", default="")

SENTRY_DSN = env.str("SENTRY_DSN", default="")

# Or Celery would replace the handlers below by its own in every worker.
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "community.core.health.logs.LineFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
        "json": {"()": "community.core.health.logs.JsonFormatter"},
    },
    "filters": {
        "link_tokens": {"()": "community.core.log_filters.LinkTokenFilter"},
        "request_id": {"()": "community.core.health.logs.RequestIdFilter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["link_tokens", "request_id"],
        },
        "errors": {
            "class": "community.core.health.errors.ErrorCounter",
            "level": "ERROR",
            "filters": ["request_id"],
        },
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        # Django's own would write to administrators about each error, with the whole request in the letter.
        "django.request": {"handlers": ["errors"]},
        "django": {"handlers": [], "level": "INFO"},
        # Who signed in is told whatever LOG_LEVEL says.
        "community.security": {"level": "INFO"},
        "celery.app.trace": {"handlers": ["errors"]},
        # Wagtail's own tasks say three lines about every saved page.
        # So does the library that cuts fonts for documents, about every glyph.
        "django_tasks": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        # It tells titles of pages and petitions that nobody has published yet.
        "wagtail": {"level": "WARNING"},
    },
}

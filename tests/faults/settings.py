"""Production with shorter clocks: what takes minutes there takes seconds here, and nothing else is different."""

from datetime import timedelta

from community.settings.production import *  # noqa: F403 - settings modules extend one another by star import
from community.settings.production import CELERY_BEAT_SCHEDULE, CELERY_BROKER_TRANSPORT_OPTIONS, STORAGES

# The load speaks HTTP without TLS.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
# Styles are not looked at: nothing is gathered and packed for them.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_TIMEOUT = SMS_TIMEOUT = 3
OUTBOX_LEASE = timedelta(seconds=10)
OUTBOX_FIRST_DELAY = timedelta(seconds=2)
OUTBOX_HANDED_OVER = timedelta(seconds=8)
CELERY_BROKER_TRANSPORT_OPTIONS = {**CELERY_BROKER_TRANSPORT_OPTIONS, "visibility_timeout": 30}
CELERY_BEAT_SCHEDULE = {
    **CELERY_BEAT_SCHEDULE,
    "outbox-sweep": {"task": "community.messaging.tasks.outbox_sweep", "schedule": 3.0, "options": {"expires": 3}},
}

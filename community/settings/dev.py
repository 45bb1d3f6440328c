"""One machine, one process: what ``run.py demo`` and developers use. Needs no service and no variable."""

from community.settings.base import *  # noqa: F403 - settings modules extend one another by star import
from community.settings.base import DATA_DIR, DATA_KEYS, SECRET_KEY, STORAGES, VOTER_KEY_SECRET, env
from community.settings.local_secrets import local_secret
from community.settings.watching import LOGGING

DEMO = True
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = SECRET_KEY or local_secret(DATA_DIR / "secret_key")
VOTER_KEY_SECRET = VOTER_KEY_SECRET or local_secret(DATA_DIR / "voter_key_secret")
DATA_KEYS = DATA_KEYS or ["local:" + local_secret(DATA_DIR / "data_key")]
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *env.list("ALLOWED_HOSTS", default=[])]

# Who looks at the demonstration has no phone to set up for it.
STAFF_SECOND_FACTOR_GRACE_DAYS = 365
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
SERVE_MEDIA = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

OUTBOX_KEEP_SECRETS = True
# The console is where letters and SMS are read; the scheduler's ticks would bury them.
LOGGING["loggers"]["celery"] = {"level": "WARNING"}

"""Settings of the test suite: the services are the environment's, or the embedded ones."""

from community.settings.base import *  # noqa: F403 - settings modules extend one another by star import
from community.settings.base import DATA_DIR, DATABASES, STORAGES, env

SECRET_KEY = "only-for-tests"  # noqa: S105 - guards nothing outside a test run
VOTER_KEY_SECRET = "only-for-tests-too"  # noqa: S105 - guards nothing outside a test run
DATA_KEYS = ["tests:only-for-tests-as-well"]
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
# Tests of it switch it on; the others look at what is made, not at what is kept.
PAGE_CACHE = env.bool("PAGE_CACHE", default=False)
STAFF_SECOND_FACTOR_GRACE_DAYS = 14
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
SERVE_MEDIA = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
MEDIA_ROOT = DATA_DIR / "test-media"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads of one test must meet in one database as processes do.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
DATA_DIR.mkdir(parents=True, exist_ok=True)

"""Settings shared by every deployment. Secure by default; ``dev`` loosens, ``production`` tightens."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from community.settings.accounts import *  # noqa: F403 - one chapter of these settings
from community.settings.bucket import BUCKET_STORAGE, S3_BUCKET
from community.settings.env import BASE_DIR, env
from community.settings.schedule import *  # noqa: F403 - another
from community.settings.staff import *  # noqa: F403 - another
from community.settings.watching import *  # noqa: F403 - another

DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")

SECRET_KEY = env.str("SECRET_KEY", default="")
# Former keys: what they signed stays valid while they stand here.
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
# Votes stay countable when SECRET_KEY is rotated, so the voter keys have a secret of their own.
VOTER_KEY_SECRET = env.str("VOTER_KEY_SECRET", default="")
# name:secret, the current one first: what is encrypted in the database opens with these, which it does not hold.
DATA_KEYS: list[str] = env.list("DATA_KEYS", default=[])
DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
# With it the admin is on this host alone (as in the address: with the port, if any), and the public site is not on it.
ADMIN_HOST = env.str("ADMIN_HOST", default="")
if ADMIN_HOST:
    ALLOWED_HOSTS = [*ALLOWED_HOSTS, ADMIN_HOST.rpartition(":")[0] or ADMIN_HOST]
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# How many proxies of ours stand in front: that many entries of X-Forwarded-For are believed.
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

INSTALLED_APPS = [
    "home",
    "search",
    "news",
    "engagement",
    "community.accounts",
    "community.messaging",
    "community.core",
    "community",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "community.accounts.staff_users.StaffUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "django_recaptcha",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    # Its table stays empty since SESSION_ENGINE is ours; backups of former releases know its migrations.
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.forms",
]

MIDDLEWARE = [
    "community.core.health.request_ids.request_middleware",
    "community.core.page_cache.middleware.page_cache_middleware",
    "django.middleware.security.SecurityMiddleware",
    "community.core.headers.middleware.headers_middleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "community.core.reading.middleware.reading_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "community.accounts.middleware.too_many_requests_middleware",
    "community.core.admin_host.admin_host_middleware",
    "community.accounts.staff_middleware.staff_middleware",
    "community.core.former_middleware.former_address_middleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "community.core.admin_queries.admin_queries_middleware",
]

ROOT_URLCONF = "community.urls"
WSGI_APPLICATION = "community.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# Widgets are drawn by the engine above, so that templates/ may change Wagtail's.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'site.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
CACHES: dict[str, dict[str, Any]] = {
    "default": (
        {
            "BACKEND": "community.core.cache.ForgivingRedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": "community",
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
        }
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 10_000}}
    ),
}

# Whole pages for visitors without a session, as files that a web server can read: docs/features/page-cache.md.
PAGE_CACHE = env.bool("PAGE_CACHE", default=True)
PAGE_CACHE_DIR = env.str("PAGE_CACHE_DIR", default=str(DATA_DIR / "pages"))
# Names in a query that lists understand; with any other in it a page is made anew each time.
PAGE_CACHE_QUERY = frozenset({"archive", "category", "kind", "month", "p", "page", "sort", "status", "year"})
# Pages on the disk of a machine, and in the memory of a process.
PAGE_CACHE_MOST = env.int("PAGE_CACHE_MOST", default=50_000)
PAGE_CACHE_IN_MEMORY = 300

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "uk"
LANGUAGES = [("uk", _("Ukrainian")), ("en", _("English"))]
# The first one wins: our own words, then what installed packages leave in English or say wrongly.
LOCALE_PATHS = [BASE_DIR / "community" / "locale", BASE_DIR / "community" / "locale_overlay"]
TIME_ZONE = "Europe/Kyiv"
# Nothing to choose: times on the site are Kyiv’s, and Wagtail would list six hundred zones in English.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
# Every page gets them as one file.
SITE_STYLES = [
    f"community/css/{name}.css"
    for name in ("tokens", "base", "layout", "components", "pages", "engagement", "petitions")
]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": BUCKET_STORAGE if S3_BUCKET else {"BACKEND": "community.core.media.storage.WholeFileStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Whether Django itself serves uploads; in production the web server does.
SERVE_MEDIA = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False
SESSION_ENGINE = "community.accounts.session_store"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "community.core.message_storage.MessageStorage"
MESSAGES_COOKIE_NAME = "messages"
READING_COOKIE_NAME = "reading"
CSRF_FAILURE_VIEW = "community.core.views.csrf_failure"
X_FRAME_OPTIONS = "SAMEORIGIN"
# W019 asks for DENY, but the editor's preview is a frame of the site's own.
SILENCED_SYSTEM_CHECKS = ["security.W019"]

WAGTAIL_SITE_NAME = "Громада"
WAGTAILADMIN_BASE_URL = f"{SITE_URL.partition('://')[0]}://{ADMIN_HOST}" if ADMIN_HOST else SITE_URL
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = [("uk", _("Ukrainian"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("uk", _("Ukrainian")), ("en", _("English"))]
# Milliseconds after the last key; at Wagtail's half a second a slow line would save without a pause.
WAGTAIL_AUTOSAVE_INTERVAL = 3000
WAGTAILADMIN_COMMENTS_ENABLED = True
# Whoever comes by an old address of a page that moved is led on by one row of ours for the whole branch; Wagtail would
# make a redirect for each page below.
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_MODEL = "core.CommunityImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "community.core.media.forms.CommunityImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "gif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
# Measured, see docs/features/pictures.md: at these the three formats look alike, and weigh as 5 : 7 : 13.
WAGTAILIMAGES_AVIF_QUALITY = 50
WAGTAILIMAGES_WEBP_QUALITY = 75
WAGTAILIMAGES_JPEG_QUALITY = 76
WAGTAILDOCS_DOCUMENT_MODEL = "core.CommunityDocument"
WAGTAILDOCS_EXTENSIONS = ["pdf", "doc", "docx", "odt", "xls", "xlsx", "ods", "csv", "rtf", "zip", "mp4"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "community.core.admin_search.backend"}}

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default=REDIS_URL or "memory://localhost/")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "community.beat.PersistentScheduler"
# A request must not wait for a broken broker: what it could not queue, the sweep delivers. Without max_retries a
# publisher waits six seconds for a refused connection. A worker goes on connecting by the two settings below.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
    "max_retries": 0,
    "visibility_timeout": 900,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None

EMAIL_URL = env.str("EMAIL_URL", default="")
if EMAIL_URL:
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="hromada@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
SMS_BACKEND = env.str("SMS_BACKEND", default="community.messaging.channels.sms.ConsoleBackend")
SMS_FILE_PATH = env.str("SMS_FILE_PATH", default=str(DATA_DIR / "sms"))
# Seconds a gateway has to accept the connection, and again for each piece of its answer.
SMS_TIMEOUT = 20
TURBOSMS_TOKEN = env.str("TURBOSMS_TOKEN", default="")
TURBOSMS_SENDER = env.str("TURBOSMS_SENDER", default="")
TURBOSMS_URL = env.str("TURBOSMS_URL", default="https://api.turbosms.ua")
SMSCLUB_TOKEN = env.str("SMSCLUB_TOKEN", default="")
SMSCLUB_SENDER = env.str("SMSCLUB_SENDER", default="")
SMSCLUB_URL = env.str("SMSCLUB_URL", default="https://im.smsclub.mobi")
# How long one attempt may last, longer than the slowest conversation with a mail server: a dozen EMAIL_TIMEOUTs.
OUTBOX_LEASE = timedelta(minutes=5)
# After the first failure; with each further one it doubles, up to an hour.
OUTBOX_FIRST_DELAY = timedelta(seconds=30)
# How long the queue has to deliver what a sweep handed over, before it is handed over again.
OUTBOX_HANDED_OVER = timedelta(minutes=5)
# Codes and links are erased from a message once it is sent; only the demo keeps them readable.
OUTBOX_KEEP_SECRETS = False
# After so many days a message keeps only that it was sent: neither recipient nor content.
OUTBOX_RETENTION_DAYS = env.int("OUTBOX_RETENTION_DAYS", default=90)

# Days after a poll closed while the addresses and networks of its voters are kept, to find out about cheating.
VOTER_ADDRESS_DAYS = env.int("VOTER_ADDRESS_DAYS", default=30)
# Letters with the answer to a petition in one minute: a hundred thousand signers must not fill the mail server’s queue.
PETITION_ANSWER_LETTERS = env.int("PETITION_ANSWER_LETTERS", default=300)
# Days after the end of collecting while the network of a signature is kept, to find out about cheating.
SIGNATURE_NETWORK_DAYS = env.int("SIGNATURE_NETWORK_DAYS", default=90)

# off | suspicion | always
CAPTCHA = env.str("CAPTCHA", default="off")
RECAPTCHA_PUBLIC_KEY = env.str("RECAPTCHA_PUBLIC_KEY", default="")
RECAPTCHA_PRIVATE_KEY = env.str("RECAPTCHA_PRIVATE_KEY", default="")
RECAPTCHA_VERIFY_REQUEST_TIMEOUT = 5
# False on the public demonstration, where nothing may be mistaken for the real site.
DEMO = False

"""Every setting, from the environment.

KRING_PRODUCTION=1 is the real thing and asks for SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL and REDIS_URL.
KRING_DEMO=1 is the town of invented people; the two refuse each other. Without a DATABASE_URL the services
that `make run` keeps under KRING_DATA are meant.
"""

import secrets
from os import environ
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import conninfo_to_dict

from config import ages, embedded, logs, mail
from config.fence import FENCE  # noqa: F401  a setting

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(environ.get("KRING_DATA", ROOT / ".data")).resolve()


def _on(name: str) -> bool:
    return environ.get(name, "") in {"1", "true", "yes"}


def _needed(name: str) -> str:
    """The variable's value; in production it must be there, elsewhere it may be empty."""
    value = environ.get(name, "")
    if PRODUCTION and not value:
        raise ImproperlyConfigured(f"{name} must be set when KRING_PRODUCTION is.")
    return value


PRODUCTION = _on("KRING_PRODUCTION")
DEMO = _on("KRING_DEMO")
if PRODUCTION and DEMO:
    raise ImproperlyConfigured("KRING_DEMO opens every door without a password: never with KRING_PRODUCTION.")

DEBUG = False
SECRET_KEY = _needed("SECRET_KEY") or embedded.secret(DATA, "secret-key") or secrets.token_urlsafe(48)
SECRET_KEY_FALLBACKS = environ.get("SECRET_KEY_FALLBACKS", "").split()
ALLOWED_HOSTS = _needed("ALLOWED_HOSTS").split() or ["localhost", "127.0.0.1", "[::1]"]
# Where people reach Kring, for the links in mails.
ADDRESS = environ.get("KRING_ADDRESS") or (
    f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else f"http://localhost:{environ.get('PORT', '8000')}"
)

# --- The parts ----------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "guardian",
    "django_htmx",
    "template_partials",
    "csp",
    "look",
    "access",
    "agencies",
    "cases",
    "consent",
    "coordination",
    "insight",
]
AUTH_USER_MODEL = "agencies.Worker"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # its files are compressed once, when they are gathered
    "django.middleware.gzip.GZipMiddleware",  # adds a random length to every page, against BREACH
    "config.logs.RequestLine",
    "config.health.Health",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "access.web.ActorMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
CSRF_FAILURE_VIEW = "access.web.csrf_failure"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = [
    "guardian.W001",  # we ask guardian's rows ourselves, never its backend
]
ANONYMOUS_USER_NAME = None  # guardian would make a worker of that name at every migrate

# --- The database -------------------------------------------------------------------------------------------


def _database(url: str) -> dict:
    """Django's form of a libpq address, with a pool where KRING_POOL asks for one (the web process alone)."""
    parts = conninfo_to_dict(url)
    known = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    pooled = _on("KRING_POOL")
    found = {name: str(parts.pop(part, "") or "") for name, part in known.items()}
    # Under the law of sight planning a statement costs ten times its running, so each connection keeps its plans.
    # (The owner sends whole files of statements, which cannot be prepared.)
    if not AS_OWNER:
        parts |= {"server_side_binding": True, "prepare_threshold": 1}
    if pooled:
        parts["pool"] = {"min_size": 2, "max_size": 12, "timeout": 10}
    return found | {
        "ENGINE": "django.db.backends.postgresql",
        "OPTIONS": parts,
        "CONN_MAX_AGE": 0 if pooled else 600,
        "CONN_HEALTH_CHECKS": not pooled,
        "ATOMIC_REQUESTS": False,  # it ends before the template renders; access.web has its own
    }


# The owner migrates and raises the fence; web and worker never get its address.
AS_OWNER = environ.get("KRING_AS") == "owner"
DATABASES = {
    "default": _database(
        (environ.get("DATABASE_OWNER_URL") if AS_OWNER else _needed("DATABASE_URL"))
        or embedded.database_url(DATA, "kring_owner" if AS_OWNER else "kring_web")
    )
}

# Who seals the log (access/seals.py): for the worker alone, and for whoever looks the log through.
SEAL_DATABASE_URL = environ.get("SEAL_DATABASE_URL") or (
    "" if environ.get("DATABASE_URL") else embedded.database_url(DATA, "kring_seal")
)

# The ages that the law names, for the fence and for Python alike.
AGES = ages.read(ROOT / "cases/ages.toml")

REDIS_URL = _needed("REDIS_URL") or embedded.redis_url(DATA)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "kring",
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 5},
    }
}

# --- Signing in ---------------------------------------------------------------------------------------------

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "name", "title")}),
        ("CommonPasswordValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
    )
]
LOGIN_URL = "/sign-in/"
FRONT_DOOR = "/demo/" if DEMO else LOGIN_URL  # what a visitor at "/" meets
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day; counted from sign-in, for nothing prolongs it
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True  # htmx takes the token from the page
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a cookie would keep words

# --- The browser's side -------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the design system draws its ticks and arrows as data: masks
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health$"]  # asked from inside, in plain HTTP
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 1  # a scanned paper (consent.views.scan), held in memory: no copy is left on a disk
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 8_000_000

STATIC_URL = "/static/"
STATIC_ROOT = Path(environ.get("KRING_STATIC", ROOT / "build" / "collected"))
STATICFILES_DIRS = [folder for folder in (ROOT / "static", ROOT / "build" / "static") if folder.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing is uploaded
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Pages and words ----------------------------------------------------------------------------------------

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.static", "django.templatetags.i18n", "look.templatetags.look"],
        },
    }
]
FORM_RENDERER = "look.forms.Renderer"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# --- Mail ---------------------------------------------------------------------------------------------------

EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environ.get("DEFAULT_FROM_EMAIL", "Kring <kring@localhost>")
if email_url := environ.get("EMAIL_URL", ""):
    globals().update(mail.server(email_url))
elif PRODUCTION:
    raise ImproperlyConfigured("EMAIL_URL must be set when KRING_PRODUCTION is: invitations go out by mail.")
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA / "mail"

# --- Logs: who, when and how it went; never what it was about ------------------------------------------------

LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logs.LOGGING
ADMINS: list = []  # no error report leaves the house

# --- The way for an orosanmälan, shown before a signal is written: Kring never carries one -------------------

# The town's own, invented: numbers that are kept free for fiction.
_INVENTED = {"PHONE": "070-174 06 95", "HOURS": "vardagar 8–16.30", "EVENING_PHONE": "070-174 06 96",
             "ADVICE_PHONE": "070-174 06 95"} if DEMO else {}  # fmt: skip
REPORT_CONCERN = {
    name.lower(): environ.get(f"KRING_REPORT_{name}", _INVENTED.get(name, ""))
    for name in ("PHONE", "HOURS", "E_SERVICE", "EVENING_PHONE", "ADVICE_PHONE")
}

CELERY_BROKER_URL = REDIS_URL

# --- The log review: visits of an agency drawn by lot a month, more for each risk, and days to sign them -----

LOG_REVIEW_BY_LOT = int(environ.get("KRING_LOG_REVIEW_BY_LOT", "8"))
LOG_REVIEW_BY_RISK = int(environ.get("KRING_LOG_REVIEW_BY_RISK", "3"))
LOG_REVIEW_DAYS = int(environ.get("KRING_LOG_REVIEW_DAYS", "30"))

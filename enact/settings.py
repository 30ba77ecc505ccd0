"""All settings. What differs between machines is a variable; `.env.example` explains each."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(env.path("ENV_FILE", default=str(BASE_DIR / ".env"))())

# A demonstration runs on one machine over plain HTTP, with the launch data; anything else is production.
DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
# The programme of the database does not exist: every page says so.
FICTIONAL = env.bool("FICTIONAL", default=False)
SECRET_KEY = env("SECRET_KEY", default="") or (get_random_secret_key() if DEMO else "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"] if DEMO else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
VAR_DIR = env.path("VAR_DIR", default=str(BASE_DIR / "var"))
# Where readers find the site, without a final slash.
PORT = env.int("PORT", default=8000)
SITE_ADDRESS = env("SITE_ADDRESS", default=f"http://127.0.0.1:{PORT}" if DEMO else "")

if not DEMO:
    if DEBUG:
        raise ImproperlyConfigured("DEBUG must be off in production (DEMO is not set).")
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure-"):
        raise ImproperlyConfigured("SECRET_KEY is missing or weak: give at least 50 random characters.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts that this site answers for, never '*'.")
    if not env("EMAIL_URL", default=""):
        # Without it mails would be written to a log, with their secret links, and count as sent.
        raise ImproperlyConfigured(
            "EMAIL_URL is missing: say how mails leave, such as smtp+tls://user:password@host:587."
        )
    SITE_ADDRESS = SITE_ADDRESS or f"https://{ALLOWED_HOSTS[0]}"

INSTALLED_APPS = [
    "django_tasks",
    "django_tasks_db",
    "accounts",
    "sources",
    "indicators",
    "partners",
    "funding",
    "research",
    "training",
    "space",
    "office",
    "enact",
    "enact.ui",
    "enact.apps.OfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "simple_history",
]

# enact.middleware.Framing is that middleware, but for pages that may be framed.
SILENCED_SYSTEM_CHECKS = ["security.W002"]
MIDDLEWARE = [
    "enact.middleware.StrictHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "enact.middleware.Policy",
    "enact.middleware.Compressed",
    "enact.middleware.KnownMethods",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.OldSessions",
    "space.middleware.Farewell",
    "enact.middleware.PrivateByDefault",
    "accounts.middleware.Threshold",
    "django.contrib.messages.middleware.MessageMiddleware",
    "enact.middleware.Framing",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "enact.urls"
WSGI_APPLICATION = "enact.wsgi.application"
CATALOGUE = "enact.catalogue"  # the published indicators, wired as ROOT_URLCONF wires the addresses

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "enact.ui.fiction.marked",
            ],
        },
    }
]

if urlsplit(env("DATABASE_URL", default="sqlite://")).scheme not in ("postgres", "postgresql", "sqlite"):
    raise ImproperlyConfigured(
        "DATABASE_URL is not the address of a database, such as postgres://user:password@host:5432/name."
    )
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{Path(VAR_DIR) / 'enact.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        # The file is read as memory: SQLite's own cache is 2 MB, and a hundred thousand receipts are more.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=1073741824;",
    }
else:
    DATABASES["default"] |= {"ENGINE": "enact.postgresql", "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    # A server that cannot be reached is not waited for. Compiling a query (jit) costs two seconds where running it costs less
    # than one: sums of lists of 20,000 rows.
    usual = {"connect_timeout": 2, "tcp_user_timeout": 3000, "options": "-c jit=off"}
    DATABASES["default"]["OPTIONS"] = usual | DATABASES["default"].get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What takes long is done by a worker of its own (`manage.py db_worker`), which finds it in the database.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

DATABASE_CACHE = "django.core.cache.backends.db.DatabaseCache"
CACHES = {
    # Counts failures of signing in. Beyond so many entries Django drops some that still count; `forget` erases the others.
    "default": {"BACKEND": DATABASE_CACHE, "LOCATION": "cache", "OPTIONS": {"MAX_ENTRIES": 100_000}},
    # Sums of lists, in the memory of each worker: their keys tell every change, nothing has to be told.
    "lists": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 1_000}},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.adapter.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "space"
ACCOUNT_ADAPTER = "accounts.adapter.ClosedDoor"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {"reset_password": "accounts.forms.ForgottenPasswordForm", "user_token": "accounts.forms.LinkForm"}
# Of one account, ten passwords are looked at in ten minutes to sign in or to prove it again, ten to change it, and ten codes.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/10m/key,50/10m/ip",
    "reauthenticate": "10/10m/user",
    "change_password": "10/10m/user",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60

# A second factor: an application of a telephone, a passkey or a security key, and codes on paper. Without one, an account of the
# coordination goes no further than the page that sets one up.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=not DEMO)
MFA_ADAPTER = "accounts.adapter.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are entered by the coordination, and passwords chosen through them
MFA_TOTP_ISSUER = "ENACT"
# Clocks of telephones drift, and a code is typed while it runs out: that of thirty seconds before or after is right too, as
# RFC 6238 (5.2) recommends. Ten tries in ten minutes, of three codes in a million; none is taken twice (`second_factor.take`).
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.CodeAgainForm",
    "add_webauthn": "accounts.forms.AddKeyForm",
    "edit_webauthn": "accounts.forms.KeyNameForm",
}

# Sign-in at a university, where a provider of OpenID Connect is named: for accounts that exist, by their address alone.
OIDC = {
    "name": env("OIDC_NAME", default=""),
    "issuer": env("OIDC_ISSUER", default="").rstrip("/"),
    "client_id": env("OIDC_CLIENT_ID", default=""),
    "secret": env("OIDC_CLIENT_SECRET", default=""),
}
if any(OIDC.values()) and not all(OIDC.values()):
    raise ImproperlyConfigured("OIDC_NAME, OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together.")
if OIDC["issuer"] and not DEMO and urlsplit(OIDC["issuer"]).scheme != "https":
    raise ImproperlyConfigured("OIDC_ISSUER is not an address that begins with https://.")
SOCIALACCOUNT_ADAPTER = "accounts.university.ExistingAccounts"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"provider_class": "accounts.university.University"}}
# Behind a proxy, granian's workers see the proxy's address: say how many proxies add to X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
FORMAT_MODULE_PATH = ["enact.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = Path(VAR_DIR) / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Letters and agreements: nothing serves this folder, a view gives its files to whoever may see them.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": Path(VAR_DIR) / "files",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Who looks at each file that is sent; "" for nobody.
CLAMAV = env("CLAMAV", default="")
if CLAMAV and urlsplit(CLAMAV).scheme not in ("unix", "tcp"):
    raise ImproperlyConfigured("CLAMAV is not the address of a socket, such as unix:///run/clamav/clamd.ctl.")

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# Every mail is written into the outbox; the worker takes it out, and hands it over as EMAIL_URL says.
MAIL_DELIVERY, EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"], "office.outbox.Backend"
EMAIL_TIMEOUT = 30  # in seconds, for each answer of the mail server
DEFAULT_FROM_EMAIL = env("FROM_EMAIL", default="ENACT <noreply@localhost>")

# Who runs the site, as the law asks it to say; what is left empty reads "to be completed" on the pages of the site.
OPERATOR = {
    "address": env("OPERATOR_ADDRESS", default=""),  # postal address and telephone of the publisher
    "director": env("OPERATOR_DIRECTOR", default=""),  # who answers for what is published: name and function
    "host": env("OPERATOR_HOST", default=""),  # name, address and telephone of who hosts the site
    "contact": env("OPERATOR_CONTACT", default=""),  # an e-mail address
    "data_protection": env("OPERATOR_DATA_PROTECTION", default=""),  # that of the data protection officer
}

# What every answer says to the browser: nothing from elsewhere, ever.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_SSL_REDIRECT = not DEMO
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.int("TRUSTED_PROXIES", default=0) else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SESSION_COOKIE_NAME = "sessionid" if DEMO else "__Host-sessionid"
CSRF_COOKIE_NAME = "csrftoken" if DEMO else "__Host-csrftoken"
CSRF_FAILURE_VIEW = "enact.pages.errors.form_refused"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# A session ends after three hours without work, and twelve hours after it began.
SESSION_COOKIE_AGE = 3 * 60 * 60
SESSION_ENDS_AFTER = 12 * 60 * 60
SESSION_WRITTEN_EVERY = 5 * 60
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# The apps whose records coordinators enter and change.
COORDINATED_APPS = ["sources", "indicators", "partners", "funding", "research", "training", "space", "office"]
# Whether a release that one person prepared is published only once another one has approved it.
PUBLISH_NEEDS_TWO = env.bool("PUBLISH_NEEDS_TWO", default=False)
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
}

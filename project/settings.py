"""Settings of the whole site.

What differs by place is a variable; `.env.example` lists each with its meaning.
Without any variable the settings are those of production.
"""

import logging

from corsheaders.defaults import default_headers
from django.utils.csp import CSP
from environs import validate

from project.env import (
    ROOT,
    VAR,
    env,
    read_database,
    read_languages,
    read_object_store,
    read_origin,
    read_secret_key,
)

# The place

BASE_DIR = ROOT
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = read_secret_key(may_make=DEBUG)
# Earlier keys, whose signatures still count.
SECRET_KEY_FALLBACKS = [key.strip() for key in env.list("SECRET_KEY_FALLBACKS", [])]
BASE_URL = env.str("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = [host.strip() for host in env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost"])]
CSRF_TRUSTED_ORIGINS = [origin.strip() for origin in env.list("CSRF_TRUSTED_ORIGINS", [])]

# The parts

INSTALLED_APPS = [
    "project.headless",
    "polls",
    "articles",
    "home",
    # Its tokens are made in the admin.
    "wagtail.api.v3",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "wagtail_modeladmin",
    # Its page of the API's description, with scripts of this site.
    "ninja",
    "corsheaders",
    "django_structlog",
    "django_tasks_db",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "project.staticfiles.CollectedFilesConfig",
    # Last, so that what changes is announced once all others have taken note of it.
    "project.caching.apps.CachingConfig",
]

MIDDLEWARE = [
    "project.health.answer_probes",
    "project.log_config.RequestLog",
    "project.caching.cache_headers.mark_for_caches",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "project.headless.middleware.keep_to_contract",
    "project.security.refuse_nul",
    "project.security.ContentSecurityPolicyMiddleware",
    "project.middleware.read_as_audience",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "project.redirects.follow_redirects",
    "articles.preflight.responses.AnswerRefusals",
]

ROOT_URLCONF = "project.urls"
WSGI_APPLICATION = "project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# Data

DATABASE = read_database()
DATABASES = {"default": DATABASE}

# What all processes must count together stands in one Redis, or else in the memory of each. The
# rest does without: pages do not depend on a Redis that answers.
CACHE_URL = env.str("CACHE_URL", "")
MEMORY = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "OPTIONS": {"MAX_ENTRIES": 10_000},
}
REDIS = {
    "BACKEND": "django.core.cache.backends.redis.RedisCache",
    "LOCATION": CACHE_URL,
    # One that does not answer is an error at once, which everything here does without.
    "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
}

# Delivery

# Finished answers are kept and given again until what they show changes; while templates are being
# written, that is in the way.
KEEP_ANSWERS = env.bool("KEEP_ANSWERS", not DEBUG)
# How many of them a process keeps in its memory.
KEPT_ANSWERS = env.int("KEPT_ANSWERS", 10_000)
# Caches in front that know surrogate keys, such as http://varnish:6081/, and headers for them.
PURGE_URLS = [url.strip() for url in env.list("PURGE_URLS", [])]
PURGE_METHOD = env.str("PURGE_METHOD", "PURGE")
PURGE_HEADERS = env.dict("PURGE_HEADERS", {})
CLOUDFLARE_ZONE = env.str("CLOUDFLARE_ZONE", "")
CLOUDFLARE_TOKEN = env.str("CLOUDFLARE_TOKEN", "")
# How long caches in front keep an answer: a day if they are told of changes, else hardly at all.
IS_PURGED = bool(PURGE_URLS or CLOUDFLARE_ZONE)
SHARED_SECONDS = env.int("SHARED_SECONDS", 86_400 if IS_PURGED else 1)

# Caches that know addresses only, which Wagtail purges: as WAGTAILFRONTENDCACHE, in JSON.
if WAGTAILFRONTENDCACHE := env.json("FRONTEND_CACHE", {}):
    INSTALLED_APPS.append("wagtail.contrib.frontend_cache")

CACHES = {
    "default": MEMORY,
    "counts": REDIS if CACHE_URL else MEMORY,
    "answers": MEMORY | {"LOCATION": "answers", "OPTIONS": {"MAX_ENTRIES": KEPT_ANSWERS}},
    "turns": MEMORY | {"LOCATION": "turns"},
}
if CACHE_URL:
    CACHES["shared_answers"] = REDIS | {"KEY_PREFIX": "answers"}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
if DATABASE["ENGINE"] == "django.db.backends.postgresql":
    # Stems English words and folds accents; made by a migration of `home`.
    WAGTAILSEARCH_BACKENDS["default"]["SEARCH_CONFIG"] = "rostrum"

# Language and time

LANGUAGE_CODE = env.str("LANGUAGE_CODE", "en-gb")
LANGUAGES = read_languages([LANGUAGE_CODE, *env.list("MORE_LANGUAGES", [])])
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
if WAGTAIL_I18N_ENABLED := len(LANGUAGES) > 1:
    INSTALLED_APPS += ["wagtail.locales", "wagtail.contrib.simple_translation"]
    MIDDLEWARE.insert(
        MIDDLEWARE.index("django.middleware.common.CommonMiddleware"),
        "django.middleware.locale.LocaleMiddleware",
    )
TIME_ZONE = env.str("TIME_ZONE", "UTC")
USE_I18N = True
USE_TZ = True

# Files

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_DIR", VAR / "static")
STATICFILES_DIRS = [ROOT / "project" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
if OBJECT_STORE := read_object_store():
    STORAGES |= OBJECT_STORE
    WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
# A document may be private, wherever it is kept: it is read through the view that asks who reads.
WAGTAILDOCS_SERVE_METHOD = "serve_view"

# People

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"

# Mail; the demo shows it on the console.

SMTP = {
    "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "OPTIONS": {
        "host": env.str("MAIL_HOST", "localhost"),
        "port": env.int("MAIL_PORT", 25),
        "username": env.str("MAIL_USER", ""),
        "password": env.str("MAIL_PASSWORD", ""),
        "use_tls": env.bool("MAIL_TLS", False),
    },
}
CONSOLE = {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
MAILERS = {"default": CONSOLE if DEBUG else SMTP}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "rostrum@localhost")

# Security

HTTPS = env.bool("HTTPS", not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
if env.bool("BEHIND_HTTPS_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_CSP = {
    "default-src": [CSP.SELF],
    # What a reader asks to see from elsewhere (an embed) comes in a frame, and only then.
    "frame-src": [CSP.SELF, "https:"],
    # The editor's preview panel shows pages of this site in a frame.
    "frame-ancestors": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
}
if OBJECT_STORE:
    SECURE_CSP["img-src"].append(read_origin("S3_PUBLIC_URL"))
# Wagtail's own admin writes styles and scripts into its pages.
ADMIN_CSP = {
    **SECURE_CSP,
    "img-src": [CSP.SELF, "data:", "blob:", "https:"],
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "base-uri": [CSP.SELF],
}

# Other front ends

# How long a preview link shows a draft, where its maker says nothing else.
API_PREVIEW_SECONDS = env.int("API_PREVIEW_SECONDS", 3600)
# The page of another front end that shows drafts to staff; without it, this site does.
HEADLESS_PREVIEW_URL = env.str("HEADLESS_PREVIEW_URL", "")
if HEADLESS_PREVIEW_URL:
    # The editor's preview panel shows it in a frame.
    ADMIN_CSP["frame-src"] = [
        *SECURE_CSP["frame-src"],
        read_origin("HEADLESS_PREVIEW_URL"),
    ]

# Work in the background

# Wagtail's own tasks are quick, and others wait for them: search, its index of references, purges.
# So they are done at once. What is slow, and what nothing waits for, is for a worker.
IMMEDIATE = {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}
BACKGROUND = {
    "immediate": IMMEDIATE,
    "database": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
BACKGROUND_TASKS = env.str(
    "BACKGROUND_TASKS", "immediate" if DEBUG else "database", validate=validate.OneOf(BACKGROUND)
)
TASKS = {"default": IMMEDIATE, "background": BACKGROUND[BACKGROUND_TASKS]}

# Polls

# How many proxies of ours stand between a client and this process: as many entries at the end of
# X-Forwarded-For are theirs and can be believed.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)
# A browser or client is known as the same voter for this long.
POLL_VOTER_DAYS = env.int("POLL_VOTER_DAYS", 400)
# After closing: how long ballots that were set aside may wait for staff before the result is
# frozen, and when no ballot can be traced to its voter any more.
POLL_REVIEW_DAYS = env.int("POLL_REVIEW_DAYS", 3)
POLL_VOTER_KEY_DAYS = env.int("POLL_VOTER_KEY_DAYS", 30)
# Ballots of one network in one poll in an hour: past the first number they are set aside, past the
# second refused. They are counted in the cache.
POLL_SOFT_LIMIT = env.int("POLL_SOFT_LIMIT", 60)
POLL_HARD_LIMIT = env.int("POLL_HARD_LIMIT", 600)
# How many hashes a proof of work takes at the most; half of it on average.
POLL_CHALLENGE_NUMBER = env.int("POLL_CHALLENGE_NUMBER", 200_000)

# The API

# Origins of front ends that may read it in a browser, "*" for all; it sends them no cookies.
API_ALLOWED_ORIGINS = [origin.strip() for origin in env.list("API_ALLOWED_ORIGINS", [])]
CORS_ALLOW_ALL_ORIGINS = API_ALLOWED_ORIGINS == ["*"]
CORS_ALLOWED_ORIGINS = [] if CORS_ALLOW_ALL_ORIGINS else API_ALLOWED_ORIGINS
CORS_URLS_REGEX = r"^/api/|/index\.(md|json)$|^/llms\.txt$"
CORS_ALLOW_HEADERS = [*default_headers, "if-none-match", "poll-voter", "poll-receipt"]
CORS_EXPOSE_HEADERS = [
    "ETag",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Retry-After",
    "X-Request-ID",
]
# Requests of one network, such as "600/minute"; empty for no limit.
API_RATE_LIMIT = env.str("API_RATE_LIMIT", "1200/minute")

# Logs: JSON for a collector, or lines for people while DEBUG is on

LOGGING_CONFIG = "project.log_config.configure"
LOGGING = {"level": env.log_level("LOG_LEVEL", "INFO"), "readable": DEBUG}
# Ballots must not be traced to who cast them: no address, no account.
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None
# `project.log_config` has put aside what is not well-formed.
DJANGO_STRUCTLOG_TRUST_UPSTREAM_REQUEST_ID = True
# One line a request, when it has been answered.
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG

# Wagtail

WAGTAIL_SITE_NAME = "Rostrum"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILIMAGES_IMAGE_MODEL = "articles.CustomImage"
# No SVG: it may hold script. No format that a browser would run as a page.
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = [
    "csv",
    "docx",
    "epub",
    "json",
    "key",
    "odp",
    "ods",
    "odt",
    "pdf",
    "pptx",
    "rtf",
    "txt",
    "xlsx",
    "zip",
]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Asks about what readers would stumble over, as publishing in the editor does.
WAGTAIL_FINISH_WORKFLOW_ACTION = "articles.preflight.approval.publish_approved"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
# An article of many blocks is a form of many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# The admin of one site asks no other.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
TAGGIT_CASE_INSENSITIVE = True

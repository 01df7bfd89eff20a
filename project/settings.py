"""Settings of the site.

Environment variables hold the settings that differ between installations; `.env.example` lists
them all. The defaults are for production.
"""

import logging

from corsheaders.defaults import default_headers

from project.env import (
    BASE_DIR,
    VAR_DIR,
    env,
    read_database,
    read_languages,
    read_object_store,
    read_origin,
    read_secret_key,
    read_smtp,
    read_tasks,
)
from project.security import build_admin_csp, build_csp

# Installation

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = read_secret_key(create=DEBUG)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", [], subcast=str.strip)
BASE_URL = env.str("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost"], subcast=str.strip)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [], subcast=str.strip)

# Applications

INSTALLED_APPS = [
    "project.headless",
    "polls",
    "articles",
    "home",
    # Its API tokens are managed in the admin.
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
    # Serves the scripts of the API documentation from this site.
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
    # Last, so that its signal receivers run after those of all other apps.
    "project.caching.apps.CachingConfig",
]

MIDDLEWARE = [
    "project.health.health_check_middleware",
    "project.log_config.RequestLogMiddleware",
    "project.caching.cache_headers.cache_headers_middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "project.headless.middleware.api_middleware",
    "project.security.nul_byte_middleware",
    "project.security.AdminCSPMiddleware",
    "articles.audiences.url_parameter.audience_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "project.redirects.redirect_middleware",
    "articles.preflight.middleware.PreflightErrorMiddleware",
]

ROOT_URLCONF = "project.urls"
WSGI_APPLICATION = "project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
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

# Database and search

DATABASES = {"default": read_database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # Created by the migration home.0003_configure_search.
    WAGTAILSEARCH_BACKENDS["default"]["SEARCH_CONFIG"] = "rostrum"

# Caching

CACHE_URL = env.str("CACHE_URL", "")
MEMORY_CACHE = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "OPTIONS": {"MAX_ENTRIES": 10_000},
}
REDIS_CACHE = {
    "BACKEND": "django.core.cache.backends.redis.RedisCache",
    "LOCATION": CACHE_URL,
    # Fail fast: every page works without Redis.
    "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
}
RESPONSE_CACHE_ENABLED = env.bool("RESPONSE_CACHE_ENABLED", not DEBUG)
RESPONSE_CACHE_MAX_ENTRIES = env.int("RESPONSE_CACHE_MAX_ENTRIES", 10_000)
# Caches in front of the site that are purged by surrogate key.
PURGE_URLS = env.list("PURGE_URLS", [], subcast=str.strip)
PURGE_METHOD = env.str("PURGE_METHOD", "PURGE")
PURGE_HEADERS = env.dict("PURGE_HEADERS", {})
CLOUDFLARE_ZONE = env.str("CLOUDFLARE_ZONE", "")
CLOUDFLARE_TOKEN = env.str("CLOUDFLARE_TOKEN", "")
PURGE_ENABLED = bool(PURGE_URLS or CLOUDFLARE_ZONE)
# In seconds. A cache that is not purged would serve stale pages for that long.
CACHE_S_MAXAGE = env.int("CACHE_S_MAXAGE", 86_400 if PURGE_ENABLED else 1)
# Caches that are purged by URL, by Wagtail itself.
if WAGTAILFRONTENDCACHE := env.json("FRONTEND_CACHE", {}):
    INSTALLED_APPS.append("wagtail.contrib.frontend_cache")
RESPONSE_CACHE = {"LOCATION": "responses", "OPTIONS": {"MAX_ENTRIES": RESPONSE_CACHE_MAX_ENTRIES}}
CACHES = {
    "default": MEMORY_CACHE,
    # With Redis the limits hold for all processes together, without it for each process.
    "rate_limits": REDIS_CACHE if CACHE_URL else MEMORY_CACHE,
    "responses": MEMORY_CACHE | RESPONSE_CACHE,
    "response_locks": MEMORY_CACHE | {"LOCATION": "response_locks"},
}
if CACHE_URL:
    CACHES["shared_responses"] = REDIS_CACHE | {"KEY_PREFIX": "responses"}

# Languages and time zone

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
STATIC_ROOT = env.path("STATIC_DIR", VAR_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "project" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
PLAIN_STATIC_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"
HASHED_STATIC_FILES = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN_STATIC_FILES if DEBUG else HASHED_STATIC_FILES},
}
if OBJECT_STORE := read_object_store():
    STORAGES |= OBJECT_STORE
    WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
# Documents may be private: the view checks the reader's permission, a storage URL would not.
WAGTAILDOCS_SERVE_METHOD = "serve_view"

# Accounts

VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATORS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{VALIDATORS}.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"

# Mail

CONSOLE_MAILER = {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
MAILERS = {"default": CONSOLE_MAILER if DEBUG else read_smtp()}
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
# The page of another front end that previews drafts; this site previews them if it is not set.
PREVIEW_URL = env.str("PREVIEW_URL", "")
PREVIEW_ORIGIN = PREVIEW_URL and read_origin("PREVIEW_URL")
SECURE_CSP = build_csp(media_origin=OBJECT_STORE and read_origin("S3_PUBLIC_URL"))
ADMIN_CSP = build_admin_csp(SECURE_CSP, preview_origin=PREVIEW_ORIGIN)

# Background tasks

# Wagtail's own tasks (search index, reference index, purges) are quick and must have run before the
# next request, so they run immediately. Slow tasks run in a worker.
TASKS = read_tasks(immediate=DEBUG)

# Polls

# The number of entries at the end of X-Forwarded-For that our own proxies added.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)
# The lifetime of the cookie or credential that identifies a voter.
POLL_VOTER_DAYS = env.int("POLL_VOTER_DAYS", 400)
# Days after a poll closes until its result is frozen at the latest, and until the voter secret and
# the receipts are deleted.
POLL_REVIEW_DAYS = env.int("POLL_REVIEW_DAYS", 3)
POLL_ANONYMISE_AFTER_DAYS = env.int("POLL_ANONYMISE_AFTER_DAYS", 30)
# Ballots per network, poll and hour: above the first limit they are set aside, above the second
# rejected.
POLL_SOFT_LIMIT = env.int("POLL_SOFT_LIMIT", 60)
POLL_HARD_LIMIT = env.int("POLL_HARD_LIMIT", 600)
# The highest number of hashes that a proof of work takes; half of it on average.
POLL_PROOF_OF_WORK_MAX_NUMBER = env.int("POLL_PROOF_OF_WORK_MAX_NUMBER", 200_000)

# API

PREVIEW_LINK_SECONDS = env.int("PREVIEW_LINK_SECONDS", 3600)
API_ALLOWED_ORIGINS = env.list("API_ALLOWED_ORIGINS", [], subcast=str.strip)
CORS_ALLOW_ALL_ORIGINS = API_ALLOWED_ORIGINS == ["*"]
CORS_ALLOWED_ORIGINS = [] if CORS_ALLOW_ALL_ORIGINS else API_ALLOWED_ORIGINS
CORS_URLS_REGEX = r"^/api/|/index\.(md|json)$|^/llms\.txt$"
CORS_ALLOW_HEADERS = [*default_headers, "if-none-match", "poll-voter", "poll-receipt"]
CORS_EXPOSE_HEADERS = ["ETag", "Retry-After", "X-Request-ID"]
CORS_EXPOSE_HEADERS += ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"]
# Per network; empty for no limit.
API_RATE_LIMIT = env.str("API_RATE_LIMIT", "1200/minute")

# Logging

LOGGING_CONFIG = "project.log_config.configure"
LOGGING = {"level": env.log_level("LOG_LEVEL", "INFO"), "is_human_readable": DEBUG}
# Ballots must not be traceable to voters, so no IP addresses and no users.
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None
# `RequestLogMiddleware` replaces malformed values.
DJANGO_STRUCTLOG_TRUST_UPSTREAM_REQUEST_ID = True
# One line per request, when it has finished.
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG

# Wagtail

WAGTAIL_SITE_NAME = "Rostrum"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILIMAGES_IMAGE_MODEL = "articles.CustomImage"
# No SVG, which may contain scripts, and no format that browsers render as a page.
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "epub", "json", "pdf", "rtf", "txt", "zip"]
WAGTAILDOCS_EXTENSIONS += ["docx", "key", "odp", "ods", "odt", "pptx", "xlsx"]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Runs the preflight checks before the last approval publishes a page.
WAGTAIL_FINISH_WORKFLOW_ACTION = "articles.preflight.approval.publish_approved"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
# An article with many blocks is a form with many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# The admin requests nothing from other sites.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
TAGGIT_CASE_INSENSITIVE = True

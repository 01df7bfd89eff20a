"""Readers of environment variables. Errors name the variable."""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import get_language_info
from environs import Env, validate

TASK_BACKENDS = {
    "immediate": "django.tasks.backends.immediate.ImmediateBackend",
    "database": "django_tasks_db.DatabaseBackend",
}

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(BASE_DIR / ".env", recurse=False)

# Contains media, collected static files and the SQLite database.
VAR_DIR = env.path("VAR_DIR", BASE_DIR / "var")

SQLITE_OPTIONS = {
    "timeout": 20,
    # Transactions take the write lock at the start, so that concurrent writers wait for each other.
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def read_secret_key(*, create: bool) -> str:
    """Return SECRET_KEY, or the key in VAR_DIR/secret_key, which is created if `create` is true.

    Raises ImproperlyConfigured if there is neither.
    """
    if key := env.str("SECRET_KEY", ""):
        return key
    key_file = VAR_DIR / "secret_key"
    if create and not key_file.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        key_file.touch(mode=0o600)
        key_file.write_text(get_random_secret_key())
    if key_file.exists():
        return key_file.read_text()
    raise ImproperlyConfigured(
        "Set SECRET_KEY to a long random value, or run `manage.py demo` once to try the site."
    )


def read_database() -> dict:
    """Return Django's database settings for DATABASE_URL; by default an SQLite file in VAR_DIR."""
    database = env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'rostrum.sqlite3'}")
    options = database.setdefault("OPTIONS", {})
    timeout, size = env.int("DATABASE_TIMEOUT", 2), env.int("DATABASE_POOL_SIZE", 4)
    if database["ENGINE"] == "django.db.backends.sqlite3":
        return database | {"OPTIONS": SQLITE_OPTIONS | options}
    # Fail fast when the database is down, so that threads do not pile up.
    options.setdefault("connect_timeout", timeout)
    options.setdefault("pool", {"min_size": 1, "max_size": size, "timeout": timeout})
    # After a database restart the pool contains broken connections.
    return database | {"CONN_HEALTH_CHECKS": True}


def read_object_store() -> dict:
    """Return the entries of STORAGES for the bucket S3_BUCKET; {} if it is not set.

    "default" is private: originals and documents. "renditions" is public: images as readers get
    them, in S3_PUBLIC_BUCKET or in the same bucket.
    """
    if not (bucket := env.str("S3_BUCKET", "")):
        return {}
    private = read_s3_options(bucket)
    public = private | read_public_s3_options(bucket)
    return {
        alias: {"BACKEND": "project.storage.ObjectStorage", "OPTIONS": options}
        for alias, options in {"default": private, "renditions": public}.items()
    }


def read_s3_options(bucket: str) -> dict:
    return {
        "bucket_name": bucket,
        "endpoint_url": env.str("S3_ENDPOINT_URL", "") or None,
        "region_name": env.str("S3_REGION", "") or None,
        # Without keys, boto3 uses the credentials of the machine.
        "access_key": env.str("S3_ACCESS_KEY", "") or None,
        "secret_key": env.str("S3_SECRET_KEY", "") or None,
    }


def read_public_s3_options(bucket: str) -> dict:
    read_origin("S3_PUBLIC_URL")
    url = urlsplit(env.str("S3_PUBLIC_URL"))
    return {
        "bucket_name": env.str("S3_PUBLIC_BUCKET", "") or bucket,
        "querystring_auth": False,
        "url_protocol": f"{url.scheme}:",
        "custom_domain": f"{url.netloc}{url.path}".rstrip("/"),
        "object_parameters": {"CacheControl": "public, max-age=86400"},
    }


def read_origin(name: str) -> str:
    """Return the scheme and host of the URL in a variable. Raises ImproperlyConfigured."""
    url = urlsplit(env.str(name, ""))
    if url.scheme not in ("http", "https") or not url.netloc:
        raise ImproperlyConfigured(f"Set {name} to a full URL, such as https://www.example.org/.")
    return f"{url.scheme}://{url.netloc}"


def read_smtp() -> dict:
    """Return the entry of MAILERS for the server MAIL_HOST."""
    options = {
        "host": env.str("MAIL_HOST", "localhost"),
        "port": env.int("MAIL_PORT", 25),
        "username": env.str("MAIL_USER", ""),
        "password": env.str("MAIL_PASSWORD", ""),
        "use_tls": env.bool("MAIL_TLS", False),
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def read_tasks(*, immediate: bool) -> dict:
    """Return the value of TASKS; BACKGROUND_TASKS is "immediate" by default, or "database"."""
    default = "immediate" if immediate else "database"
    name = env.str("BACKGROUND_TASKS", default, validate=validate.OneOf(TASK_BACKENDS))
    backends = {"default": TASK_BACKENDS["immediate"], "background": TASK_BACKENDS[name]}
    return {alias: {"BACKEND": backend} for alias, backend in backends.items()}


def read_languages(codes: list[str]) -> list[tuple[str, str]]:
    """Return [(code, name)] for language codes, without duplicates. Raises ImproperlyConfigured."""
    codes = dict.fromkeys(code.strip().lower() for code in codes)
    try:
        return [(code, get_language_info(code)["name"]) for code in codes]
    except KeyError as error:
        raise ImproperlyConfigured(
            "LANGUAGE_CODE or MORE_LANGUAGES contains an unknown language code: "
            f"{error.args[0]}. Use a code such as fr or pt-br."
        ) from error

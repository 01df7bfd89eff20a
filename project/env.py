"""Where settings come from: variables of the place, read and checked by name."""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import get_language_info
from environs import Env

ROOT = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(ROOT / ".env", recurse=False)

# Where the database, media and collected static files are kept.
VAR = env.path("VAR_DIR", ROOT / "var")

SQLITE = {
    "timeout": 20,
    # A transaction takes the write lock when it begins, so that two writers wait in turn.
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def read_secret_key(*, may_make):
    """Return SECRET_KEY, or the key that the demo made for this machine."""
    if key := env.str("SECRET_KEY", ""):
        return key
    kept = VAR / "secret_key"
    if may_make and not kept.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(get_random_secret_key())
    if kept.exists():
        return kept.read_text()
    raise ImproperlyConfigured(
        "Set SECRET_KEY to a long random value, or run `manage.py demo` once to try the site."
    )


def read_database():
    """Return the database of DATABASE_URL; a file under VAR_DIR if there is none."""
    database = env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR / 'rostrum.sqlite3'}")
    options = database.setdefault("OPTIONS", {})
    timeout, size = env.int("DATABASE_TIMEOUT", 2), env.int("DATABASE_POOL_SIZE", 4)
    if database["ENGINE"] == "django.db.backends.sqlite3":
        return database | {"OPTIONS": SQLITE | options}
    # A database that is down is an error at once, not a thread that waits for it.
    options.setdefault("connect_timeout", timeout)
    # One connection for each thread that answers requests, and more only as they are needed.
    options.setdefault("pool", {"min_size": 1, "max_size": size, "timeout": timeout})
    # After a restart of the database the pool holds connections that are broken.
    return database | {"CONN_HEALTH_CHECKS": True}


def read_object_store():
    """Return {alias: storage} of media in the object store of S3_BUCKET, {} if there is none.

    What anybody may read, the finished sizes of pictures, is apart from the rest.
    """
    if not (bucket := env.str("S3_BUCKET", "")):
        return {}
    # Under which address readers find pictures.
    public = urlsplit(f"{read_origin('S3_PUBLIC_URL')}{urlsplit(env.str('S3_PUBLIC_URL')).path}")
    private = {
        "bucket_name": bucket,
        "endpoint_url": env.str("S3_ENDPOINT_URL", "") or None,
        "region_name": env.str("S3_REGION", "") or None,
        # Not set, they are those of the machine, as boto3 finds them.
        "access_key": env.str("S3_ACCESS_KEY", "") or None,
        "secret_key": env.str("S3_SECRET_KEY", "") or None,
    }
    finished = {
        **private,
        "bucket_name": env.str("S3_PUBLIC_BUCKET", "") or bucket,
        "querystring_auth": False,
        "url_protocol": f"{public.scheme}:",
        "custom_domain": f"{public.netloc}{public.path}".rstrip("/"),
        "object_parameters": {"CacheControl": "public, max-age=86400"},
    }
    return {
        alias: {"BACKEND": "project.storage.ObjectStorage", "OPTIONS": options}
        for alias, options in {"default": private, "renditions": finished}.items()
    }


def read_origin(name):
    """Return the scheme and host of the address in a variable."""
    parts = urlsplit(env.str(name, ""))
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ImproperlyConfigured(f"{name} must be a whole address, with https://.")
    return f"{parts.scheme}://{parts.netloc}"


def read_languages(codes):
    """Return [(code, name)] of language codes, those of LANGUAGE_CODE and MORE_LANGUAGES."""
    codes = dict.fromkeys(code.strip().lower() for code in codes)
    try:
        return [(code, get_language_info(code)["name"]) for code in codes]
    except KeyError as error:
        raise ImproperlyConfigured(f"MORE_LANGUAGES: {error.args[0]}") from error

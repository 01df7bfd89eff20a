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


def read_origin(address):
    """Return the scheme and host of HEADLESS_PREVIEW_URL."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ImproperlyConfigured("HEADLESS_PREVIEW_URL must be a whole address, with https://.")
    return f"{parts.scheme}://{parts.netloc}"


def read_languages(codes):
    """Return [(code, name)] of language codes, those of LANGUAGE_CODE and MORE_LANGUAGES."""
    codes = dict.fromkeys(code.strip().lower() for code in codes)
    try:
        return [(code, get_language_info(code)["name"]) for code in codes]
    except KeyError as error:
        raise ImproperlyConfigured(f"MORE_LANGUAGES: {error.args[0]}") from error

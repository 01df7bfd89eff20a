"""The product's settings, with what tests need to be quick and to leave nothing behind."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "known to everyone, and so for tests only")
os.environ.setdefault("HTTPS", "false")
os.environ.setdefault("BACKGROUND_TASKS", "immediate")

from project.settings import *  # noqa: F403

VAR = Path(tempfile.mkdtemp(prefix="rostrum-tests-"))
MEDIA_ROOT = VAR / "media"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir()

ALLOWED_HOSTS = ["*"]
# Tests of what is kept, or not, start servers of their own.
KEEP_ANSWERS = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Fingerprints need `collectstatic`; the delivery tests run it.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

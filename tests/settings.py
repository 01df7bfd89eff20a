"""The product's settings, changed for speed and so that tests leave no files behind."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "known to everyone, and so for tests only")
os.environ.setdefault("HTTPS", "false")
os.environ.setdefault("BACKGROUND_TASKS", "immediate")

from project.settings import *  # noqa: F403

# One folder a test run, shared by its workers, which inherit the variable.
if "TEST_RUN_DIR" not in os.environ:
    os.environ["TEST_RUN_DIR"] = tempfile.mkdtemp(prefix="rostrum-tests-")
TEST_RUN_DIR = Path(os.environ["TEST_RUN_DIR"])
VAR_DIR = TEST_RUN_DIR / os.environ.get("PYTEST_XDIST_WORKER", "main")
MEDIA_ROOT = VAR_DIR / "media"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)

ALLOWED_HOSTS = ["*"]
# The tests of the response cache start servers of their own.
RESPONSE_CACHE_ENABLED = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Hashed file names need `collectstatic`; the tests of static files run it.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

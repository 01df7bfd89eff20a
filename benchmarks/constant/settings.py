"""Django alone, without middleware."""

SECRET_KEY = "known to everyone, and so for benchmarks only"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1"]
DEBUG = False
MIDDLEWARE = []
ROOT_URLCONF = "benchmarks.constant.urls"

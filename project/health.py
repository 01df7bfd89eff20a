"""Health checks: `/healthz` (liveness) and `/readyz` (readiness).

Load balancers send these requests often, without TLS and to the IP address of a machine. So the
middleware runs before the check of the host name, the redirect to HTTPS and the request log.
"""

import logging
from collections.abc import Callable
from functools import cache

from django.core.cache import caches
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


class UnappliedMigrations(Exception):
    """Names the migrations that have not been applied."""


def health_check_middleware(get_response: Callable) -> Callable:
    def middleware(request: HttpRequest) -> HttpResponse:
        view = HEALTH_CHECKS.get(request.path_info, get_response)
        return view(request)

    return middleware


@never_cache
@require_safe
def liveness(request: HttpRequest) -> JsonResponse:
    """Respond 200 while the process runs. Checks nothing else."""
    return JsonResponse({"live": True})


@never_cache
@require_safe
def readiness(request: HttpRequest) -> JsonResponse:
    """Respond with the state of each dependency: 200 if all are ready, 503 otherwise."""
    checks = {
        "database": (database := run_check("database", check_database)),
        "cache": run_check("cache", check_cache),
        "migrations": database and run_check("migrations", check_migrations),
    }
    is_all_ready = all(checks.values())
    return JsonResponse({"ready": is_all_ready, **checks}, status=200 if is_all_ready else 503)


def run_check(name: str, check: Callable[[], None]) -> bool:
    """Run a check and return whether it passed. Only the log gets the error, with host names."""
    try:
        check()
    except Exception:
        logger.exception("Not ready: %s", name)
        return False
    return True


def check_database() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT 1")


def check_cache() -> None:
    """Write to the cache of the rate limits: Redis if CACHE_URL is set."""
    caches["rate_limits"].set("ready", 1, 1)


@cache
def check_migrations() -> None:
    """Raise UnappliedMigrations if the database lacks one. Success is cached for the process.

    Migrations of a newer release do not matter: this one keeps serving while it is replaced.
    """
    executor = MigrationExecutor(connections["default"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        raise UnappliedMigrations(", ".join(str(migration) for migration, _ in plan))


HEALTH_CHECKS = {"/healthz": liveness, "/readyz": readiness}

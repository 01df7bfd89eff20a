"""Whether this process lives, and whether it can do all that it is for.

Load balancers ask by the address of a machine, without TLS and often. So this answers before the
name of the host is looked at, before the redirect to HTTPS and before the log: what it says holds
no address, is the same for everyone and is kept by nobody.
"""

import logging
from functools import cache

from django.core.cache import caches
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


class NotMigrated(Exception):
    """There are migrations that the database has not had."""


def answer_probes(get_response):
    def middleware(request):
        answer = PROBES.get(request.path_info, get_response)
        return answer(request)

    return middleware


@never_cache
@require_safe
def live(request):
    """Say that the process answers; nothing else is asked."""
    return JsonResponse({"live": True})


@never_cache
@require_safe
def ready(request):
    """Say of each thing that the site stands on whether it is ready: 503 unless all are."""
    found = {
        "database": (database := is_ready("database", check_database)),
        "cache": is_ready("cache", check_cache),
        "migrations": database and is_ready("migrations", check_migrations),
    }
    everything = all(found.values())
    return JsonResponse({"ready": everything, **found}, status=200 if everything else 503)


def is_ready(name, check):
    """Whether a check raises nothing. What it raises is for the log alone: it may name hosts."""
    try:
        check()
    except Exception:
        logger.exception("Not ready: %s", name)
        return False
    return True


def check_database():
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT 1")


def check_cache():
    """Write to what all processes count in: Redis, where CACHE_URL names one."""
    caches["counts"].set("ready", 1, 1)


@cache
def check_migrations():
    """Raise NotMigrated if one is missing. Once all are there, they stay.

    A newer release may have applied more; this one goes on while it is replaced.
    """
    executor = MigrationExecutor(connections["default"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        raise NotMigrated(", ".join(str(migration) for migration, _ in plan))


PROBES = {"/healthz": live, "/readyz": ready}

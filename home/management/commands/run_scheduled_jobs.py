"""`manage.py run_scheduled_jobs`: run all scheduled jobs, once or every minute."""

import time
from threading import Event

from django.core.management import BaseCommand, CommandError
from django.db import close_old_connections

from home.scheduler import run_scheduled_jobs

MINUTE = 60


class Command(BaseCommand):
    help = (
        "Publish and unpublish scheduled content, freeze poll results, clear expired sessions and "
        "retry failed tasks."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--repeat", action="store_true", help="run again at the start of every minute"
        )

    def handle(self, *, repeat, **options):
        while True:
            failed = run_scheduled_jobs(self.stdout)
            if not repeat:
                break
            close_old_connections()
            Event().wait(MINUTE - time.time() % MINUTE)
        if failed:
            raise CommandError(f"Jobs that failed: {', '.join(failed)}. The log has their errors.")

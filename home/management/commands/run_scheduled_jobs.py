"""`manage.py run_scheduled_jobs`: for the scheduler, every minute."""

import time
from threading import Event

from django.core.management import BaseCommand, CommandError
from django.db import close_old_connections

from home.scheduler import do_what_is_due

MINUTE = 60


class Command(BaseCommand):
    help = "Publish what is scheduled, close polls, end sessions and try failed tasks again."

    def add_arguments(self, parser):
        parser.add_argument(
            "--repeat", action="store_true", help="go on, at the beginning of every minute"
        )

    def handle(self, *, repeat, **options):
        while True:
            failed = do_what_is_due(self.stdout)
            if not repeat:
                break
            close_old_connections()
            Event().wait(MINUTE - time.time() % MINUTE)
        if failed:
            raise CommandError(f"Not done: {', '.join(failed)}. The log says why.")

"""`manage.py close_polls`: for the scheduler, every few minutes."""

from django.core.management import BaseCommand
from django.utils import timezone

from polls.results.closing import (
    PollNotClosed,
    anonymise,
    freeze,
    polls_to_anonymise,
    polls_to_freeze,
)


class Command(BaseCommand):
    help = "Freeze the results of polls that have closed, and destroy the secrets of older ones."

    def handle(self, **options):
        now = timezone.now()
        for poll in polls_to_freeze(now):
            try:
                frozen = freeze(poll, now)
            except PollNotClosed:
                continue
            self.stdout.write(f"Frozen: {poll.slug}, SHA-256 {frozen.sha256}")
        for poll in polls_to_anonymise(now):
            anonymise(poll, now)
            self.stdout.write(f"Anonymous from now on: {poll.slug}")

"""`manage.py freeze_polls`, which the scheduler runs every minute."""

from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from polls.results.closing import (
    PollNotClosed,
    anonymise_ballots,
    freeze_result,
    get_polls_to_anonymise,
    get_polls_to_freeze,
)


class Command(BaseCommand):
    help = "Freeze the results of closed polls, and anonymise the ballots of older ones."

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        for poll in get_polls_to_freeze(now):
            try:
                frozen = freeze_result(poll, now)
            except PollNotClosed:
                continue
            self.stdout.write(f"Frozen: {poll.slug}, SHA-256 {frozen.sha256}")
        for poll in get_polls_to_anonymise(now):
            anonymise_ballots(poll, now)
            self.stdout.write(f"Anonymised: {poll.slug}")

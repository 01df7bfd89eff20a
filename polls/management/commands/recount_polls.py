"""`manage.py recount_polls`: compare the counters with the ballots."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError
from tqdm import tqdm

from polls.models import Poll
from polls.voting.recount import Differences, recount


class Command(BaseCommand):
    help = "Count all ballots one by one and report counters that differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slugs", nargs="*", help="recount only these polls")
        parser.add_argument("--fix", action="store_true", help="correct the counters")

    def handle(self, *, slugs: list[str], fix: bool, **options: Any) -> None:
        polls = get_polls(slugs)
        count = 0
        for poll in tqdm(polls, "Polls", unit="", leave=False, disable=None):
            differences = recount(poll, fix=fix)
            count += len(differences)
            self.report(poll, differences)
        fixed = ", fixed" if fix and count else ""
        self.stdout.write(f"{len(polls)} polls: {count} differences{fixed}")
        if count and not fix:
            raise CommandError("Run the command again with --fix to correct the counters.")

    def report(self, poll: Poll, differences: Differences) -> None:
        for (audience, _, name), (counter, ballots) in sorted(differences.items(), key=str):
            label = f"{poll.slug}, {name}{audience and f', {audience}'}"
            self.stdout.write(f"{label}: counter {counter}, ballots {ballots}")


def get_polls(slugs: list[str]) -> list[Poll]:
    """Return the polls with these slugs, all polls without slugs. Raises CommandError."""
    polls = Poll.objects.order_by("pk")
    if not slugs:
        return list(polls)
    found = list(polls.filter(slug__in=slugs))
    if missing := set(slugs) - {poll.slug for poll in found}:
        raise CommandError(f"There is no poll with the slug {', '.join(sorted(missing))}.")
    return found

"""`manage.py recount_polls`: whether the counters agree with the ballots."""

from django.core.management import BaseCommand, CommandError
from tqdm import tqdm

from polls.models import Poll
from polls.voting.tallies import recount


class Command(BaseCommand):
    help = "Count all ballots one by one and report where the counters differ from them."

    def add_arguments(self, parser):
        parser.add_argument("slugs", nargs="*", help="only these polls")
        parser.add_argument("--fix", action="store_true", help="set the counters right")

    def handle(self, *, slugs, fix, **options):
        polls = Poll.objects.order_by("pk")
        polls = list(polls.filter(slug__in=slugs) if slugs else polls)
        if missing := set(slugs) - {poll.slug for poll in polls}:
            raise CommandError(f"There is no poll {', '.join(sorted(missing))}.")
        differences = 0
        for poll in tqdm(polls, "Polls", unit="", leave=False, disable=None):
            wrong = recount(poll, fix=fix)
            differences += len(wrong)
            for (audience, _, name), (counter, ballots) in sorted(wrong.items(), key=str):
                place = f"{poll.slug}, {name}{audience and f', {audience}'}"
                self.stdout.write(f"{place}: counted {counter}, ballots say {ballots}")
        mended = ", mended" if fix and differences else ""
        self.stdout.write(f"{len(polls)} polls: {differences} differences{mended}")
        if differences and not fix:
            raise CommandError("Run it again with --fix to set the counters right.")

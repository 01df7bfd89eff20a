from django.core.management.base import BaseCommand

from project.caching.invalidation import invalidate
from project.caching.surrogate_keys import SITE


class Command(BaseCommand):
    help = "Invalidate every cached response, here and in caches in front of the site."

    def handle(self, *args, **options):
        invalidate((SITE,))
        self.stdout.write("Every cached response is invalidated within a second.")

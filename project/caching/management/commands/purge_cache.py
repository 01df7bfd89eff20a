from django.core.management.base import BaseCommand

from project.caching.invalidation_log import announce
from project.caching.surrogate_keys import SITE


class Command(BaseCommand):
    help = "Have every answer built anew, here and in caches in front, as after a restore."

    def handle(self, *args, **options):
        announce((SITE,))
        self.stdout.write("Within a second, every address answers anew.")

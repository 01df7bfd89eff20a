"""`manage.py create_roles`: create the staff groups and restore their permissions."""

from django.apps import apps
from django.core.management import BaseCommand
from django.db import transaction

from home.roles import ROLES, create_roles


class Command(BaseCommand):
    help = "Create missing staff groups and restore missing permissions."

    @transaction.atomic
    def handle(self, **options):
        create_roles(apps)
        self.stdout.write(f"Groups: {', '.join(ROLES)}. No permission was removed.")

"""`manage.py make_roles`: gives the groups of the staff what they were made with."""

from django.apps import apps
from django.core.management import BaseCommand
from django.db import transaction

from home.roles import ROLES, make_roles


class Command(BaseCommand):
    help = "Make the groups of the staff that are missing, and give back what they may do."

    @transaction.atomic
    def handle(self, **options):
        make_roles(apps)
        self.stdout.write(f"There are: {', '.join(ROLES)}. Nothing was taken from anybody.")

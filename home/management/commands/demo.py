"""`manage.py demo`: set up and serve the demo site."""

import io
import os
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from tqdm import tqdm
from wagtail.models import Site

from articles.images import RENDITION_SPECS, CustomImage
from home.demo.content import ARTICLE, DemoContent
from home.demo.staff import create_staff_users
from home.demo.staff_drafts import create_staff_drafts

DEFAULT_ADDRPORT = "127.0.0.1:8000"
ALL_INTERFACES = {"0.0.0.0", "[::]"}  # noqa: S104 (nothing is bound)
LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]", *ALL_INTERFACES}
# The first migrations before 0.9.0. They no longer exist.
OLD_MIGRATIONS = {(app, "0001_first_tables") for app in ("home", "articles", "polls")}


class Command(BaseCommand):
    # Some checks open the database, whose folder may be missing. `migrate` runs those it needs.
    requires_system_checks = []
    help = "Set up the demo site (database, content, staff accounts) and serve it."

    def add_arguments(self, parser):
        parser.add_argument(
            "addrport", nargs="?", default=DEFAULT_ADDRPORT, help="port, or address:port"
        )
        parser.add_argument(
            "--setup-only", action="store_true", help="set up the site without serving it"
        )

    def handle(self, *, addrport, setup_only, **options):
        # The development server runs this command again after each change of the code.
        if os.environ.get("RUN_MAIN") != "true":
            self.set_up_site(addrport if ":" in addrport else f"127.0.0.1:{addrport}")
        if not setup_only:
            call_command("runserver", addrport)

    def set_up_site(self, addrport):
        if not settings.DEBUG:
            raise CommandError("The demo runs only with DEBUG=true. Do not use it in production.")
        for folder in (settings.VAR_DIR, Path(settings.MEDIA_ROOT), Path(settings.STATIC_ROOT)):
            folder.mkdir(parents=True, exist_ok=True)
        migrate_database()
        self.set_site_host(addrport)
        with transaction.atomic():
            content = DemoContent()
            number = content.load()
            # Before the staff publish drafts, which creates renditions without a progress bar.
            create_missing_renditions()
            # Editors would get a mail about the author's submission, so they are created after it.
            author = create_staff_users(["author"])
            create_staff_drafts(content)
            staff = create_staff_users() + author
        self.stdout.write(f"Demo content: {number} new objects")
        self.print_passwords(staff)
        self.stdout.write(
            f"\n  The site      http://{addrport}/"
            f"\n  An article    http://{addrport}{ARTICLE}"
            f"\n  The admin     http://{addrport}/admin/\n"
        )

    def set_site_host(self, addrport):
        """Set the site's host name and port, unless its host name is one of another machine."""
        host, _, port = addrport.rpartition(":")
        site = Site.objects.get(is_default_site=True)
        if site.hostname in LOCAL_HOSTS:
            host = "127.0.0.1" if host in ALL_INTERFACES else host
            Site.objects.filter(pk=site.pk).update(hostname=host, port=port)

    def print_passwords(self, staff):
        if not staff:
            self.stdout.write(
                "The accounts exist already. To reset a password, run "
                "`uv run manage.py changepassword admin`."
            )
            return
        self.stdout.write("Accounts (these passwords are shown only once):")
        for name, role, password in staff:
            self.stdout.write(f"  {name:<10}{password}   {role}")


def migrate_database():
    """Apply all migrations, with a progress bar. Raises CommandError for an old database."""
    executor = MigrationExecutor(connection)
    if OLD_MIGRATIONS & executor.loader.applied_migrations.keys():
        raise CommandError(describe_old_database(connection))
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    with tqdm(desc="Database", total=len(plan), unit="", leave=False, disable=None) as bar:
        call_command("migrate", interactive=False, stdout=MigrationProgress(bar), no_color=True)


def describe_old_database(connection):
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        remedy = f"Delete the file {name}"
    else:
        remedy = f"Drop the database {name}, create it again"
    return (
        f"The database {name} was created by a version before 0.9.0 and cannot be migrated. "
        f"{remedy} and run `manage.py demo` again."
    )


def create_missing_renditions():
    """Create the renditions of all images now, so that the first request does not wait for them."""
    images = CustomImage.objects.prefetch_renditions(*RENDITION_SPECS)
    new = [image for image in images if not image.prefetched_renditions]
    for image in tqdm(new, "Images", unit="", leave=False, disable=None):
        image.get_all_renditions()


class MigrationProgress(io.TextIOBase):
    """An output stream for `migrate` that moves a progress bar."""

    def __init__(self, bar):
        self.bar = bar

    def write(self, text):
        self.bar.update(text.count("  Applying "))
        return len(text)

"""`manage.py demo`: from a fresh clone to a running site."""

import io
import os
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from tqdm import tqdm
from wagtail.models import Site

from articles.images import SPECS, CustomImage
from home.demo.content import ARTICLE, DemoContent
from home.demo.desk import fill_desk
from home.demo.staff import make_staff

ADDRESS = "127.0.0.1:8000"
HERE = {"localhost", "127.0.0.1", "0.0.0.0", "[::1]", "[::]"}  # noqa: S104 (nothing is bound)


class Command(BaseCommand):
    # Some open the database, whose folder is not there yet; `migrate` runs those that matter.
    requires_system_checks = []
    help = "Set up the demo site (database, content, staff accounts) and serve it."

    def add_arguments(self, parser):
        parser.add_argument(
            "addrport", nargs="?", default=ADDRESS, help="port, or address:port, to serve on"
        )
        parser.add_argument(
            "--setup-only", action="store_true", help="do everything but serve the site"
        )

    def handle(self, *, addrport, setup_only, **options):
        # The server starts this command again whenever the code changes.
        if os.environ.get("RUN_MAIN") != "true":
            self.set_up(addrport if ":" in addrport else f"127.0.0.1:{addrport}")
        if not setup_only:
            call_command("runserver", addrport)

    def set_up(self, address):
        if not settings.DEBUG:
            raise CommandError("The demo is for trying the site; it does not run with DEBUG off.")
        for folder in (settings.VAR, Path(settings.MEDIA_ROOT), Path(settings.STATIC_ROOT)):
            folder.mkdir(parents=True, exist_ok=True)
        migrate()
        self.serve_at(address)
        with transaction.atomic():
            content = DemoContent()
            number = content.load()
            # With a bar, before publishing would have them made without one.
            draw_renditions()
            # Whoever approves would be told of the author's draft by mail: they come after it.
            author = make_staff(["author"])
            fill_desk(content)
            staff = make_staff() + author
        self.stdout.write(f"Demo content: {number} new")
        self.tell_of_staff(staff)
        self.stdout.write(
            f"\n  The site      http://{address}/"
            f"\n  An article    http://{address}{ARTICLE}"
            f"\n  The admin     http://{address}/admin/\n"
        )

    def serve_at(self, address):
        """Point the site's own links at this machine, unless it has been given another name."""
        host, _, port = address.rpartition(":")
        site = Site.objects.get(is_default_site=True)
        if site.hostname in HERE:
            host = host if host not in ("0.0.0.0", "[::]") else "127.0.0.1"  # noqa: S104
            Site.objects.filter(pk=site.pk).update(hostname=host, port=port)

    def tell_of_staff(self, new):
        if not new:
            self.stdout.write(
                "Sign in as before; `uv run manage.py changepassword admin` if it is lost."
            )
            return
        self.stdout.write("Sign in as, with passwords that are shown this once:")
        for name, role, password in new:
            self.stdout.write(f"  {name:<10}{password}   {role}")


def migrate():
    """Bring the database up to date, with a bar that grows with each migration."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    with tqdm(desc="Database", total=len(plan), unit="", leave=False, disable=not plan) as bar:
        call_command("migrate", interactive=False, stdout=Applied(bar), no_color=True)


def draw_renditions():
    """Make the sizes of every picture now, so that the first page opened does not wait for them."""
    pictures = CustomImage.objects.prefetch_renditions(*SPECS)
    new = [picture for picture in pictures if not picture.prefetched_renditions]
    for picture in tqdm(new, "Pictures", unit="", leave=False, disable=not new):
        picture.in_every_size()


class Applied(io.TextIOBase):
    """Turns what `migrate` prints into the progress of a bar."""

    def __init__(self, bar):
        self.bar = bar

    def write(self, text):
        self.bar.update(text.count("  Applying "))
        return len(text)

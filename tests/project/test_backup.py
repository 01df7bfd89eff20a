"""A site backed up and restored, with the very commands of docs/operations.md."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.production_site import ROOT, ProductionSite

POSTGRES = urlsplit(os.environ.get("DATABASE_URL", ""))
MANUAL = (ROOT / "docs" / "operations.md").read_text()
MAKE = """
from tests.factories import ArticlePageFactory, AuthorPageFactory, DocumentFactory
from tests.factories import PictureFactory, PollFactory
from home.models import HomePage
from polls.voting.ballots import cast_ballot
poll = PollFactory(slug="kept", visibility="always")
for voter in range(5):
    cast_ballot(poll=poll, options=[1 + voter % 3], voter=f"{voter:064x}")
author = AuthorPageFactory(parent=HomePage.objects.get(), slug="ada")
article = ArticlePageFactory(parent=author, slug="kept", hero=PictureFactory())
article.save_revision().publish()
DocumentFactory(file__data=b"A note", file__filename="note.txt")
"""
LOOK = """
import hashlib, json
from django.test import Client
from wagtail.documents import get_document_model
from articles.models import ArticlePage
from polls.models import Ballot
article = ArticlePage.objects.get(slug="kept")
files = [article.hero.file, *(each.file for each in article.hero.renditions.order_by("pk"))]
files += [each.file for each in get_document_model().objects.all()]
ballots = Ballot.objects.order_by("pk").values_list("receipt", "voter_key", "choices")
print(json.dumps({
    "files": [(file.name, hashlib.sha256(file.read()).hexdigest()) for file in files],
    "ballots": list(ballots),
    "revisions": article.revisions.count(),
    "result": Client().get("/api/v3/polls/kept/results/").json()["options"],
    "search": "kept" in Client().get("/search/?q=article").content.decode(),
}))
"""
pytestmark = [
    pytest.mark.skipif(POSTGRES.scheme != "postgres", reason="needs PostgreSQL in DATABASE_URL"),
]


def commands_under(heading):
    """Return the commands that the manual gives under a heading."""
    return re.search(rf"^## {heading}$.*?^```sh\n(.*?)^```$", MANUAL, re.DOTALL | re.MULTILINE)[1]


@pytest.fixture
def make_site(tmp_path):
    """Make an empty database, gone after the test, and a site with it and a folder of its own."""
    with psycopg.connect(POSTGRES._replace(path="/postgres").geturl(), autocommit=True) as admin:
        names = []

        def make(name):
            names.append(f"rostrum_backup_{name}_{os.getpid()}")
            admin.execute(f"CREATE DATABASE {names[-1]}")
            (folder := tmp_path / name).mkdir()
            address = POSTGRES._replace(path=f"/{names[-1]}").geturl()
            return ProductionSite(
                DATABASE_URL=address,
                VAR_DIR=str(folder),
                BACKUP=str(tmp_path),
                # Without fingerprints, which would have to be collected for each.
                DEBUG="true",
                ALLOWED_HOSTS="testserver",
            )

        yield make
        for name in names:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def follow(heading, site):
    """Run the commands under a heading of the manual; return what they print."""
    python = Path(sys.executable).parent
    environment = site.environment | {"PATH": f"{python}:{site.environment['PATH']}"}
    done = subprocess.run(
        [shutil.which("bash"), "-euc", commands_under(heading)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def test_a_site_is_restored_as_it_was(make_site):
    site, empty = make_site("whole"), make_site("empty")
    site.manage("migrate", "-v0")
    site.manage("shell", "-v0", "-c", MAKE)
    before = json.loads(site.manage("shell", "-v0", "-c", LOOK).splitlines()[-1])

    follow("Back up", site)
    said = follow("Restore", empty)

    assert len(before["ballots"]) == 5
    assert len(before["files"]) == 10
    assert before["search"]
    assert json.loads(empty.manage("shell", "-v0", "-c", LOOK).splitlines()[-1]) == before
    assert "1 polls: 0 differences" in said

"""Backup and restore with the commands of docs/operations.md."""

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

from tests.production_site import ProductionSite
from tests.shared import ROOT

POSTGRES = urlsplit(os.environ.get("DATABASE_URL", ""))
MANUAL = (ROOT / "docs" / "operations.md").read_text()
CREATE_CONTENT = """
from tests.factories import ArticlePageFactory, AuthorPageFactory, DocumentFactory
from tests.factories import ImageFactory, PollFactory
from home.models import HomePage
from polls.voting.ballots import cast_ballot
poll = PollFactory(slug="preserved", visibility="always")
for voter in range(5):
    cast_ballot(poll=poll, options=[1 + voter % 3], voter=f"{voter:064x}")
author = AuthorPageFactory(parent=HomePage.objects.get(), slug="ada")
article = ArticlePageFactory(parent=author, slug="preserved", hero=ImageFactory())
article.save_revision().publish()
DocumentFactory(file__data=b"A note", file__filename="note.txt")
"""
READ_CONTENT = """
import hashlib, json
from django.test import Client
from wagtail.documents import get_document_model
from articles.models import ArticlePage
from polls.models import Ballot
article = ArticlePage.objects.get(slug="preserved")
files = [article.hero.file, *(item.file for item in article.hero.renditions.order_by("pk"))]
files += [item.file for item in get_document_model().objects.all()]
ballots = Ballot.objects.order_by("pk").values_list("receipt", "voter_key", "choices")
print(json.dumps({
    "files": [(file.name, hashlib.sha256(file.read()).hexdigest()) for file in files],
    "ballots": list(ballots),
    "revisions": article.revisions.count(),
    "result": Client().get("/api/v3/polls/preserved/results/").json()["options"],
    "search": "preserved" in Client().get("/search/?q=article").content.decode(),
}))
"""
pytestmark = [
    pytest.mark.skipif(POSTGRES.scheme != "postgres", reason="needs PostgreSQL in DATABASE_URL"),
]


def get_commands(heading):
    """Return the commands under a heading of docs/operations.md."""
    return re.search(rf"^## {heading}$.*?^```sh\n(.*?)^```$", MANUAL, re.DOTALL | re.MULTILINE)[1]


@pytest.fixture
def make_site(tmp_path):
    """Create a site with an empty database, which is dropped after the test, and a folder."""
    with psycopg.connect(POSTGRES._replace(path="/postgres").geturl(), autocommit=True) as admin:
        names = []

        def make(name):
            names.append(f"rostrum_backup_{name}_{os.getpid()}")
            admin.execute(f"CREATE DATABASE {names[-1]}")
            (folder := tmp_path / name).mkdir()
            url = POSTGRES._replace(path=f"/{names[-1]}").geturl()
            return ProductionSite(
                DATABASE_URL=url,
                VAR_DIR=str(folder),
                BACKUP=str(tmp_path),
                # So that static files need not be collected.
                DEBUG="true",
                ALLOWED_HOSTS="testserver",
            )

        yield make
        for name in names:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run_commands(heading, site):
    """Run the commands under a heading of docs/operations.md and return their output."""
    python = Path(sys.executable).parent
    environment = site.environment | {"PATH": f"{python}:{site.environment['PATH']}"}
    process = subprocess.run(
        [shutil.which("bash"), "-euc", get_commands(heading)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return process.stdout


def test_restored_site_equals_the_original(make_site):
    site, empty = make_site("whole"), make_site("empty")
    site.run_command("migrate", "-v0")
    site.run_command("shell", "-v0", "-c", CREATE_CONTENT)
    before = json.loads(site.run_command("shell", "-v0", "-c", READ_CONTENT).splitlines()[-1])

    run_commands("Back up", site)
    output = run_commands("Restore", empty)

    assert len(before["ballots"]) == 5
    assert len(before["files"]) == 10
    assert before["search"]
    assert (
        json.loads(empty.run_command("shell", "-v0", "-c", READ_CONTENT).splitlines()[-1]) == before
    )
    assert "1 polls: 0 differences" in output

"""Every page of the demo, as the Nu checker reads it."""

import json
import os
import subprocess
import urllib.request
from pathlib import Path

import pytest
from django.test import RequestFactory
from django.views.defaults import server_error

JAR = Path(os.environ.get("VNU_JAR", "var/tools/node_modules/vnu-jar/build/dist/vnu.jar"))


@pytest.fixture(scope="module")
def saved(site, tmp_path_factory):
    """Every page of the demo in a file, by address."""
    folder = tmp_path_factory.mktemp("pages")
    files = {}
    for number, address in enumerate([*site.addresses(), *print_views(site)]):
        files[folder / f"{number}.html"] = address
        with urllib.request.urlopen(address) as answer:
            (folder / f"{number}.html").write_bytes(answer.read())
    return files


def print_views(site):
    return [f"{site.url}/blogs/aurelio-tintero/mexico-and-russia/print/"]


@pytest.fixture
def failures(client, home, tmp_path):
    """The pages of failures in files: the demo shows Django's own, being for development."""
    files = {tmp_path / "404.html": "404", tmp_path / "500.html": "500"}
    (tmp_path / "404.html").write_bytes(client.get("/nothing/").content)
    (tmp_path / "500.html").write_bytes(server_error(RequestFactory().get("/")).content)
    return files


def test_the_nu_checker_finds_no_fault(saved, failures):
    saved = saved | failures
    assert JAR.exists(), f"{JAR} is missing; .ci/run installs it"

    command = ["java", "-jar", str(JAR), "--format", "json", "--exit-zero-always", *map(str, saved)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    faults = [
        (saved[Path(each["url"].removeprefix("file:"))], each["message"], each.get("extract"))
        for each in json.loads(done.stderr)["messages"]
        if each["type"] == "error"
    ]
    assert faults == []

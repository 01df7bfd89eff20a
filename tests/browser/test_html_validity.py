"""Validity of the HTML of every page, by the Nu HTML checker."""

import json
import os
import subprocess
import urllib.request
from pathlib import Path

import pytest
from django.test import RequestFactory
from django.views.defaults import server_error

PRINT_VIEW = "/blogs/aurelio-tintero/mexico-and-russia/print/"
JAR = Path(os.environ.get("VNU_JAR", "var/tools/node_modules/vnu-jar/build/dist/vnu.jar"))


@pytest.fixture(scope="module")
def pages(site, tmp_path_factory):
    """Every page of the demo in a file, {file: URL}."""
    folder = tmp_path_factory.mktemp("pages")
    files = {}
    for number, url in enumerate([*site.get_urls(), f"{site.url}{PRINT_VIEW}"]):
        files[folder / f"{number}.html"] = url
        with urllib.request.urlopen(url) as response:
            (folder / f"{number}.html").write_bytes(response.read())
    return files


@pytest.fixture
def error_pages(client, home, tmp_path):
    """The error pages in files. The demo shows those of Django, because DEBUG is on."""
    files = {tmp_path / "404.html": "404", tmp_path / "500.html": "500"}
    (tmp_path / "404.html").write_bytes(client.get("/nothing/").content)
    (tmp_path / "500.html").write_bytes(server_error(RequestFactory().get("/")).content)
    return files


def test_pages_are_valid_html(pages, error_pages):
    files = pages | error_pages
    assert JAR.exists(), f"{JAR} is missing; .ci/run installs it"

    command = ["java", "-jar", str(JAR), "--format", "json", "--exit-zero-always", *map(str, files)]
    process = subprocess.run(command, capture_output=True, text=True, check=True)

    errors = [
        (files[Path(error["url"].removeprefix("file:"))], error["message"], error.get("extract"))
        for error in json.loads(process.stderr)["messages"]
        if error["type"] == "error"
    ]
    assert errors == []

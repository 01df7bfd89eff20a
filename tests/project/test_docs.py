"""The links, paths, commands and variables in the documents exist."""

import re

import pytest
from django.core.management import get_commands

from tests.shared import ROOT

DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
LINK = re.compile(r"\]\((?!\w+:|#)([^)#]+)")
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"\.?[\w-]+(/[\w.-]+)+")
FILE = re.compile(r".*\.(css|html|js|json|md|py|toml|ts|vcl|yaml)")
COMMAND = re.compile(r"manage\.py (\w+)")
VARIABLE = re.compile(r"[A-Z]{2,}(_[A-Z0-9]+)+")
# For example `BodyBlock.clean` in `articles/blocks/body.py`.
NAME_IN_FILE = re.compile(r"`([\w.]+)(?:\([^`]*\))?`(?: in| of| \() ?`(\w+/[\w./]+\.py)`")


def list_names(find_names):
    """Return a test parameter for each name that `find_names(text)` finds in a document."""
    return [
        pytest.param(document, name, id=f"{document.relative_to(ROOT)}: {name}")
        for document in DOCUMENTS
        for name in dict.fromkeys(find_names(document.read_text()))
    ]


def find_paths(text):
    return [code for code in CODE.findall(text) if PATH.fullmatch(code) and FILE.fullmatch(code)]


def find_table_variables(text):
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    return [
        code
        for row in rows
        for code in CODE.findall(row.split(" | ")[0])
        if VARIABLE.fullmatch(code)
    ]


@pytest.mark.parametrize(("document", "link"), list_names(LINK.findall))
def test_link_target_exists(document, link):
    assert (document.parent / link).exists()


@pytest.mark.parametrize(("document", "path"), list_names(find_paths))
def test_file_exists(document, path):
    assert (ROOT / path).exists() or (ROOT / "templates" / path).exists()


@pytest.mark.parametrize(("document", "names"), list_names(NAME_IN_FILE.findall))
def test_name_is_in_its_file(document, names):
    name, path = names

    assert set(name.split(".")) <= set(re.findall(r"\w+", (ROOT / path).read_text()))


@pytest.mark.parametrize(("document", "command"), list_names(COMMAND.findall))
def test_command_exists(document, command):
    assert command in get_commands()


@pytest.mark.parametrize(("document", "variable"), list_names(find_table_variables))
def test_variable_is_in_the_example(document, variable):
    assert f"{variable}=" in (ROOT / ".env.example").read_text()

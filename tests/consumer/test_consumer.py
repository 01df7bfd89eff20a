"""A front end in TypeScript, made from the API's description, reads the demo site and votes."""

import json
import os
import shutil
import subprocess
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.consumer

HERE = Path(__file__).parent
LONG = "/analysis/the-state-of-evidence-2026/"
WITH_OPEN_POLL = "/blogs/ottoline-quire/turnout-is-not-a-verdict/"
# Where the poll's block is shown, in `render.ts`.
CASE = '    case "poll": return'


def run(*command, folder=HERE):
    """Run a command of the consumer's tools, none of which asks anything of the network."""
    quiet = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    return subprocess.run(
        command, cwd=folder, env=os.environ | quiet, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def types():
    """The types of the API, made from its description."""
    if not (HERE / "node_modules").exists():
        done = run("npm", "install")
        assert done.returncode == 0, done.stderr
    done = run("npm", "run", "generate")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def compiled(types):
    done = run("npm", "run", "build")
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def visit(compiled, site):
    """A function that returns what the consumer tells of a path."""

    def visit(path):
        done = run("node", "build/main.js", site.url, path)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return visit


@pytest.fixture(scope="module")
def evidence(visit):
    return visit(LONG)


def test_the_description_has_no_errors(types):
    done = run("npm", "run", "lint")
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_article_is_shown_from_one_request(evidence, site):
    with urllib.request.urlopen(f"{site.url}{LONG}") as answer:
        page = answer.read().decode()

    assert evidence["requests"] == 1
    assert evidence["title"] == "The state of evidence 2026"
    assert f"<h1>{evidence['title']}</h1>" in evidence["html"]
    assert len(evidence["headings"]) > 3
    for heading in evidence["headings"]:
        assert heading in page


def test_every_type_of_block_in_it_is_shown(evidence):
    assert len({*evidence["blocks"]}) == 11
    for tag in ("h2", "blockquote", "dl", "aside", "img", "table", "nav", "section"):
        assert f"<{tag}" in evidence["html"]


def test_pictures_come_in_several_widths(evidence):
    assert " 480w, " in evidence["html"]


def test_layers_are_folded(evidence):
    assert evidence["html"].count("<details>") == len(evidence["layers"]) > 0


def test_a_ballot_is_counted_once(visit):
    first, again, other = visit(WITH_OPEN_POLL)["votes"]

    assert first == {"receipt": first["receipt"], "counted": True, "again": False}
    assert again == first | {"again": True}
    assert other["status"] == 409
    assert other["problem"] == "urn:rostrum:problem:already-voted"


def test_a_closed_poll_refuses_a_ballot(evidence):
    problem = {"problem": "urn:rostrum:problem:closed", "status": 410}
    for outcome in evidence["votes"]:
        assert outcome.items() >= problem.items()


def test_an_unknown_path_is_a_problem(visit, site):
    done = run("node", "build/main.js", site.url, "/no/such/page/")

    assert done.returncode == 1
    assert "There is nothing" in done.stderr


def test_a_block_that_is_not_shown_does_not_compile(compiled, tmp_path):
    shutil.copytree(HERE / "src", tmp_path / "src")
    for name in ("package.json", "tsconfig.json"):
        shutil.copy(HERE / name, tmp_path)
    (tmp_path / "node_modules").symlink_to(HERE / "node_modules")
    render = tmp_path / "src/render.ts"
    lines = render.read_text().splitlines(keepends=True)
    render.write_text("".join(line for line in lines if not line.startswith(CASE)))

    done = run("node_modules/.bin/tsc", "--noEmit", folder=tmp_path)

    assert "to parameter of type 'never'" in done.stdout
    assert done.returncode != 0

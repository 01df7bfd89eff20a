"""A TypeScript front end, generated from the OpenAPI document, renders the demo site and votes."""

import json
import os
import shutil
import subprocess
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.consumer

HERE = Path(__file__).parent
ARTICLE_PATH = "/analysis/the-state-of-evidence-2026/"
OPEN_POLL_PATH = "/blogs/ottoline-quire/turnout-is-not-a-verdict/"
# The line of `render.ts` that renders a poll block.
POLL_CASE = '    case "poll": return'


def run(*command, folder=HERE):
    """Run a command of the front end's tools without telemetry."""
    quiet = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    environment = os.environ | quiet
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def types():
    """The types of the API, generated from its OpenAPI document."""
    if not (HERE / "node_modules").exists():
        result = run("npm", "install")
        assert result.returncode == 0, result.stderr
    result = run("npm", "run", "generate")
    assert result.returncode == 0, result.stderr


@pytest.fixture(scope="module")
def compiled(types):
    result = run("npm", "run", "build")
    assert result.returncode == 0, result.stdout


@pytest.fixture(scope="module")
def visit(compiled, site):
    """A function that returns the front end's report on a path."""

    def visit(path):
        result = run("node", "build/main.js", site.url, path)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    return visit


@pytest.fixture(scope="module")
def article(visit):
    return visit(ARTICLE_PATH)


def test_document_has_no_lint_errors(types):
    result = run("npm", "run", "lint")
    assert result.returncode == 0, result.stdout + result.stderr


def test_article_is_rendered_from_one_request(article, site):
    with urllib.request.urlopen(f"{site.url}{ARTICLE_PATH}") as response:
        html = response.read().decode()

    assert article["requests"] == 1
    assert article["title"] == "The state of evidence 2026"
    assert f"<h1>{article['title']}</h1>" in article["html"]
    assert len(article["headings"]) > 3
    for heading in article["headings"]:
        assert heading in html


def test_every_block_type_is_rendered(article):
    assert len({*article["blocks"]}) == 11
    for tag in ("h2", "blockquote", "dl", "aside", "img", "table", "nav", "section"):
        assert f"<{tag}" in article["html"]


def test_images_have_several_widths(article):
    assert " 480w, " in article["html"]


def test_audience_sections_are_collapsed(article):
    assert article["html"].count("<details>") == len(article["sections"]) > 0


def test_ballot_is_counted_once(visit):
    first, repeated, other = visit(OPEN_POLL_PATH)["votes"]

    assert first == {"receipt": first["receipt"], "counted": True, "repeated": False}
    assert repeated == first | {"repeated": True}
    assert other["status"] == 409
    assert other["problem"] == "urn:rostrum:problem:already-voted"


def test_closed_poll_rejects_ballot(article):
    problem = {"problem": "urn:rostrum:problem:poll-closed", "status": 410}
    for vote in article["votes"]:
        assert vote.items() >= problem.items()


def test_unknown_path_is_a_problem(visit, site):
    result = run("node", "build/main.js", site.url, "/no/such/page/")

    assert result.returncode == 1
    assert "Not found" in result.stderr


def test_block_without_case_does_not_compile(compiled, tmp_path):
    shutil.copytree(HERE / "src", tmp_path / "src")
    for name in ("package.json", "tsconfig.json"):
        shutil.copy(HERE / name, tmp_path)
    (tmp_path / "node_modules").symlink_to(HERE / "node_modules")
    render = tmp_path / "src/render.ts"
    lines = render.read_text().splitlines(keepends=True)
    render.write_text("".join(line for line in lines if not line.startswith(POLL_CASE)))

    result = run("node_modules/.bin/tsc", "--noEmit", folder=tmp_path)

    assert "to parameter of type 'never'" in result.stdout
    assert result.returncode != 0

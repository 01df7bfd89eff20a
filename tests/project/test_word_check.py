"""The check of rejected words (`.ci/check_words.py`)."""

import subprocess
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "check_words.py"
TABLE = {
    "rejected": {"kept/keep": "cache, store", "shelf": "cache store", "is to be": "must"},
    "allowed": [{"words": "keep", "path": "docs/*", "use": "keep-alive", "reason": "HTTP"}],
    "exempt": [{"path": "old/*", "reason": "To be rewritten"}],
}


@pytest.fixture(scope="module")
def check_words():
    spec = spec_from_file_location("check_words", SCRIPT)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def word_list(check_words):
    return check_words.WordList(TABLE)


def find_words(word_list, line, path="polls/models.py"):
    return [word for word, _ in word_list.find(path, line)]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("kept = []", ["kept"]),
        ("class KeptResponse:", ["kept"]),
        ("HTTPShelf(keep=True)", ["shelf", "keep"]),
        ("KEPT_RESPONSES = shelf_2", ["kept", "shelf"]),
        ("data-kept-until", ["kept"]),
        ("It IS to be fixed.", ["is to be"]),
        ("keeper, bookshelf, unkept", []),
        ("this to be", []),
    ],
)
def test_rejected_words_are_found_in_text_and_identifiers(word_list, line, words):
    assert find_words(word_list, line) == words


def test_replacement_is_suggested(word_list):
    assert list(word_list.find("polls/models.py", "keep")) == [("keep", "cache, store")]


def test_named_use_is_allowed_in_its_files_only(word_list):
    line = "Use keep-alive connections."

    assert find_words(word_list, line, "docs/operations.md") == []
    assert find_words(word_list, line, "polls/models.py") == ["keep"]


def test_named_use_allows_no_other_use_in_the_same_line(word_list):
    assert find_words(word_list, "keep keep-alive", "docs/operations.md") == ["keep"]


@pytest.fixture
def repository(tmp_path):
    def write(path, text):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)

    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)  # noqa: S607
    write("polls/models.py", "first\nkept = 1\n")
    write("old/models.py", "kept = 1\n")
    write("image.png", "kept")
    write(".gitignore", "ignored.py\n")
    write("ignored.py", "kept = 1\n")
    return tmp_path


def test_error_names_the_file_the_line_and_the_replacement(check_words, word_list, repository):
    errors = check_words.check_files(repository, [], word_list)

    assert errors == ['polls/models.py:2: "kept": use cache, store']


def test_check_can_be_limited_to_paths(check_words, word_list, repository):
    assert check_words.check_files(repository, ["old", ".gitignore"], word_list) == []


def test_every_exception_has_a_reason(check_words):
    table = check_words.load_table()

    assert all(entry["reason"] for entry in [*table["allowed"], *table["exempt"]])

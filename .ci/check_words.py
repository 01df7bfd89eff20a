#!/usr/bin/env python3
"""Reject words that only this project would use, in code, templates and documents.

`.ci/words.toml` lists them, each with the term to use instead, and the uses that are allowed.
Identifiers count: `KeptAnswers` and `kept_answers` contain "kept".

    .ci/check_words.py [PATH …]      exits with 1 if a rejected word is found
"""

import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUFFIXES = {"", ".css", ".example", ".html", ".js", ".md", ".py", ".sh", ".toml", ".ts"}
SUFFIXES |= {".txt", ".vcl", ".xml", ".yaml", ".yml"}
# The words of `snake_case`, `camelCase`, `HTTPResponse` and of plain text.
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


class WordList:
    """The rejected words and phrases, and their allowed uses."""

    def __init__(self, table):
        self.exempt_paths = [entry["path"] for entry in table.get("exempt", [])]
        self.allowed = [
            (set(entry["words"].split("/")), entry["path"], re.compile(entry["use"], re.IGNORECASE))
            for entry in table.get("allowed", [])
        ]
        self.words, self.phrases = {}, {}
        for forms, replacement in table["rejected"].items():
            for form in forms.split("/"):
                (self.phrases if " " in form else self.words)[form] = replacement

    def is_exempt(self, path):
        return any(fnmatch(path, pattern) for pattern in self.exempt_paths)

    def find(self, path, line):
        """Yield (word, replacement) of each rejected word in a line that is not allowed there."""
        for start, end, form, replacement in [*self.find_words(line), *self.find_phrases(line)]:
            if not self.is_allowed(path, line, form, start, end):
                yield form, replacement

    def find_words(self, line):
        for match in WORD.finditer(line):
            if replacement := self.words.get(match[0].lower()):
                yield *match.span(), match[0].lower(), replacement

    def find_phrases(self, line):
        for phrase, replacement in self.phrases.items():
            for match in re.finditer(rf"\b{re.escape(phrase)}\b", line, re.IGNORECASE):
                yield *match.span(), phrase, replacement

    def is_allowed(self, path, line, form, start, end):
        """Return whether an allowed use, a regular expression, covers the word in this line."""
        return any(
            use.start() <= start and end <= use.end()
            for words, pattern, expression in self.allowed
            if form in words and fnmatch(path, pattern)
            for use in expression.finditer(line)
        )


def list_files(root, paths):
    command = ["git", "ls-files", "-co", "--exclude-standard", "--", *paths]
    names = subprocess.run(  # noqa: S603 (constants and the user's own arguments)
        command, cwd=root, capture_output=True, text=True, check=True
    ).stdout
    return [name for name in names.splitlines() if Path(name).suffix in SUFFIXES]


def check_files(root, paths, word_list):
    """Return a line `file:line: "word": use …` for each rejected word in the repository's files."""
    errors = []
    for name in list_files(root, paths):
        if word_list.is_exempt(name) or not (root / name).is_file():
            continue
        for number, line in enumerate((root / name).read_text(errors="replace").splitlines(), 1):
            for word, replacement in word_list.find(name, line):
                errors.append(f'{name}:{number}: "{word}": use {replacement}')
    return errors


def load_table():
    return tomllib.loads((ROOT / ".ci" / "words.toml").read_text())


def main(paths):
    errors = check_files(ROOT, paths, WordList(load_table()))
    if errors:
        hint = f"{len(errors)} rejected words. Name a real use in .ci/words.toml."
        print(*errors, hint, sep="\n")  # noqa: T201
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

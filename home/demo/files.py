"""The format of the demo content: a TOML head, then Markdown with fenced TOML blocks.

+++
title = "What a port knows"
+++
A paragraph of *Markdown*.

## A heading

::: quotation
text = "A map is an argument with the coastline left in."
:::

>>> researchers students
What stands here is for these audiences.
<<<
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent

PIECE = re.compile(
    r"^:::[ ]*(?P<type>\w+)\n(?P<data>.*?)^:::[ ]*$|^(?P<level>\#{2,4})[ ]+(?P<heading>[^\n]+)$"
    r"|^>>>(?P<audiences>[ \w-]+)$|^(?P<end><<<)$",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)


@dataclass
class Document:
    """One file: its name without the ending, its head, and its body as (type, data, audiences).

    A heading's data are {"text", "level"}, a paragraph's its Markdown, a fenced block's its TOML;
    audiences are slugs.
    """

    name: str
    head: dict
    body: list


def read_document(path):
    """Read one file. Raises ValueError, naming the file, if it is not in this format."""
    try:
        _, head, body = path.read_text().split("+++\n", 2)
        return Document(path.stem, tomllib.loads(head), list(split_body(body)))
    except ValueError as problem:
        raise ValueError(f"{path}: {problem}") from problem


def split_body(text):
    position, audiences = 0, []
    for piece in PIECE.finditer(text):
        if between := text[position : piece.start()].strip():
            yield "paragraph", between, audiences
        if piece["audiences"] or piece["end"]:
            audiences = (piece["audiences"] or "").split()
        else:
            yield *read_piece(piece), audiences
        position = piece.end()
    if rest := text[position:].strip():
        yield "paragraph", rest, audiences


def read_piece(piece):
    """Return (type, data) of a fenced block or a heading."""
    if piece["type"]:
        return piece["type"], tomllib.loads(piece["data"])
    return "heading", {"text": piece["heading"].strip(), "level": str(len(piece["level"]))}


def read_documents(folder):
    return [read_document(path) for path in sorted((FOLDER / folder).glob("*.md"))]


def read_table(name):
    return tomllib.loads((FOLDER / name).read_text())

"""The file format of the demo content: TOML front matter, then Markdown with TOML blocks.

+++
title = "What a port knows"
+++
A paragraph of *Markdown*.

## A heading

::: quotation
text = "A map is an argument with the coastline left in."
:::

>>> researchers students
These blocks are for the audiences `researchers` and `students`.
<<<
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent

BLOCK = re.compile(
    r"^:::[ ]*(?P<type>\w+)\n(?P<data>.*?)^:::[ ]*$|^(?P<level>\#{2,4})[ ]+(?P<heading>[^\n]+)$"
    r"|^>>>(?P<audiences>[ \w-]+)$|^(?P<end><<<)$",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)


@dataclass
class SourceFile:
    """One file: its name without the extension, its front matter, and its blocks.

    `body` has (type, data, audience slugs) of each block. The data of a heading are {"text",
    "level"}, those of a paragraph its Markdown, and those of any other block its TOML.
    """

    name: str
    front_matter: dict
    body: list


def read_source_file(path):
    """Read one file. Raises ValueError with the file name if the format is wrong."""
    try:
        _, front_matter, body = path.read_text().split("+++\n", 2)
        return SourceFile(path.stem, tomllib.loads(front_matter), list(iter_blocks(body)))
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error


def iter_blocks(text):
    """Yield (type, data, audience slugs) of each block."""
    position, audiences = 0, []
    for match in BLOCK.finditer(text):
        if paragraph := text[position : match.start()].strip():
            yield "paragraph", paragraph, audiences
        if match["audiences"] or match["end"]:
            audiences = (match["audiences"] or "").split()
        else:
            yield *parse_block(match), audiences
        position = match.end()
    if paragraph := text[position:].strip():
        yield "paragraph", paragraph, audiences


def parse_block(match):
    """Return (type, data) of a TOML block or a heading."""
    if match["type"]:
        return match["type"], tomllib.loads(match["data"])
    return "heading", {"text": match["heading"].strip(), "level": str(len(match["level"]))}


def read_source_files(folder):
    return [read_source_file(path) for path in sorted((FOLDER / folder).glob("*.md"))]


def read_toml(name):
    return tomllib.loads((FOLDER / name).read_text())

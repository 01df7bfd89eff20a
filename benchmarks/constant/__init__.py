"""Servers that answer with bytes made before, to compare with: see README.md."""

import os
from pathlib import Path

FOLDER = "BENCHMARK_RESPONSES"
TYPES = {".json": "application/json", ".html": "text/html; charset=utf-8"}


def load_responses():
    """Return {path: (media type, bytes)} of the files in the folder that FOLDER names."""
    return {
        f"/{file.name}": (TYPES[file.suffix], file.read_bytes())
        for file in Path(os.environ[FOLDER]).iterdir()
        if file.suffix in TYPES
    }

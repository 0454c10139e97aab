"""Nouns -> files: one module a format, each `write(nouns, file)`; the only room where cells are escaped."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from newstemma.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

FORMATS = {"jsonl": "newstemma.export.jsonl", "csv": "newstemma.export.csv"}


def write(nouns: Iterable[object], file: TextIO, form: str) -> int:
    """Write nouns of one kind in a format, and count them. ExportError where the format is not known."""
    if form not in FORMATS:
        raise ExportError(f"no export to {form!r}; there is {', '.join(FORMATS)}")
    count: int = import_module(FORMATS[form]).write(nouns, file)
    return count

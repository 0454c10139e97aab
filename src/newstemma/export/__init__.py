"""Nouns -> files: one module a format; the only room where cells are escaped.

Lists of nouns are written by `write(nouns, file)`, one report with all that is told of it by
`write(report, apparatus, stemma, articles, file)`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from newstemma.errors import ExportError
from newstemma.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from newstemma.archive import Archive

FORMATS = {"jsonl": "newstemma.export.jsonl", "csv": "newstemma.export.csv"}
REPORT_FORMATS = {"tei": "newstemma.export.tei", "html": "newstemma.export.html"}


def write(nouns: Iterable[object], file: TextIO, form: str) -> int:
    """Write nouns of one kind in a format, and count them. ExportError where the format is not known."""
    if form not in FORMATS:
        one = (
            f"; one report, by its id, also as {', '.join(REPORT_FORMATS)}" if form in REPORT_FORMATS else ""
        )
        raise ExportError(f"no export of lists to {form!r}; there is {', '.join(FORMATS)}{one}")
    count: int = import_module(FORMATS[form]).write(nouns, file)
    return count


def write_one(noun: object, archive: Archive, file: TextIO, form: str) -> int:
    """Write one noun; a report side by side where the format is one for reports."""
    if form not in REPORT_FORMATS:
        return write([noun], file, form)
    if not isinstance(noun, Report):
        raise ExportError(f"only a report can be exported to {form}, this is {type(noun).__name__}")
    apparatus, stemma = archive.apparatus(noun.id), archive.stemma(noun.id)
    articles = {one: archive.article(one) for one in apparatus.versions}
    import_module(REPORT_FORMATS[form]).write(noun, apparatus, stemma, articles, file)
    return 1

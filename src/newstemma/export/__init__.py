"""Nouns -> files: one module a format; the only room where cells are escaped.

Lists of nouns are written by `write(nouns, file)`, family trees by `write(families, file)`, one report with
all that is told of it by `write(report, apparatus, stemma, articles, file)`.
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
TREE_FORMATS = {
    "graphml": "newstemma.export.graphml",
    "newick": "newstemma.export.newick",
    "prov": "newstemma.export.prov",
}


def write(nouns: Iterable[object], file: TextIO, form: str) -> int:
    """Write nouns of one kind in a format, and count them. ExportError where the format is not known."""
    if form not in FORMATS:
        more = ""
        if form in REPORT_FORMATS:
            more = f"; one report, by its id, also as {', '.join(REPORT_FORMATS)}"
        elif form in TREE_FORMATS:
            more = f"; stemmata, and one report, also as {', '.join(TREE_FORMATS)}"
        raise ExportError(f"no export of lists to {form!r}; there is {', '.join(FORMATS)}{more}")
    count: int = import_module(FORMATS[form]).write(nouns, file)
    return count


def write_stemmata(reports: Iterable[Report], archive: Archive, file: TextIO, form: str) -> int:
    """Write the family trees of reports in a format for trees or for lists, and count them."""
    if form not in TREE_FORMATS:
        return write((archive.stemma(report.id) for report in reports), file, form)
    from newstemma.export.families import Family

    families = (Family(one, archive.stemma(one.id), archive.apparatus(one.id)) for one in reports)
    count: int = import_module(TREE_FORMATS[form]).write(families, file)
    return count


def write_one(noun: object, archive: Archive, file: TextIO, form: str) -> int:
    """Write one noun; a report side by side, or its tree, where the format is one for that."""
    if form not in {*REPORT_FORMATS, *TREE_FORMATS}:
        return write([noun], file, form)
    if not isinstance(noun, Report):
        raise ExportError(f"only a report can be exported to {form}, this is {type(noun).__name__}")
    if form in TREE_FORMATS:
        return write_stemmata([noun], archive, file, form)
    apparatus, stemma = archive.apparatus(noun.id), archive.stemma(noun.id)
    articles = {one: archive.article(one) for one in apparatus.versions}
    import_module(REPORT_FORMATS[form]).write(noun, apparatus, stemma, articles, file)
    return 1

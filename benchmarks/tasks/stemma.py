"""Who copied whom.

INPUT: {"report", "versions": [{"id", "outlet", "published", "title", "text"}, ...]}; all lines are one pile.
OUTPUT: {"report", "copies": [[child, parent], ...], "origins": n}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newstemma.model import Report, Version
from newstemma.pipeline import Family, collate_family, trace_family, traceable
from tasks._pile import articles_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newstemma.model import Article


def predict(rows: list[dict[str, Any]], _folder: Path) -> Iterator[dict[str, Any]]:
    """Give the tree of every report."""
    for stemma in map(trace_family, families(rows)):
        copies = [[copy.child, copy.parent] for copy in stemma.copies]
        yield {"report": stemma.report, "copies": copies, "origins": len(set(stemma.passages))}


def families(rows: list[dict[str, Any]]) -> Iterator[Family]:
    """Give each report with its apparatus, and with what the whole pile tells of it."""
    versions = (one for row in rows for one in row["versions"])
    articles = {article.id: article for article in articles_of(versions)}
    found = [
        _family(row["report"], {one["id"]: articles[one["id"]] for one in row["versions"]}) for row in rows
    ]
    return traceable(found, list(map(collate_family, found)))


def _family(name: str, articles: dict[str, Article]) -> Family:
    versions = (Version(a.id, a.outlet, a.headline, a.published, a.credit, ()) for a in articles.values())
    return Family(Report(name, tuple(versions)), articles)

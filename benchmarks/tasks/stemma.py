"""Who copied whom.

INPUT: {"report", "versions": [{"id", "outlet", "published", "title", "text"}, ...]}; all lines are one pile.
OUTPUT: {"report", "copies": [[child, parent], ...], "origins": n}.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from newstemma.clean.agencies import AGENCIES
from newstemma.collate import collate
from newstemma.collate.tokens import forms
from newstemma.model import Report, Version
from newstemma.trace import trace
from tasks._pile import articles_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from newstemma.model import Article

    Family = tuple[Report, dict[str, Article], Mapping[str, int], Mapping[str, str]]


def predict(rows: list[dict[str, Any]], _folder: Path) -> Iterator[dict[str, Any]]:
    """Give the tree of every report."""
    for report, articles, words, agencies in families(rows):
        stemma = trace(collate(report, articles), articles, words=words, agencies=agencies)
        copies = [[copy.child, copy.parent] for copy in stemma.copies]
        yield {"report": report.id, "copies": copies, "origins": len(set(stemma.passages))}


def families(rows: list[dict[str, Any]]) -> Iterator[Family]:
    """Give each report, its articles, and what the whole pile tells of words and agencies."""
    versions = (one for row in rows for one in row["versions"])
    articles = {article.id: article for article in articles_of(versions)}
    words: Counter[str] = Counter()
    for row in rows:
        words.update({form for one in row["versions"] for form in forms(one["text"])})
    agencies = AGENCIES | {one.credit: one.credit for one in articles.values() if one.credit}
    for row in rows:
        members = {one["id"]: articles[one["id"]] for one in row["versions"]}
        yield _report(row["report"], list(members.values())), members, words, agencies


def _report(name: str, articles: list[Article]) -> Report:
    versions = (Version(a.id, a.outlet, a.headline, a.published, a.credit, ()) for a in articles)
    return Report(name, tuple(versions))

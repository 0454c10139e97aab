"""Rows of articles, one pile -> {"id", "reports": [name, ...]}, by the program's grouping."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from newstemma.group import group
from tasks._pile import articles_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def predict(rows: list[dict[str, Any]], _folder: Path) -> Iterator[dict[str, Any]]:
    reports: dict[str, list[str]] = defaultdict(list)
    for report in group(articles_of(rows)):
        for version in report.versions:
            reports[version.article].append(report.id)
    for row in rows:
        yield {"id": row["id"], "reports": reports[row["id"]]}

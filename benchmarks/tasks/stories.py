"""Rows of articles, one pile -> {"id", "reports": [name of a story, ...]}."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from newstemma.gather import gather
from newstemma.group import group
from tasks._pile import articles_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def predict(rows: list[dict[str, Any]], _folder: Path) -> Iterator[dict[str, Any]]:
    articles = articles_of(rows)
    reports = group(articles)
    versions = {report.id: report.versions for report in reports}
    stories: dict[str, set[str]] = defaultdict(set)
    for story in gather(reports, articles):
        for report in story.reports:
            for version in versions[report]:
                stories[version.article].add(story.id)
    for row in rows:
        yield {"id": row["id"], "reports": sorted(stories[row["id"]])}

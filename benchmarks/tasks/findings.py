"""Quotations that recur, with how many independent origins stand behind them.

INPUT: {"id", "outlet", "url", "published", "title", "text"}; all lines are one pile.
OUTPUT: {"text", "speaker", "articles": [id, ...], "origins": n}, what stands in two articles or more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newstemma.pipeline import derive
from tasks._pile import articles_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def predict(rows: list[dict[str, Any]], _folder: Path) -> Iterator[dict[str, Any]]:
    """Give the findings of a pile that are quotations of somebody in more than one article."""
    pile = derive(articles_of(rows))
    quoted = {one.id for one in pile.statements if one.kind != "indirect"}
    for finding in pile.findings:
        if (
            finding.speaker is not None
            and len(finding.articles) > 1
            and not quoted.isdisjoint(finding.members)
        ):
            yield {
                "text": finding.text,
                "speaker": finding.speaker,
                "articles": list(finding.articles),
                "origins": finding.origins,
            }

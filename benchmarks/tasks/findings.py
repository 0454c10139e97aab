"""Quotations that recur, with how many independent origins stand behind them.

INPUT: {"id", "outlet", "url", "published", "title", "text"}; all lines are one pile.
OUTPUT: {"text", "speaker", "articles": [id, ...], "origins": n}, what stands in two articles or more. A
quotation has some words in quotation marks, not only a term, and is the article's own: one inside somebody
else's statement goes with that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newstemma.pipeline import derive
from newstemma.record.quotations import LEAST_WORDS, quotations
from tasks._pile import articles_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newstemma.model import Statement


def predict(rows: list[dict[str, Any]], _folder: Path) -> Iterator[dict[str, Any]]:
    """Give the findings of a pile that are quotations of somebody in more than one article."""
    pile = derive(articles_of(rows))
    quoted = {one.id for one in pile.statements if one.within is None and _quotes(one)}
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


def _quotes(statement: Statement) -> bool:
    """Whether a statement has more than a term in quotation marks."""
    text = statement.content
    lengths = [len(text[quote.start : quote.end].split()) for quote in quotations(text)]
    return max(lengths, default=0) >= LEAST_WORDS

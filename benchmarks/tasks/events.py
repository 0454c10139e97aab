"""Who did what to whom: {"id", "text"} -> {"id", "type", "cameo", "actor", "recipient"}, a line an event.

Where a line gives "actor" and "recipient" the question is the type alone, and a line is given for each id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newstemma.record import analyse, record
from tasks.statements import article_as_given

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newstemma.model import Span


def predict(rows: list[dict[str, Any]], folder: Path) -> Iterator[dict[str, Any]]:
    del folder
    given = all("actor" in row and "recipient" in row for row in rows)
    texts = {str(row["id"]): str(row["text"]) for row in rows}
    articles = [article_as_given(name, text) for name, text in texts.items()]
    analyses = dict(analyse({s.key: a.text[s.start : s.end] for a in articles for s in a.sentences}))
    for article in articles:
        found = record(article, analyses).events

        def words(span: Span | None, text: str = article.text) -> str | None:
            return None if span is None else text[span.start : span.end]

        for one in found[: 1 if given else None]:
            yield {
                "id": article.id,
                "type": one.type,
                "cameo": one.cameo,
                "actor": words(one.actor_span),
                "recipient": words(one.recipient_span),
            }
        if given and not found:
            yield {"id": article.id, "type": None, "cameo": None, "actor": None, "recipient": None}

"""Who did what to whom: {"id", "text"} -> {"id", "type", "cameo", "actor", "recipient"}, a line an event.

Where a line gives "actor" and "recipient" the question is the type alone, and a line is given for each id.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from newstemma.record import analyse, record
from tasks.statements import article_as_given

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newstemma.model import Article, Span
    from newstemma.record import Analysis


def predict(rows: list[dict[str, Any]], folder: Path) -> Iterator[dict[str, Any]]:
    del folder
    texts = {str(row["id"]): str(row["text"]) for row in rows}
    articles = [article_as_given(name, text) for name, text in texts.items()]
    analyses = dict(analyse({s.key: a.text[s.start : s.end] for a in articles for s in a.sentences}))
    if all("actor" in row and "recipient" in row for row in rows):
        yield from map(partial(_type_alone, analyses=analyses), articles)
        return
    for article in articles:

        def words(span: Span | None, text: str = article.text) -> str | None:
            return None if span is None else text[span.start : span.end]

        for one in record(article, analyses).events:
            # Neither what might be done nor what is only planned counts as an event.
            if one.status == "actual":
                yield {
                    "id": article.id,
                    "type": one.type,
                    "cameo": one.cameo,
                    "actor": words(one.actor_span),
                    "recipient": words(one.recipient_span),
                }


def _type_alone(article: Article, *, analyses: dict[str, Analysis]) -> dict[str, Any]:
    """Give the type of the first deed of a text: who does it to whom was told."""
    deeds = [deed for sentence in article.sentences for deed in analyses[sentence.key].deeds]
    first = deeds[0] if deeds else None
    return {
        "id": article.id,
        "type": first.type if first else None,
        "cameo": first.cameo if first else None,
        "actor": None,
        "recipient": None,
    }

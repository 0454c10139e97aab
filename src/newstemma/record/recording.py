"""Article and what was seen in its sentences -> its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstemma.record.actors import Record
from newstemma.record.emended import as_printed
from newstemma.record.events import events
from newstemma.record.naming import cast
from newstemma.record.statements import statements

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newstemma.model import Article
    from newstemma.record.analysis import Analysis


def record(article: Article, analyses: Mapping[str, Analysis]) -> Record:
    """Give the statements, events and names of an article; sentences without an analysis are passed over."""
    analyses = as_printed(article, analyses)
    appearing = cast(
        [
            analyses[sentence.key].mentions if sentence.key in analyses else ()
            for sentence in article.sentences
        ],
        [article.text[sentence.start : sentence.end] for sentence in article.sentences],
    )
    return Record(
        article.id,
        statements(article, analyses, appearing),
        events(article, analyses, appearing),
        appearing.named(),
    )

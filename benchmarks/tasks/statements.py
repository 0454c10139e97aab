"""Who said what: {"doc", "text"} -> {"doc", "type", "speaker", "cue", "content": [[start, end], ...]}."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newstemma.clean.sentences import split
from newstemma.identity import sentence_key
from newstemma.model import Article, Paragraph, Sentence
from newstemma.record import analyse, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Paragraphs are parted by a blank line, or by a line's end where a sentence ends too.
_BREAK = re.compile(r"\n\s*\n|(?<=[.!?:\"'”’…)])\s*\n")


def predict(rows: list[dict[str, Any]], folder: Path) -> Iterator[dict[str, Any]]:
    del folder
    articles = [article_as_given(str(row["doc"]), str(row["text"])) for row in rows]
    texts = {s.key: a.text[s.start : s.end] for a in articles for s in a.sentences}
    analyses = dict(analyse(texts))
    for article in articles:
        # The corpora mark what an article attributes itself, not what is attributed inside that.
        found = [one for one in record(article, analyses).statements if one.within is None]
        for one in found:
            yield {
                "doc": article.id,
                "type": one.kind,
                "speaker": one.speaker_span,
                "cue": one.cue_span,
                "content": one.content_spans,
                "name": one.speaker,
            }
        if not found:
            yield {"doc": article.id, "content": []}


def article_as_given(name: str, text: str) -> Article:
    """Make an article whose text is the given one, character by character, so that its offsets stay."""
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    at = 0
    for gap in [*_BREAK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        block = text[at:end]
        body = block.strip()
        if body:
            start = at + len(block) - len(block.lstrip())
            for span in split(body):
                key = sentence_key(body[span.start : span.end])
                sentences.append(Sentence(start + span.start, start + span.end, len(paragraphs), key))
            paragraphs.append(Paragraph(start, start + len(body), "body"))
        at = gap.end() if gap else end
    return Article(
        id=name,
        page=name,
        outlet=None,
        headline=None,
        deck=None,
        byline=None,
        dateline=None,
        credit=None,
        published=None,
        url=None,
        language=None,
        text=text,
        paragraphs=tuple(paragraphs),
        sentences=tuple(sentences),
    )

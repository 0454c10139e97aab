"""Who said what: {"doc", "text"} -> {"doc", "type", "speaker", "cue", "content": [[start, end], ...]}."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newstemma.clean.sentences import split
from newstemma.identity import sentence_key
from newstemma.model import Article, Paragraph, Sentence
from newstemma.record import analyse, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def predict(rows: list[dict[str, Any]], folder: Path) -> Iterator[dict[str, Any]]:
    del folder
    articles = [article_as_given(str(row["doc"]), str(row["text"])) for row in rows]
    texts = {s.key: a.text[s.start : s.end] for a in articles for s in a.sentences}
    analyses = dict(analyse(texts))
    for article in articles:
        found = record(article, analyses).statements
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
    for block in text.split("\n\n"):
        lead = len(block) - len(block.lstrip())
        body = block.strip()
        if body:
            start = at + lead
            for span in split(body):
                key = sentence_key(body[span.start : span.end])
                sentences.append(Sentence(start + span.start, start + span.end, len(paragraphs), key))
            paragraphs.append(Paragraph(start, start + len(body), "body"))
        at += len(block) + 2
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

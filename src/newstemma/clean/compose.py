"""Typed lines and what is known about them -> Article: the one place where articles are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstemma.clean.sentences import split
from newstemma.identity import plain, sentence_key
from newstemma.model import Article, Basis, Paragraph, ParagraphKind, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newstemma.model import Page

PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page on its way to become a paragraph."""

    text: str
    kind: ParagraphKind = "body"


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of an article, where it comes from, and how sure that is."""

    value: str
    source: str
    confidence: float = 1.0


def compose(
    page: Page, lines: Iterable[Line], facts: dict[str, Fact], mendings: Iterable[str] = ()
) -> Article:
    """Make the article of a page from its lines, in the order they are to stand, and its facts.

    `facts` may hold outlet, headline, deck, byline, dateline, credit, published, language, and
    url for a page whose container does not tell it. White space inside
    a line becomes single spaces; empty lines are left out.
    """
    texts: list[str] = []
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    at = 0
    for line in lines:
        text = " ".join(line.text.split())
        if not text:
            continue
        if line.kind != "furniture":
            flat = plain(text)
            for span in split(text):
                key = sentence_key(flat[span.start : span.end])
                sentences.append(Sentence(at + span.start, at + span.end, len(paragraphs), key))
        paragraphs.append(Paragraph(at, at + len(text), line.kind))
        texts.append(text)
        at += len(text) + len(PARAGRAPH_BREAK)

    def value(field: str) -> str | None:
        return facts[field].value if field in facts else None

    return Article(
        id=page.id.replace("pag_", "art_"),
        page=page.id,
        outlet=value("outlet"),
        headline=value("headline"),
        deck=value("deck"),
        byline=value("byline"),
        dateline=value("dateline"),
        credit=value("credit"),
        published=value("published"),
        url=page.url or value("url"),
        language=value("language"),
        text=PARAGRAPH_BREAK.join(texts),
        paragraphs=tuple(paragraphs),
        sentences=tuple(sentences),
        mendings=tuple(dict.fromkeys(mendings)),
        bases=tuple(Basis(name, fact.source, fact.confidence) for name, fact in sorted(facts.items())),
    )

"""Apparatus and stemma -> what each version kept, cut, added and reworded, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstemma.collate.passages import sentences_of
from newstemma.collate.tokens import forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newstemma.model import Apparatus, Article, Id, Stemma


@dataclass(frozen=True, slots=True)
class Measure:
    """One version measured against the text that all versions go back to."""

    article: Id
    sentences: int
    words: int
    kept: float
    """Share of that text's passages that it has in their words."""
    reworded: float
    """Share that it has in other words, joined, split or damaged."""
    cut: float
    """Share that it has not."""
    added: float
    """Share of its own sentences that are in no passage of that text."""
    moved: int
    """Passages that it has somewhere else in their order."""
    left_out: tuple[int, ...]
    """Numbers of the passages cut."""


def measure(apparatus: Apparatus, stemma: Stemma, articles: Mapping[Id, Article]) -> tuple[Measure, ...]:
    """Measure each version of a report, in the order of the versions.

    What they are measured against is the rebuilt text; for a report of one version, that version itself.
    """
    whole = {number: one.text for one in stemma.restored for number in (one.passage, *one.joined)} or {
        number: passage.readings[0].text for number, passage in enumerate(apparatus.passages)
    }
    letters = {number: "".join(forms(text)) for number, text in whole.items()}
    same: dict[Id, set[int]] = {version: set() for version in apparatus.versions}
    having: dict[Id, set[int]] = {version: set() for version in apparatus.versions}
    covered: dict[Id, set[int]] = {version: set() for version in apparatus.versions}
    moved = dict.fromkeys(apparatus.versions, 0)
    for number, passage in enumerate(apparatus.passages):
        for version in passage.moved:
            moved[version] += 1
        if number not in whole:
            continue
        for reading in passage.readings:
            equal = "".join(forms(reading.text)) == letters[number]
            for carrier in reading.carriers:
                having[carrier.article].add(number)
                covered[carrier.article].update(carrier.sentences)
                if equal:
                    same[carrier.article].add(number)
    count = max(1, len(whole))
    found: list[Measure] = []
    for version in apparatus.versions:
        article = articles[version]
        body = set(sentences_of(article, "body"))
        missing = whole.keys() - having[version]
        found.append(
            Measure(
                article=version,
                sentences=len(body),
                words=sum(len(text.split()) for text in article.body),
                kept=round(len(same[version]) / count, 4),
                reworded=round(len(having[version] - same[version]) / count, 4),
                cut=round(len(missing) / count, 4),
                added=round(len(body - covered[version]) / max(1, len(body)), 4),
                moved=moved[version],
                left_out=tuple(sorted(missing)),
            )
        )
    return tuple(found)

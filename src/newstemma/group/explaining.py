"""Why an article stands in a report: the sentences that it has in common with other versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstemma.group.passages import passages_of
from newstemma.group.sketches import in_order, sketch
from newstemma.model import Carrier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newstemma.model import Article, Id, Report


@dataclass(frozen=True, slots=True)
class Tie:
    """One passage that ties versions of a report to one another."""

    text: str
    """As the first of its carriers prints it."""
    carriers: tuple[Carrier, ...]
    """In the order of the report's versions. A single one where the others' wording lies too far off, and
    what joins them stands in an article of another report."""


def explain(report: Report, articles: Iterable[Article]) -> tuple[Tie, ...]:
    """Give the passages that tie the versions of a report, those with most carriers first.

    `articles` holds at least the report's articles; no other is looked at.
    """
    ids = {version.article for version in report.versions}
    by_id = {article.id: article for article in articles if article.id in ids}
    sketched = in_order(sketch(by_id.values()))
    places = {version.article: place for place, version in enumerate(report.versions)}
    tied = {version.article: set(version.tied) for version in report.versions}
    passages: dict[int, dict[Id, list[int]]] = {}
    found = passages_of(sketched.words, sketched.starts, sketched.ends)
    columns = sketched.owners.tolist(), sketched.numbers.tolist(), found.of.tolist()
    for owner, number, passage in zip(*columns, strict=True):
        article = sketched.facts.articles[owner]
        if number in tied[article]:
            passages.setdefault(passage, {}).setdefault(article, []).append(number)
    ties = []
    for carriers in passages.values():
        order = sorted(carriers, key=places.__getitem__)
        first = by_id[order[0]]
        sentence = first.sentences[carriers[order[0]][0]]
        text = first.text[sentence.start : sentence.end]
        sort = -len(order), places[order[0]], sentence.start
        ties.append((sort, Tie(text, tuple(Carrier(article, tuple(carriers[article])) for article in order))))
    return tuple(tie for _, tie in sorted(ties, key=lambda pair: pair[0]))

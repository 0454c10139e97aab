"""A finding: every article that carries it, by origin, and why they are one origin."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstemma.model import Event, Finding, Statement
from newstemma.room.annotation import Stretch, around, marks_of_event, marks_of_statement
from newstemma.room.listing import actors_named, headings, reports
from newstemma.room.rendering import render
from newstemma.times import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from starlette.requests import Request
    from starlette.responses import Response

    from newstemma.archive import Archive
    from newstemma.model import Article, Id, Report, Support


@dataclass(frozen=True, slots=True)
class Wording:
    """One way in which articles of an origin say it."""

    paragraphs: tuple[tuple[Stretch, ...], ...]
    """As the first of them has it."""
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Root:
    """An origin of the finding with all that carries it from there."""

    support: Support
    report: Report | None
    """None where its article is no version of a report."""
    wordings: tuple[Wording, ...]
    """The most printed first."""


def finding_view(archive: Archive, request: Request) -> Response:
    """Show a finding."""
    finding = archive.ask.get(Finding, request.path_params["id"])
    articles = headings(archive, finding.articles)
    printed = reports(archive, (support.report for support in finding.support))
    members = list(_members(archive, finding))
    return render(
        "finding.html",
        here="/findings",
        finding=finding,
        actors=actors_named(archive, finding.speaker),
        roots=[
            Root(
                support,
                printed.get(support.report),
                tuple(_wordings(support, members, articles)),
            )
            for support in finding.support
        ],
    )


def _members(archive: Archive, finding: Finding) -> Iterator[Statement | Event]:
    member = "id IN (SELECT noun FROM member WHERE finding = ?)"
    if finding.kind == "statement":
        yield from archive.ask.all(Statement, member, finding.id)
    else:
        yield from archive.ask.all(Event, member, finding.id)


def _wordings(
    support: Support, members: list[Statement | Event], articles: dict[Id, Article]
) -> Iterator[Wording]:
    """Group the carriers of one origin by how they say it."""
    carriers = set(support.articles)
    said: dict[str, list[Statement | Event]] = defaultdict(list)
    for member in members:
        if member.article in carriers and member.article in articles:
            said[_words(member, articles[member.article])].append(member)
            carriers.discard(member.article)
    for alike in sorted(said.values(), key=lambda group: (-len(group), group[0].id)):
        carried = _in_time(articles[one.article] for one in alike)
        first = next(one for one in alike if one.article == carried[0].id)
        marks = marks_of_statement(first) if isinstance(first, Statement) else marks_of_event(first)
        yield Wording(around(carried[0], first.sentence, marks), carried)
    rest = _in_time(articles[one] for one in carriers if one in articles)
    if rest:
        yield Wording((), rest)


def _in_time(articles: Iterable[Article]) -> tuple[Article, ...]:
    return tuple(sorted(articles, key=lambda article: (in_order(article.published), article.id)))


def _words(member: Statement | Event, article: Article) -> str:
    """Give what is compared to tell wordings apart: the words said, or the sentence of the event."""
    if isinstance(member, Statement):
        return member.content
    sentence = article.sentences[member.sentence]
    return article.text[sentence.start : sentence.end]

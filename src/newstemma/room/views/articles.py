"""An article: its text as printed, what is said in it, and how each thing about it is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstemma.model import Article, Event, Finding, Statement
from newstemma.room.annotation import Mark, blocks, marks_of_statement
from newstemma.room.listing import reports
from newstemma.room.rendering import render
from newstemma.room.titles import title_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from newstemma.archive import Archive

FACTS = ("outlet", "headline", "deck", "byline", "dateline", "credit", "published", "language", "url")
"""The fields of an article that are told with their basis."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of an article, where it comes from, and how sure that is."""

    field: str
    value: str
    source: str | None
    confidence: float | None


def article_view(archive: Archive, request: Request) -> Response:
    """Show an article."""
    article = archive.ask.get(Article, request.path_params["id"])
    statements = sorted(
        archive.ask.all(Statement, "article = ?", article.id), key=lambda one: (one.content_spans, one.id)
    )
    marks = [mark for n, one in enumerate(statements, 1) for mark in marks_of_statement(one, note=n)]
    marks += [Mark(one.start, one.end, "emended") for one in article.emendations]
    printed = reports(archive, archive.ask.reports_of(article.id))
    return render(
        "article.html",
        here="/articles",
        article=article,
        blocks=blocks(article, marks),
        statements=statements,
        findings=_findings(archive, article),
        events=archive.ask.count(Event, "article = ?", article.id),
        facts=_facts(article),
        page=archive.ask.page(article.page),
        places=archive.ask.places(article.page),
        reports=[(report, title_of(report)) for report in printed.values()],
    )


def _facts(article: Article) -> list[Fact]:
    bases = {basis.field: basis for basis in article.bases}
    found: list[Fact] = []
    for field in FACTS:
        value, basis = getattr(article, field), bases.get(field)
        if value is not None:
            known = (basis.source, basis.confidence) if basis is not None else (None, None)
            found.append(Fact(field, value, *known))
    return found


def _findings(archive: Archive, article: Article) -> dict[str, Finding]:
    """Give the finding of each statement of an article."""
    found = archive.ask.all(
        Finding,
        "id IN (SELECT finding FROM member WHERE noun IN (SELECT id FROM statement WHERE article = ?))",
        article.id,
    )
    return {member: finding for finding in found for member in finding.members}

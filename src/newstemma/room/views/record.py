"""Statements, events, actors, faults: one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstemma.model import Actor, Article, Event, Fault, Finding, Statement
from newstemma.room.annotation import around, marks_of_event, marks_of_statement
from newstemma.room.listing import actors_named, headings
from newstemma.room.rendering import render

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from newstemma.archive import Archive

MOST_SHOWN = 20
"""Statements and events on an actor's own page; the others are a link away."""


def statement_view(archive: Archive, request: Request) -> Response:
    """Show a statement where it stands."""
    statement = archive.ask.get(Statement, request.path_params["id"])
    article = archive.ask.get(Article, statement.article)
    return render(
        "statement.html",
        here="/statements",
        statement=statement,
        actors=actors_named(archive, statement.speaker),
        article=article,
        paragraphs=around(article, statement.sentence, marks_of_statement(statement)),
        findings=_findings(archive, statement.id),
    )


def event_view(archive: Archive, request: Request) -> Response:
    """Show an event where it stands."""
    event = archive.ask.get(Event, request.path_params["id"])
    article = archive.ask.get(Article, event.article)
    return render(
        "event.html",
        here="/events",
        event=event,
        actors=actors_named(archive, event.actor, event.recipient),
        article=article,
        paragraphs=around(article, event.sentence, marks_of_event(event)),
        findings=_findings(archive, event.id),
    )


def actor_view(archive: Archive, request: Request) -> Response:
    """Show an actor: what it is called, what it said, what it did."""
    actor = archive.ask.get(Actor, request.path_params["id"])
    done = "actor = ?1 OR recipient = ?1"
    statements = list(archive.ask.all(Statement, "speaker = ?", actor.name, limit=MOST_SHOWN))
    events = list(archive.ask.all(Event, done, actor.name, limit=MOST_SHOWN))
    return render(
        "actor.html",
        here="/actors",
        actor=actor,
        statements=statements,
        statement_count=archive.ask.count(Statement, "speaker = ?", actor.name),
        events=events,
        event_count=archive.ask.count(Event, done, actor.name),
        findings=list(archive.ask.all(Finding, "speaker = ?", actor.name, limit=MOST_SHOWN)),
        articles=headings(archive, [one.article for one in statements] + [one.article for one in events]),
    )


def fault_view(archive: Archive, request: Request) -> Response:
    """Show a fault."""
    return render("fault.html", here="/faults", fault=archive.ask.get(Fault, request.path_params["id"]))


def _findings(archive: Archive, noun: str) -> list[Finding]:
    return list(archive.ask.all(Finding, "id IN (SELECT finding FROM member WHERE noun = ?)", noun))

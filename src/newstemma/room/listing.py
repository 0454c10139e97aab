"""The lists: which nouns there are, by what they can be filtered, and what a row of each needs beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from newstemma.archive.reading import table_of
from newstemma.model import Actor, Article, Event, Fault, Finding, Report, Statement, Story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from newstemma.archive import Archive
    from newstemma.archive.reading import Noun
    from newstemma.model import Id

EVENT_TYPES = tuple(
    "ACCUSE AGREE AID ASSAULT COERCE CONCEDE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST RETREAT "
    "SANCTION SUPPORT THREATEN".split()
)
"""PLOVER's types."""
_IN_REPORT = "article IN (SELECT article FROM version WHERE report = ?)"
_DAY = "article IN (SELECT id FROM article WHERE substr(published, 1, 10)"
_TOLD = "id IN (SELECT m.noun FROM member m JOIN finding f ON f.id = m.finding WHERE f.origins >= ?)"
FINDING_IN_REPORT = (
    "id IN (SELECT finding FROM member WHERE noun IN ("
    "SELECT id FROM statement WHERE article IN (SELECT article FROM version WHERE report = ?) UNION "
    "SELECT id FROM event WHERE article IN (SELECT article FROM version WHERE report = ?)))"
)
"""Condition on findings: an article of the report carries it. The report's id is bound twice."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A field of a list's form."""

    name: str
    label: str
    condition: str
    """On the columns of the noun's table; every `?` is the value."""
    kind: Literal["words", "number", "choice", "date", "id"] = "words"
    """An id is kept from page to page, but not typed."""
    choices: tuple[str, ...] = ()

    def values(self, value: str | int) -> list[str | int]:
        """Give what is bound to the condition's marks."""
        if isinstance(value, str) and self.kind == "words":
            value = f"%{_like(value)}%"
        return [value] * self.condition.count("?")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of nouns of one kind."""

    kind: type[Any]
    title: str
    gloss: str
    filters: tuple[Filter, ...]
    beside: Callable[[Archive, list[Any]], dict[str, Any]]
    """What the rows show that is not in the nouns themselves."""

    @property
    def path(self) -> str:
        """The address of the list."""
        return f"/{self.title.lower()}"

    @property
    def template(self) -> str:
        """The template of its rows."""
        return f"rows/{table_of(self.kind)}.html"


def _like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _has(name: str, label: str, *columns: str) -> Filter:
    return Filter(name, label, " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column in columns or (name,)))


def _least(name: str, label: str) -> Filter:
    return Filter(name, label, f"{name} >= ?", "number")


def _one_of(name: str, label: str, *choices: str) -> Filter:
    return Filter(name, label, f"{name} = ?", "choice", choices)


def headings(archive: Archive, ids: Iterable[Id]) -> dict[str, Article]:
    """Give articles by id."""
    wanted = msgspec.json.encode(sorted(set(ids))).decode()
    found = archive.ask.all(Article, "id IN (SELECT value FROM json_each(?))", wanted)
    return {article.id: article for article in found}


def reports(archive: Archive, ids: Iterable[Id]) -> dict[str, Report]:
    """Give reports by id."""
    wanted = msgspec.json.encode(sorted(set(ids))).decode()
    found = archive.ask.all(Report, "id IN (SELECT value FROM json_each(?))", wanted)
    return {report.id: report for report in found}


def actors_named(archive: Archive, *names: str | None) -> dict[str, Id]:
    """Give the ids of the actors that bear these names."""
    return {
        actor.name: actor.id
        for name in names
        if name is not None
        for actor in archive.ask.all(Actor, "name = ?", name, limit=1)
    }


def _nothing(_archive: Archive, _nouns: list[Noun]) -> dict[str, Any]:
    return {}


def of_articles(archive: Archive, nouns: list[Statement] | list[Event]) -> dict[str, Any]:
    """Give the articles that statements or events stand in."""
    return {"articles": headings(archive, (noun.article for noun in nouns))}


def of_stories(archive: Archive, nouns: list[Story]) -> dict[str, Any]:
    """Give the reports that stories are made of."""
    return {"reports": reports(archive, (report for story in nouns for report in story.reports))}


LISTINGS = (
    Listing(Story, "Stories", "Reports about one happening, the most told first.", (), of_stories),
    Listing(
        Report,
        "Reports",
        "Each piece of reporting once, with all its printed versions; the most printed first.",
        (_least("versions", "Versions, at least"), _least("outlets", "Outlets, at least")),
        _nothing,
    ),
    Listing(
        Article,
        "Articles",
        "What each outlet printed, in order of publication.",
        (_has("outlet", "Outlet"), _has("headline", "Headline")),
        _nothing,
    ),
    Listing(
        Statement,
        "Statements",
        "Who said what, article by article.",
        (
            _has("speaker", "Speaker"),
            _has("about", "About", "json_extract(noun, '$.content')"),
            _one_of("kind", "Kind", "direct", "indirect", "mixed"),
            Filter("since", "From", f"{_DAY} >= ?)", "date"),
            Filter("until", "To", f"{_DAY} <= ?)", "date"),
            Filter("origins", "Origins, at least", _TOLD, "number"),
            Filter("report", "In report", _IN_REPORT, "id"),
        ),
        of_articles,
    ),
    Listing(
        Event,
        "Events",
        "Who did what to whom, in PLOVER’s types, article by article.",
        (
            _has("actor", "Actor or recipient", "actor", "recipient"),
            _one_of("type", "Type", *EVENT_TYPES),
            Filter("report", "In report", _IN_REPORT, "id"),
        ),
        of_articles,
    ),
    Listing(
        Actor,
        "Actors",
        "Countries, governments, organisations and persons, each under one name; who is quoted most first.",
        (_has("name", "Name"), _one_of("kind", "Kind", "country", "government", "organisation", "person")),
        _nothing,
    ),
    Listing(
        Finding,
        "Findings",
        "What is said and done, each once, with its independent origins; most origins first.",
        (
            _has("speaker", "Speaker or actor"),
            _one_of("kind", "Kind", "statement", "event"),
            _least("origins", "Origins, at least"),
            _least("outlets", "Outlets, at least"),
            Filter("report", "In report", FINDING_IN_REPORT, "id"),
        ),
        _nothing,
    ),
    Listing(
        Fault,
        "Faults",
        "Pages, or parts of pages, that could not be used, and why. Nothing is dropped without one.",
        (_has("file", "File"), _one_of("stage", "Stage", "read", "clean")),
        _nothing,
    ),
)

"""Questions to the archive, answered with the model's nouns."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from newstemma.archive.search import fts_query
from newstemma.errors import NotFoundError
from newstemma.model import (
    Actor,
    Apparatus,
    Article,
    Event,
    Fault,
    Finding,
    Given,
    Page,
    Place,
    Report,
    Statement,
    Stemma,
    Story,
)
from newstemma.record import quotation_changed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from newstemma.model import Id

Noun = Article | Report | Story | Statement | Event | Actor | Finding | Fault
Kind = TypeVar("Kind", bound=Noun)
Derived = TypeVar("Derived", Apparatus, Stemma)
NOUNS: dict[str, type[Noun]] = {
    "art": Article,
    "rep": Report,
    "sto": Story,
    "sta": Statement,
    "eve": Event,
    "act": Actor,
    "fin": Finding,
    "fau": Fault,
}
"""The nouns that have an id of their own and stand in tables of their names."""
# What a person wants to see first.
_ORDER = {
    "article": "published IS NULL, published, outlet, id",
    "report": "versions DESC, outlets DESC, id",
    "story": "articles DESC, reports DESC, id",
    "statement": "article, id",
    "event": "article, id",
    "actor": "(SELECT count(*) FROM statement WHERE speaker = actor.name) DESC, kind, name, id",
    "finding": "origins DESC, outlets DESC, articles DESC, kind DESC, id",
    "fault": "file, id",
}
FOUND, FOUND_END = "\x02", "\x03"
LEAST_PREFIX = 3
"""Hex digits of an id that a person must type at least."""


class Hit(NamedTuple):
    """An article found by a search, and where: the words found stand between FOUND and FOUND_END."""

    article: Id
    outlet: str | None
    headline: str | None
    snippet: str


def table_of(kind: type[Any]) -> str:
    """Give the name of a noun's table."""
    return kind.__name__.lower()


def _column(kind: type[Any]) -> str:
    return "ifnull(shown, noun)" if kind is Article else "noun"


class Questions:
    """What can be asked of an open archive."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a query; values are always bound, never written into it."""
        yield from self._connection.execute(query, values)

    def all(
        self, kind: type[Kind], where: str = "1", *values: object, limit: int | None = None, offset: int = 0
    ) -> Iterator[Kind]:
        """Give all nouns of a kind, first those that a person wants to see first.

        `where` is a condition on the columns of its table, with `?` for values; `offset` is how many of them
        to pass over.
        """
        table, most = table_of(kind), -1 if limit is None else limit
        # Rows are put in order by their numbers alone: with the nouns in them, sorting would fill the memory.
        order = f"SELECT rowid FROM {table} WHERE {where} ORDER BY {_ORDER[table]} LIMIT ? OFFSET ?"  # noqa: S608
        query = f"SELECT {_column(kind)} FROM {table} WHERE rowid = ?"  # noqa: S608
        for (row,) in self.rows(order, *values, most, offset):
            for (noun,) in self.rows(query, row):
                yield msgspec.json.decode(noun, type=kind)

    def get(self, kind: type[Kind], identity: Id) -> Kind:
        """Give the noun with an id; NotFoundError if there is none."""
        found = next(self.all(kind, "id = ?", identity), None)
        if found is None:
            raise NotFoundError(f"there is no {table_of(kind)} {identity} in this archive")
        return found

    def find(self, text: str) -> Noun:
        """Give what an id, or its beginning, stands for; NotFoundError if nothing or several things do."""
        prefix, _, digits = text.strip().partition("_")
        kind = NOUNS.get(prefix)
        if kind is None or len(digits) < LEAST_PREFIX or not digits.isalnum():
            known = ", ".join(f"{prefix}_ ({table_of(kind)})" for prefix, kind in NOUNS.items())
            raise NotFoundError(
                f"{text!r} is no id: {LEAST_PREFIX} digits or more must follow one of {known}"
            )
        found = list(
            self.all(kind, "id >= ? AND id < ?", f"{prefix}_{digits}", f"{prefix}_{digits}g", limit=6)
        )
        if not found:
            raise NotFoundError(f"there is no {table_of(kind)} {text} in this archive")
        if len(found) > 1:
            names = ", ".join(one.id for one in found[:5])
            raise NotFoundError(f"{text} may be {names}{', ...' if len(found) > 5 else ''}: type more of it")
        return found[0]

    def apparatus(self, report: Id) -> Apparatus:
        """Give the apparatus of a report."""
        return self._derived(Apparatus, report)

    def stemma(self, report: Id) -> Stemma:
        """Give the stemma of a report."""
        return self._derived(Stemma, report)

    def _derived(self, kind: type[Derived], report: Id) -> Derived:
        for (noun,) in self.rows(f"SELECT noun FROM {table_of(kind)} WHERE id = ?", report):  # noqa: S608
            return msgspec.json.decode(noun, type=kind)
        raise NotFoundError(f"there is no report {report} in this archive")

    def page(self, identity: Id) -> Page:
        """Give a page with its bytes, at the first of the places where it lay."""
        for url, fetched, given, data in self.rows(
            "SELECT url, fetched, given, data FROM page WHERE id = ?", identity
        ):
            place = min(self.places(identity), key=str)
            decoded = msgspec.json.decode(given, type=Given)
            return Page(identity, place, zlib.decompress(data), url, fetched, decoded)
        raise NotFoundError(f"there is no page {identity} in this archive")

    def places(self, page: Id) -> list[Place]:
        """Give all places where a page lay."""
        rows = self.rows("SELECT file, byte, item FROM place WHERE page = ? ORDER BY file, byte, item", page)
        return [Place(*row) for row in rows]

    def reports_of(self, article: Id) -> list[Id]:
        """Give the reports that an article is a version of."""
        return [
            row
            for (row,) in self.rows("SELECT report FROM version WHERE article = ? ORDER BY report", article)
        ]

    def story_of(self, report: Id) -> Id | None:
        """Give the story that a report belongs to."""
        return next((row for (row,) in self.rows("SELECT story FROM telling WHERE report = ?", report)), None)

    def findings_of(self, noun: Id) -> list[Id]:
        """Give the findings that a statement or event is a member of."""
        return [
            row for (row,) in self.rows("SELECT finding FROM member WHERE noun = ? ORDER BY finding", noun)
        ]

    def changed(self) -> list[Id]:
        """Give the quotations whose words are others than those that most carriers of the same one have."""
        found: list[Id] = []
        for finding in self.all(Finding, "kind = 'statement' AND articles > 1"):
            members = [self.get(Statement, identity) for identity in finding.members]
            usual = next((one for one in members if one.content == finding.text), None)
            if usual is not None:
                found += [one.id for one in members if quotation_changed(one, usual)]
        return sorted(found)

    def count(self, kind: type[Any], where: str = "1", *values: object) -> int:
        """Count the nouns of a kind; `where` as in `all`."""
        ((count,),) = self.rows(f"SELECT count(*) FROM {table_of(kind)} WHERE {where}", *values)  # noqa: S608
        return int(count)

    def search(self, text: str, *, limit: int = 20, offset: int = 0) -> list[Hit]:
        """Find articles by their words, the best first. `archive.search.fts_query` says what can be typed."""
        wanted = fts_query(text)
        # In two steps, or a snippet would be cut from every article that has the words. Articles are numbered
        # in the order of their ids.
        best = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank, rowid LIMIT ? OFFSET ?"
        query = (
            "SELECT article, outlet, headline, snippet(search, 3, ?, ?, ' … ', 24) FROM search "
            "WHERE search MATCH ? AND rowid = ?"
        )
        return [
            Hit(*hit)
            for (row,) in self.rows(best, wanted, limit, offset)
            for hit in self.rows(query, FOUND, FOUND_END, wanted, row)
        ]

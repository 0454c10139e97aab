"""The only writer: pages, articles and faults are added, what is derived from the pile is replaced."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import msgspec

from newstemma.model import Article

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from newstemma.model import Fault, Page
    from newstemma.pipeline import Pile

DERIVED = (
    "report",
    "version",
    "apparatus",
    "stemma",
    "story",
    "telling",
    "statement",
    "event",
    "actor",
    "finding",
    "member",
)


def encode(noun: object) -> str:
    """Give a noun as JSON with the model's field names."""
    return msgspec.json.encode(noun).decode()


def add(connection: sqlite3.Connection, read: Iterable[tuple[Page | None, Article | Fault]]) -> None:
    """Add what was read: pages with their articles, faults with or without a page. What is there stays."""
    for page, result in read:
        if page is not None:
            _add_page(connection, page)
        if isinstance(result, Article):
            connection.execute(
                "INSERT OR IGNORE INTO article VALUES (?, ?, ?, ?, ?, NULL)",
                (result.id, result.outlet, result.headline, result.published, encode(result)),
            )
        else:
            connection.execute(
                "INSERT OR IGNORE INTO fault VALUES (?, ?, ?, ?)",
                (result.id, result.stage, result.place.file, encode(result)),
            )


def _add_page(connection: sqlite3.Connection, page: Page) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO page VALUES (?, ?, ?, ?, ?, ?)",
        (page.id, page.url, page.fetched, len(page.data), encode(page.given), zlib.compress(page.data)),
    )
    add_place(connection, page)


def add_place(connection: sqlite3.Connection, page: Page) -> None:
    """Add the place where a page lay, and the time of its fetch if that is earlier than the one known."""
    connection.execute(
        "UPDATE page SET fetched = min(ifnull(fetched, ?1), ?1) WHERE id = ?2 AND ?1 IS NOT NULL",
        (page.fetched, page.id),
    )
    connection.execute(
        "INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?)",
        (page.id, page.place.file, page.place.offset, page.place.item),
    )


def replace_derived(connection: sqlite3.Connection, pile: Pile) -> None:
    """Put what is said of the pile in place of what was said before."""
    for table in DERIVED:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - a name from the list above
    connection.execute("DELETE FROM search")
    for article in pile.articles:
        connection.execute(
            "UPDATE article SET shown = nullif(?, noun) WHERE id = ?", (encode(article), article.id)
        )
    for table, rows in _rows(pile):
        columns = connection.execute(f"SELECT * FROM {table} LIMIT 0").description  # noqa: S608 - a name
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)  # noqa: S608


def _rows(pile: Pile) -> Iterator[tuple[str, Iterator[tuple[object, ...]]]]:
    """Give each table's rows."""
    yield "search", ((a.id, a.outlet, a.headline, "\n".join(a.body)) for a in pile.articles)
    yield "analysis", ((key, encode(analysis)) for key, analysis in sorted(pile.analyses.items()))
    yield (
        "report",
        (
            (r.id, len(r.versions), len({v.outlet or v.article for v in r.versions}), encode(r))
            for r in pile.reports
        ),
    )
    yield "version", ((v.article, r.id) for r in pile.reports for v in r.versions)
    yield "apparatus", ((a.report, encode(a)) for a in pile.apparatuses)
    yield "stemma", ((s.report, encode(s)) for s in pile.stemmata)
    yield "story", ((s.id, len(s.reports), s.articles, encode(s)) for s in pile.stories)
    yield "telling", ((report, s.id) for s in pile.stories for report in s.reports)
    yield "statement", ((s.id, s.article, s.speaker, s.kind, encode(s)) for s in pile.statements)
    yield "event", ((e.id, e.article, e.type, e.actor, e.recipient, encode(e)) for e in pile.events)
    yield "actor", ((a.id, a.name, a.kind, encode(a)) for a in pile.actors)
    yield (
        "finding",
        ((f.id, f.kind, f.speaker, len(f.articles), f.outlets, f.origins, encode(f)) for f in pile.findings),
    )
    yield "member", ((one, f.id) for f in pile.findings for one in f.members)

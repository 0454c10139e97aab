"""The only writer: pages, articles and faults are added, what is derived from the pile is replaced."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import msgspec

from newstemma.clean.joined import normalised
from newstemma.model import Article
from newstemma.record import Record

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from newstemma.model import Apparatus, Fault, Id, Page, Stemma
    from newstemma.pipeline import Pile

DERIVED = (
    "report",
    "version",
    "made",
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


def forget(connection: sqlite3.Connection) -> None:
    """Forget what another program made, so that nothing of it is taken over."""
    connection.execute("DELETE FROM made")
    connection.execute("DELETE FROM analysis")


def replace_derived(connection: sqlite3.Connection, pile: Pile) -> None:
    """Put what is said of the pile in place of what was said before."""
    _replace_changed(connection, "apparatus", pile.apparatuses, pile.keys.get("apparatus", {}))
    _replace_changed(connection, "stemma", pile.stemmata, pile.keys.get("stemma", {}))
    _replace_changed(connection, "record", pile.records, pile.keys.get("record", {}))
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


def _replace_changed(
    connection: sqlite3.Connection,
    table: str,
    made: Iterable[Apparatus | Stemma | Record],
    keys: Mapping[Id, str],
) -> None:
    """Replace what is made part by part; what has the same key as before is left as it is."""
    before = dict(connection.execute("SELECT id, key FROM made WHERE kind = ?", (table,)))
    kept = {one for one, key in keys.items() if before.get(one) == key}
    ids = connection.execute(f"SELECT id FROM {table}").fetchall()  # noqa: S608 - a name from above
    gone = [row for row in ids if row[0] not in kept]
    connection.executemany(f"DELETE FROM {table} WHERE id = ?", gone)  # noqa: S608
    of = ((one.article if isinstance(one, Record) else one.report, one) for one in made)
    new = ((identity, encode(one)) for identity, one in of if identity not in kept)
    connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", new)  # noqa: S608


def _body(article: Article) -> Iterator[str]:
    """Give the paragraphs of an article's body as they are read, joined words apart."""
    for paragraph in article.paragraphs:
        if paragraph.kind == "body":
            yield normalised(article, paragraph.start, paragraph.end)


def _rows(pile: Pile) -> Iterator[tuple[str, Iterator[tuple[object, ...]]]]:
    """Give each table's rows."""
    yield "search", ((a.id, a.outlet, a.headline, "\n".join(_body(a))) for a in pile.articles)
    yield "analysis", ((key, encode(analysis)) for key, analysis in sorted(pile.analyses.items()))
    yield (
        "report",
        (
            (r.id, len(r.versions), len({v.outlet or v.article for v in r.versions}), encode(r))
            for r in pile.reports
        ),
    )
    yield "version", ((v.article, r.id) for r in pile.reports for v in r.versions)
    yield "made", ((kind, *pair) for kind, keys in pile.keys.items() for pair in keys.items())
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

"""Lists of nouns -> tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.table import Table

from newstemma.show.safe import inert, short, words
from newstemma.times import in_order, in_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from rich.text import Text

    from newstemma.archive.reading import Hit
    from newstemma.model import Actor, Article, Event, Fault, Finding, Id, Report, Statement, Story

    Cells = tuple[str | Text, ...]


def _table(*columns: str, wide: int) -> Table:
    """Make a table whose column number `wide` takes what room there is; numbers stand to the right."""
    table = Table(box=None, pad_edge=False, header_style="bold cyan", padding=(0, 2, 0, 0), expand=True)
    for number, name in enumerate(columns):
        right = name in {"versions", "outlets", "origins", "articles", "reports"}
        table.add_column(
            name,
            justify="right" if right else "left",
            no_wrap=number != wide,
            overflow="ellipsis",
            ratio=1 if number == wide else None,
            style="dim" if name == "id" else "",
        )
    return table


def _rows(table: Table, nouns: Iterable[object], cells: Callable[..., Cells]) -> Table:
    for noun in nouns:
        table.add_row(*cells(noun))
    return table


def articles(nouns: Iterable[Article]) -> Table:
    """Tabulate articles."""

    def cells(one: Article) -> Cells:
        return (
            words(in_utc(one.published)),
            words(short(one.outlet, 24, unknown="unknown")),
            words(one.headline),
            one.id,
        )

    return _rows(_table("published", "outlet", "headline", "id", wide=2), nouns, cells)


def reports(nouns: Iterable[Report]) -> Table:
    """Tabulate reports."""

    def cells(one: Report) -> Cells:
        outlets = len({version.outlet or version.article for version in one.versions})
        headline = next((v.headline for v in one.versions if v.headline), None)
        printed = (version.published for version in one.versions if version.published)
        credit = next((v.credit for v in one.versions if v.credit), None)
        first = in_utc(min(printed, key=in_order, default=None))
        return (
            str(len(one.versions)),
            str(outlets),
            first,
            words(short(credit, 24)),
            words(headline),
            one.id,
        )

    return _rows(_table("versions", "outlets", "first", "credit", "headline", "id", wide=4), nouns, cells)


def stories(nouns: Iterable[Story]) -> Table:
    """Tabulate stories."""

    def cells(one: Story) -> Cells:
        return (str(one.articles), str(len(one.reports)), words(one.headline, unknown="no headline"), one.id)

    return _rows(_table("articles", "reports", "headline", "id", wide=2), nouns, cells)


def statements(nouns: Iterable[Statement]) -> Table:
    """Tabulate statements."""

    def cells(one: Statement) -> Cells:
        return (words(short(one.speaker, 28, unknown="unknown")), one.kind, words(one.content), one.id)

    return _rows(_table("speaker", "kind", "content", "id", wide=2), nouns, cells)


def events(nouns: Iterable[Event]) -> Table:
    """Tabulate events."""

    def cells(one: Event) -> Cells:
        what = one.type + (f" ({one.mode})" if one.mode else "")
        actor, recipient = (words(short(name, 28, unknown="unknown")) for name in (one.actor, one.recipient))
        return (actor, what, recipient, one.cameo or "", one.status, one.id)

    return _rows(_table("actor", "type", "recipient", "CAMEO", "status", "id", wide=2), nouns, cells)


def actors(nouns: Iterable[Actor]) -> Table:
    """Tabulate actors."""

    def cells(one: Actor) -> Cells:
        also = ", ".join(name for name in one.names if name != one.name)
        return (
            one.kind,
            words(short(one.name, 40)),
            words(", ".join(one.roles)),
            words(short(also, 30)),
            one.id,
        )

    return _rows(_table("kind", "name", "roles", "also", "id", wide=2), nouns, cells)


def findings(nouns: Iterable[Finding]) -> Table:
    """Tabulate findings."""

    def cells(one: Finding) -> Cells:
        counts = (str(one.origins), str(one.outlets), str(len(one.articles)))
        return (
            *counts,
            words(short(one.speaker, 24, unknown="unknown")),
            words(short(one.text, 200)),
            one.id,
        )

    return _rows(_table("origins", "outlets", "articles", "who", "what", "id", wide=4), nouns, cells)


def faults(nouns: Iterable[Fault]) -> Table:
    """Tabulate faults."""

    def cells(one: Fault) -> Cells:
        return (one.stage, words(str(one.place)), words(one.reason), one.id)

    return _rows(_table("stage", "place", "reason", "id", wide=2), nouns, cells)


def hits(found: Iterable[Hit]) -> Table:
    """Tabulate what a search found; the words found are marked."""
    from newstemma.archive.reading import FOUND, FOUND_END

    table = _table("outlet", "found", "id", wide=1)
    for hit in found:
        text = words(hit.headline, "bold", unknown="no headline")
        text.append("\n")
        for part in hit.snippet.replace("\n", " ").split(FOUND):
            marked, end, rest = part.partition(FOUND_END)
            text.append(inert(marked) if end else "", "bold yellow").append(inert(rest if end else marked))
        table.add_row(words(short(hit.outlet, 24, unknown="unknown")), text, hit.article)
    return table


def outlets_of(articles: Iterable[Id], outlets: Mapping[Id, str | None]) -> str:
    """List the outlets of articles, each once, in the alphabet, with how many there are if several."""
    counts = Counter(outlets.get(article) or "unknown outlet" for article in articles)
    return ", ".join(f"{name} ({n})" if n > 1 else name for name, n in sorted(counts.items()))

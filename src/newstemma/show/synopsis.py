"""A report side by side: columns of text for few versions, a picture of marks for many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from newstemma.collate.changes import spanned
from newstemma.collate.tokens import tokenise
from newstemma.identity import plain
from newstemma.show.marks import LEGEND, MARKS, STYLES, kinds, sigla
from newstemma.show.safe import safe, short, words
from newstemma.show.wanted import EVERYTHING
from newstemma.times import in_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import RenderableType

    from newstemma.model import Apparatus, Article, Carrier, ChangeKind, Id, Passage, Reading, Report
    from newstemma.show.wanted import Wanted

LEAST_COLUMN = 34
"""Characters; with less a column of text cannot be read."""
CHANGE_STYLES: dict[ChangeKind, str] = {
    "style": "dim cyan",
    "form": "cyan",
    "number": "bold red",
    "name": "bold red",
    "quotation": "bold red",
    "hedge": "bold magenta",
    "attribution": "bold magenta",
    "fact": "bold green",
    "damage": "red",
}
OTHER_CHANGE = "bold yellow"


def synopsis(
    report: Report,
    apparatus: Apparatus,
    articles: Mapping[Id, Article],
    *,
    width: int,
    wanted: Wanted = EVERYTHING,
) -> RenderableType:
    """Lay a report's versions side by side in so many characters, with the differences that are wanted."""
    names = sigla(version.article for version in report.versions)
    passages = [
        (number, passage) for number, passage in enumerate(apparatus.passages, 1) if wanted.shows(passage)
    ]
    parts: list[RenderableType] = [witnesses(report, names), Text()]
    parts += _heads(apparatus, names, wanted)
    if 1 < len(names) <= max(2, (width - 5) // LEAST_COLUMN):
        parts.append(_columns(report, names, passages, articles, wanted))
    elif sum(len(name) + 1 for name in names.values()) <= width // 2:
        parts.append(_picture(names, passages, width))
    else:
        parts.append(_strips(names, passages))
    if len(names) > 1:
        parts += [Text(LEGEND, style="dim")]
    return Group(*parts)


def witnesses(report: Report, names: Mapping[Id, str]) -> Table:
    """List the versions under their sigla."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for style in ("bold cyan", "bold", "", "dim", "dim"):
        table.add_column(style=style, overflow="fold")
    for version in report.versions:
        table.add_row(
            names[version.article],
            words(version.outlet, unknown="unknown outlet"),
            words(version.headline, unknown="no headline"),
            words(in_utc(version.published)),
            version.article,
        )
    return table


def _columns(
    report: Report,
    names: Mapping[Id, str],
    passages: list[tuple[int, Passage]],
    articles: Mapping[Id, Article],
    wanted: Wanted,
) -> Table:
    table = Table(show_lines=True, header_style="bold cyan", expand=True)
    table.add_column("", style="dim", width=3, no_wrap=True)
    for version in report.versions:
        outlet = short(version.outlet, 30, unknown="unknown outlet")
        table.add_column(f"{names[version.article]}  {outlet}", ratio=1)
    for number, passage in passages:
        cells = {
            carrier.article: _cell(passage, reading, carrier, articles, wanted)
            for reading in passage.readings
            for carrier in reading.carriers
        }
        left_out = Text("left out", style="dim italic")
        table.add_row(str(number), *(cells.get(version.article, left_out) for version in report.versions))
    return table


def _cell(
    passage: Passage, reading: Reading, carrier: Carrier, articles: Mapping[Id, Article], wanted: Wanted
) -> Text:
    """Give a version's own words, its departures from the first reading marked."""
    article = articles[carrier.article]
    sentences = (article.sentences[number] for number in carrier.sentences)
    own = safe(" ".join(article.text[one.start : one.end] for one in sentences))
    text = Text(own)
    if reading is not passage.readings[0] and reading.kind != "merged":
        mark_changes(text, own, safe(passage.readings[0].text), wanted)
    if reading.kind != "kept":
        text = Text.assemble((MARKS[reading.kind] + " ", STYLES[reading.kind]), text)
    if carrier.article in passage.moved:
        text = Text.assemble(("↕ ", "yellow"), text)
    return text


def mark_changes(text: Text, reading: str, first: str, wanted: Wanted) -> None:
    """Mark in `text`, which shows `reading`, where it differs from the first reading."""
    for change, span in spanned(first, reading, (tokenise(first), tokenise(reading))):
        if wanted.wants(change):
            text.stylize(CHANGE_STYLES.get(change.kind, OTHER_CHANGE), span.start, span.end)


def _heads(apparatus: Apparatus, names: Mapping[Id, str], wanted: Wanted) -> list[RenderableType]:
    """Give headlines, decks and captions of which there are several readings, each under its name."""
    parts: list[RenderableType] = []
    for label, found in (("headline", apparatus.headlines), ("deck", apparatus.decks)):
        if len(found) > 1:
            parts += [Text(label, style="dim"), readings(found, names, wanted), Text()]
    for caption in apparatus.captions:
        if len(caption.carriers) > 1:
            parts += [Text("caption", style="dim"), readings(caption.readings, names, wanted), Text()]
    return parts


def _picture(names: Mapping[Id, str], passages: list[tuple[int, Passage]], width: int) -> Table:
    """Give one mark a version and passage, and the beginning of each passage."""
    table = Table(box=None, pad_edge=False, header_style="bold cyan", padding=(0, 1, 0, 0))
    table.add_column("", style="dim", justify="right", no_wrap=True)
    for name in names.values():
        table.add_column(name, justify="center", no_wrap=True, width=len(name))
    table.add_column("", no_wrap=True, overflow="ellipsis")
    room = max(20, width - 5 - sum(len(name) + 1 for name in names.values()))
    for number, passage in passages:
        made = kinds(passage)
        cells = [
            Text(
                "↕" if article in passage.moved else MARKS[made.get(article)], style=STYLES[made.get(article)]
            )
            for article in names
        ]
        table.add_row(str(number), *cells, short(plain(passage.readings[0].text), room))
    return table


def _strips(names: Mapping[Id, str], passages: list[tuple[int, Passage]]) -> Table:
    """Give a line a version and a mark a passage: for more versions than a line has room for."""
    made = [kinds(passage) for _, passage in passages]
    moved = [frozenset(passage.moved) for _, passage in passages]
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 1, 0, 0))
    table.add_column(style="bold cyan", no_wrap=True)
    table.add_column(overflow="fold")
    for article, name in names.items():
        marks = (
            ("↕" if article in here else MARKS[kind.get(article)], STYLES[kind.get(article)])
            for kind, here in zip(made, moved, strict=True)
        )
        table.add_row(name, Text.assemble(*marks))
    return table


def readings(found: Iterable[Reading], names: Mapping[Id, str], wanted: Wanted = EVERYTHING) -> Group:
    """Give every reading with who has it and what it changes."""
    lines: list[Text] = []
    for reading in found:
        who = " ".join(names.get(carrier.article, "?") for carrier in reading.carriers)
        lines.append(
            Text.assemble(
                (who, "bold cyan"),
                "  ",
                (MARKS[reading.kind], STYLES[reading.kind]),
                " ",
                words(reading.text),
            )
        )
        for change in wanted.changes(reading):
            was, now = safe(change.before) or "nothing", safe(change.after) or "nothing"
            style = CHANGE_STYLES.get(change.kind, OTHER_CHANGE)
            lines.append(Text(f"      {change.kind}: {was} → {now}", style=style))
    return Group(*lines)


def left_out(passage: Passage, names: Mapping[Id, str]) -> Text:
    """Say who leaves a passage out."""
    if not passage.omitted:
        return Text()
    return Text("left out by " + " ".join(names.get(one, "?") for one in passage.omitted), style="dim")

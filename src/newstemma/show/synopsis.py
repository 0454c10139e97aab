"""A report side by side: columns of text for few versions, a picture of marks for many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from newstemma.collate.tokens import tokenise
from newstemma.identity import plain
from newstemma.show.marks import LEGEND, MARKS, STYLES, kinds, sigla
from newstemma.show.safe import safe, short, words
from newstemma.times import in_utc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import RenderableType

    from newstemma.model import Apparatus, Article, Carrier, Id, Passage, Reading, Report

LEAST_COLUMN = 34
"""Characters; with less a column of text cannot be read."""
CHANGE_STYLES = {
    "style": "dim cyan",
    "number": "bold red",
    "name": "bold magenta",
    "quotation": "bold red",
    "hedge": "bold yellow",
    "damage": "red",
}


def synopsis(
    report: Report,
    apparatus: Apparatus,
    articles: Mapping[Id, Article],
    *,
    width: int,
    only_changes: bool = False,
) -> RenderableType:
    """Lay a report's versions side by side in so many characters."""
    names = sigla(version.article for version in report.versions)
    passages = [
        (number, passage)
        for number, passage in enumerate(apparatus.passages, 1)
        if not only_changes or passage.omitted or len(passage.readings) > 1
    ]
    if 1 < len(names) <= max(2, (width - 5) // LEAST_COLUMN):
        body: RenderableType = _columns(report, names, passages, articles)
    else:
        body = _picture(names, passages, width)
    parts = [witnesses(report, names), Text(), body]
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
) -> Table:
    table = Table(show_lines=True, header_style="bold cyan", expand=True)
    table.add_column("", style="dim", width=3, no_wrap=True)
    for version in report.versions:
        outlet = short(version.outlet, 30, unknown="unknown outlet")
        table.add_column(f"{names[version.article]}  {outlet}", ratio=1)
    for number, passage in passages:
        cells = {
            carrier.article: _cell(passage, reading, carrier, articles)
            for reading in passage.readings
            for carrier in reading.carriers
        }
        left_out = Text("left out", style="dim italic")
        table.add_row(str(number), *(cells.get(version.article, left_out) for version in report.versions))
    return table


def _cell(passage: Passage, reading: Reading, carrier: Carrier, articles: Mapping[Id, Article]) -> Text:
    """Give a version's own words, its departures from the first reading marked."""
    article = articles[carrier.article]
    sentences = (article.sentences[number] for number in carrier.sentences)
    own = safe(" ".join(article.text[one.start : one.end] for one in sentences))
    text = Text(own)
    if reading is not passage.readings[0]:
        mark_changes(text, own, passage.readings[0].text)
    if reading.kind != "kept":
        text = Text.assemble((MARKS[reading.kind] + " ", STYLES[reading.kind]), text)
    if carrier.article in passage.moved:
        text = Text.assemble(("↕ ", "yellow"), text)
    return text


def mark_changes(text: Text, reading: str, first: str) -> None:
    """Mark in `text`, which shows `reading`, the words that the first reading has not."""
    known = {token.form for token in tokenise(first)}
    for token in tokenise(reading):
        if token.form not in known:
            text.stylize("bold yellow", token.span.start, token.span.end)


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


def readings(passage: Passage, names: Mapping[Id, str]) -> Group:
    """Give every reading of a passage with who has it and what it changes."""
    lines: list[Text] = []
    for reading in passage.readings:
        who = " ".join(names.get(carrier.article, "?") for carrier in reading.carriers)
        line = Text.assemble(
            (who, "bold cyan"), "  ", (MARKS[reading.kind], STYLES[reading.kind]), " ", words(reading.text)
        )
        lines.append(line)
        for change in reading.changes:
            was, now = safe(change.before) or "nothing", safe(change.after) or "nothing"
            lines.append(
                Text(f"      {change.kind}: {was} → {now}", style=CHANGE_STYLES.get(change.kind, "yellow"))
            )
    if passage.omitted:
        lines.append(
            Text("left out by " + " ".join(names.get(one, "?") for one in passage.omitted), style="dim")
        )
    return Group(*lines)

"""Why the articles of a report are its versions, for the terminal: the sentences that tie them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from newstemma.show.marks import sigla
from newstemma.show.safe import words
from newstemma.show.terminal import progress_bar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import RenderableType

    from newstemma.archive import Archive
    from newstemma.group import Tie
    from newstemma.model import Article, Id, Report


def ties_of(report: Report, archive: Archive) -> tuple[Tie, ...]:
    """Find the sentences that tie a report's versions, and tell how far the search is."""
    with progress_bar() as progress:
        return archive.explain(report.id, progress=progress)


def reasons(report: Report, ties: Sequence[Tie], articles: Mapping[Id, Article]) -> RenderableType:
    """Show how much of each version others have, and each sentence that several have with who has it."""
    if len(report.versions) == 1:
        return Text("one version: no other article has enough of its sentences")
    names = sigla(version.article for version in report.versions)
    return Group(
        _versions(report, ties, articles, names),
        Text(),
        _sentences(ties, names),
        Text("quotations, captions and what an outlet prints on every page tie nothing", style="dim"),
    )


def _versions(
    report: Report, ties: Sequence[Tie], articles: Mapping[Id, Article], names: Mapping[Id, str]
) -> Table:
    """Tabulate the versions: how many of their sentences tie them, and to which others."""
    table = Table(box=None, pad_edge=False, header_style="bold cyan", padding=(0, 2, 0, 0))
    table.add_column("")
    table.add_column("outlet")
    table.add_column("tied by", justify="right")
    table.add_column("to, and how many sentences both have", overflow="fold")
    for version in report.versions:
        article = articles[version.article]
        body = sum(article.paragraphs[sentence.paragraph].kind == "body" for sentence in article.sentences)
        together = Counter(
            carrier.article
            for tie in ties
            if any(carrier.article == version.article for carrier in tie.carriers)
            for carrier in tie.carriers
            if carrier.article != version.article
        )
        others = sorted(together, key=lambda other: (-together[other], len(names[other]), names[other]))
        table.add_row(
            Text(names[version.article], style="bold cyan"),
            words(version.outlet, unknown="unknown outlet"),
            f"{len(version.tied)} of {body} sentences",
            ", ".join(f"{names[other]} {together[other]}" for other in others),
        )
    return table


def _sentences(ties: Sequence[Tie], names: Mapping[Id, str]) -> Table:
    """Tabulate the sentences and who has them."""
    table = Table(box=None, pad_edge=False, header_style="bold cyan", padding=(0, 2, 0, 0))
    table.add_column("who has it", style="bold cyan", overflow="fold", ratio=1)
    table.add_column("sentence", overflow="fold", ratio=4)
    for tie in ties:
        table.add_row(" ".join(names[carrier.article] for carrier in tie.carriers), words(tie.text))
    return table

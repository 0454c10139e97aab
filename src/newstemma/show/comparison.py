"""A few pages read for the moment -> side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.rule import Rule
from rich.text import Text

from newstemma.collate import collate
from newstemma.errors import InputError
from newstemma.identity import identify
from newstemma.model import Report, Version
from newstemma.show import tables
from newstemma.show.evidence import origins_of, report_nouns
from newstemma.show.safe import words
from newstemma.show.synopsis import synopsis
from newstemma.show.trees import family_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from newstemma.archive import Archive
    from newstemma.model import Finding
    from newstemma.show.wanted import Wanted


def comparison(archive: Archive, width: int, *, wanted: Wanted) -> RenderableType:
    """Lay all articles of an archive side by side, whether they are versions of one report or not."""
    articles = {article.id: article for article in archive.articles()}
    if len(articles) < 2:
        faults = "; ".join(fault.reason for fault in archive.faults())
        raise InputError(
            f"two articles are needed to compare, {len(articles)} could be read" + (faults and f": {faults}")
        )
    parts: list[RenderableType] = [
        words(f"{fault.place}: {fault.reason}", "red") for fault in archive.faults()
    ]
    reports = list(archive.reports())
    together = next((one for one in reports if len(one.versions) == len(articles)), None)
    if together is None:
        parts.append(
            Text(
                f"{len(articles)} articles, {len(reports)} reports: not all go back to one text", style="bold"
            )
        )
        shown = _all_as_one(archive)
        parts += [
            Text(),
            synopsis(shown, collate(shown, articles), articles, width=width, wanted=wanted),
        ]
    for report in reports:
        if len(report.versions) < 2:
            continue
        apparatus, stemma = archive.apparatus(report.id), archive.stemma(report.id)
        count = len(set(stemma.passages))
        title = f"one report in {len(report.versions)} versions, {count} origin{'s' * (count != 1)}"
        parts += [Text(), Text(title, style="bold"), Text()]
        if report is together:
            parts += [synopsis(report, apparatus, articles, width=width, wanted=wanted), Text()]
        parts += [family_tree(report, stemma, apparatus, evidence=True), Text(), origins_of(stemma)]
    common = list(_common(archive))
    if common:
        parts += [Text(), Rule("in more than one article", align="left"), tables.findings(common)]
    return Group(*parts)


def comparison_nouns(archive: Archive, *, wanted: Wanted) -> Iterator[object]:
    """Give everything that a comparison shows: articles, reports with all that is told of them, findings."""
    yield from archive.faults()
    yield from archive.articles()
    for report in archive.reports():
        yield from report_nouns(report, archive, wanted=wanted)
    yield from _common(archive)


def _common(archive: Archive) -> Iterator[Finding]:
    return (finding for finding in archive.findings() if len(finding.articles) > 1)


def _all_as_one(archive: Archive) -> Report:
    articles = sorted(archive.articles(), key=lambda article: article.id)
    versions = (Version(a.id, a.outlet, a.headline, a.published, a.credit, ()) for a in articles)
    return Report(identify("rep", *(article.id for article in articles)), tuple(versions))

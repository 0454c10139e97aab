"""A report: its versions side by side, its family tree, its origins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from newstemma.model import Finding, Report, Story
from newstemma.room.asked import Asked
from newstemma.room.listing import FINDING_IN_REPORT, headings
from newstemma.room.rendering import render
from newstemma.room.synopsis import MOST_COLUMNS, Letter, Strip, letters, rows, strips, telling
from newstemma.room.titles import title_of
from newstemma.show.marks import sigla
from newstemma.show.svg import family_svg
from newstemma.show.trees import shares_kept

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response

    from newstemma.archive import Archive
    from newstemma.model import Apparatus, Id, Origin, Stemma, Version
    from newstemma.trace.measures import Measure

MOST_FINDINGS = 8
"""Findings told on a report's own page; the others are a link away."""
MOST_STRIPS = 120
"""Versions in the picture unless all are asked for: more make the page slow to draw."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A version with what a reader wants to know of it at a glance."""

    version: Version
    siglum: str
    strip: Strip
    elsewhere: tuple[Id, ...]
    """The other reports of which its article is a version."""


@dataclass(frozen=True, slots=True)
class Behind:
    """An origin with the passages it stands behind."""

    origin: Origin
    letter: Letter
    passages: tuple[int, ...]
    """Counted from 1."""


def report_view(archive: Archive, request: Request) -> Response:
    """Show a report."""
    report = archive.ask.get(Report, request.path_params["id"])
    apparatus, stemma = archive.apparatus(report.id), archive.stemma(report.id)
    asked = Asked(request.query_params)
    names = sigla(version.article for version in report.versions)
    columns = _columns(asked.several("v"), names) or telling(apparatus)
    only_changes = asked.choice("only", ("changes",)) == "changes"
    whole = asked.choice("versions", ("all",)) == "all"
    story = archive.ask.story_of(report.id)
    greek = letters(stemma.origins, stemma.passages)
    laid = rows(apparatus, stemma, columns, headings(archive, columns), only_changes=only_changes)
    return render(
        "report.html",
        here="/reports",
        report=report,
        title=title_of(report),
        apparatus=apparatus,
        stemma=stemma,
        story=story and archive.ask.get(Story, story),
        names=names,
        outlet_of={version.article: version.outlet for version in report.versions},
        columns=columns,
        too_many=len(asked.several("v")) > MOST_COLUMNS,
        only_changes=only_changes,
        witnesses=_witnesses(archive, report, apparatus, names, None if whole else MOST_STRIPS),
        measured=_measured(archive, report),
        rows=laid,
        places=_places(apparatus, names, {row.number for row in laid}),
        letters=greek,
        origins={origin.id: origin for origin in stemma.origins},
        behind=_behind(stemma, greek),
        tree=Markup(family_svg(report, stemma, apparatus, link="/article/{id}")),  # noqa: S704 - see family_svg
        kept=shares_kept(stemma, apparatus),
        lost={archetype.id: archetype for archetype in stemma.archetypes},
        findings=_findings(archive, report.id),
        most_findings=MOST_FINDINGS,
    )


def _measured(archive: Archive, report: Report) -> dict[Id, Measure]:
    """Measure what each version kept, unless there is one, or too many for somebody who waits."""
    if not 1 < len(report.versions) <= MOST_STRIPS:
        return {}
    return {one.article: one for one in archive.measures(report.id)}


def _places(apparatus: Apparatus, names: dict[Id, str], laid: set[int]) -> dict[int, str]:
    """Give for each passage where it can be read: on this page, or on that of a version that has it."""
    return {
        number: f"#p{number}" if number in laid else f"?v={names[passage.carriers[0].article]}#p{number}"
        for number, passage in enumerate(apparatus.passages, 1)
    }


def _columns(wanted: Iterable[str], names: dict[Id, str]) -> tuple[Id, ...]:
    """Give the versions with the wanted sigla, in the order of the versions."""
    asked = set(wanted)
    return tuple(version for version, name in names.items() if name in asked)[:MOST_COLUMNS]


def _witnesses(
    archive: Archive, report: Report, apparatus: Apparatus, names: dict[Id, str], most: int | None
) -> tuple[Witness, ...]:
    strip_of = {strip.version: strip for strip in strips(apparatus)}
    return tuple(
        Witness(
            version,
            names[version.article],
            strip_of[version.article],
            tuple(one for one in archive.ask.reports_of(version.article) if one != report.id),
        )
        for version in report.versions[:most]
    )


def _behind(stemma: Stemma, greek: dict[Id, Letter]) -> tuple[Behind, ...]:
    return tuple(
        Behind(
            origin,
            greek[origin.id],
            tuple(number for number, behind in enumerate(stemma.passages, 1) if behind == origin.id),
        )
        for origin in stemma.origins
        if origin.id in greek
    )


def _findings(archive: Archive, report: Id) -> list[Finding]:
    """Give the findings that articles of the report carry, and one more than are shown."""
    return list(archive.ask.all(Finding, FINDING_IN_REPORT, report, report, limit=MOST_FINDINGS + 1))

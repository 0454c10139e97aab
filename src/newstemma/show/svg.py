"""A stemma -> a picture: the family tree on the left, the times of print on the right.

Each text has a row of its own below the text it was made from, so that no line runs through a name, however
large the family is (the tidy way of indented trees; Reingold and Tilford's nodes amid their children take a
page where this takes a column). Times have an axis to themselves: an undated version has a place in the tree
all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from newstemma.show.marks import sigla
from newstemma.show.safe import safe, short
from newstemma.show.trees import shares_kept
from newstemma.times import instant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newstemma.model import Apparatus, Copy, Id, Report, Stemma

ROW = 38
TOP = 30
STEP = 30
MOST_INDENT = 300
LABEL = 215
WHEN = 125
AXIS = 250
RADIUS = 10
MARGIN = 8
"""Pixels: height of a row and of the head; indentation of a copy, and of the deepest; widths of a name, of a
time, of the axis of time; a text's circle; room around."""
MOST_LETTERS = 30
"""Of an outlet's name: what has room in LABEL."""
DOUBTFUL = 0.5
"""Confidence below which a copy is drawn as doubtful."""
TICKS = tuple(
    timedelta(hours=hours) for hours in (1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 720, 2160, 8760, 43800, 87600)
)
MOST_TICKS = 4


@dataclass(frozen=True, slots=True)
class _Row:
    """A text's place in the tree."""

    number: int
    depth: int


@dataclass(frozen=True, slots=True)
class _Axis:
    """The axis of time: where it begins on paper, and the times at its ends."""

    left: float
    first: datetime
    last: datetime

    def x(self, time: datetime) -> float:
        """Give the place of a time."""
        whole = (self.last - self.first).total_seconds() or 1.0
        return self.left + (time - self.first).total_seconds() / whole * AXIS

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Give round times with their places."""
        span = self.last - self.first
        step = next((tick for tick in TICKS if tick * MOST_TICKS >= span), span / MOST_TICKS)
        start = datetime(self.first.year, self.first.month, self.first.day, tzinfo=UTC)
        at = start + step * -(-(self.first - start) // step)
        while at <= self.last:
            shown = f"{at:%H:%M}" if step < timedelta(days=1) and at.hour else _day(at)
            yield self.x(at), shown if step < timedelta(days=300) else f"{at:%Y}"
            if self.last - at < step:  # the next may lie beyond all times
                return
            at += step


def family_svg(report: Report, stemma: Stemma, apparatus: Apparatus, *, link: str | None = None) -> str:
    """Draw a stemma as SVG without scripts or styles of its own; `link` is a pattern such as `/article/{id}`.

    Classes on the elements (`version`, `lost`, `copy`, `doubtful`, `siglum`, `told`, `time`, `axis`) leave
    the colours to the page around it. All text in it is escaped.
    """
    times = {version.article: instant(version.published) for version in report.versions}
    rows = _rows(stemma, times)
    above = {copy.child: copy for copy in stemma.copies}
    kept = shares_kept(stemma, apparatus)
    step = min(STEP, MOST_INDENT / max(1, *(row.depth for row in rows.values())))
    at = {
        node: (MARGIN + RADIUS + row.depth * step, TOP + (row.number + 0.5) * ROW)
        for node, row in rows.items()
    }
    names = max(x for x, _ in at.values()) + LABEL
    known = sorted(time for time in times.values() if time is not None)
    axis = _Axis(names + WHEN, known[0], known[-1]) if known and known[0] < known[-1] else None
    width = names + (WHEN if known else 0) + (AXIS + 4 * MARGIN if axis else 0)
    height = TOP + len(rows) * ROW + MARGIN
    size = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="stemma" role="group" {size}>',
            "<title>Family tree of the report</title>",
            *(_axis(axis, height) if axis else ()),
            *(_edge(above[node], at, kept) for node in reversed(rows) if node in above),
            *_texts(report, stemma, at, kept, link),
            *(_printed(time, names, at[node][1], axis) for node, time in times.items() if time is not None),
            "</svg>",
        )
    )


def _rows(stemma: Stemma, times: Mapping[Id, datetime | None]) -> dict[Id, _Row]:
    """Give each text its row: copies below what they were made from, the earlier first."""
    order = {node: n for n, node in enumerate(stemma.versions)}
    never = datetime.max.replace(tzinfo=UTC)
    below: dict[Id | None, list[Id]] = {}
    parent = {copy.child: copy.parent for copy in stemma.copies}
    for node in (*stemma.versions, *(archetype.id for archetype in stemma.archetypes)):
        below.setdefault(parent.get(node), []).append(node)
    for copies in below.values():
        copies.sort(key=lambda one: (times.get(one) or never, order.get(one, -1), one), reverse=True)
    rows: dict[Id, _Row] = {}
    waiting = [(node, 0) for node in below.get(None, ())]
    while waiting:
        node, depth = waiting.pop()
        rows[node] = _Row(len(rows), depth)
        waiting += [(child, depth + 1) for child in below.get(node, ())]
    return rows


def _edge(copy: Copy, at: Mapping[Id, tuple[float, float]], kept: Mapping[Id, float]) -> str:
    (x, y), (to_x, to_y) = at[copy.parent], at[copy.child]
    bend = min(RADIUS, to_x - x)
    line = f"M{x:.1f},{y:.1f} V{to_y - bend:.1f} Q{x:.1f},{to_y:.1f} {x + bend:.1f},{to_y:.1f} H{to_x:.1f}"
    kind = "copy" if copy.confidence >= DOUBTFUL else "copy doubtful"
    told = "; ".join(safe(one.text) for one in copy.evidence)
    return (
        f'<path class="{kind}" fill="none" stroke-width="{1 + 5 * kept.get(copy.child, 0.3):.1f}" d="{line}">'
        f"<title>{escape(told)}</title></path>"
    )


def _texts(
    report: Report,
    stemma: Stemma,
    at: Mapping[Id, tuple[float, float]],
    kept: Mapping[Id, float],
    link: str | None,
) -> Iterator[str]:
    names = sigla(version.article for version in report.versions)
    above = {copy.child: copy for copy in stemma.copies}

    def told(node: Id, default: str) -> str:
        if node not in above:
            return default
        share = f", keeps {kept[node]:.0%}" if node in kept else ""
        return f"{above[node].confidence:.0%} sure{share}"

    for version in report.versions:
        node = version.article
        drawn = _text(
            at[node],
            names[node],
            short(version.outlet, MOST_LETTERS, unknown="unknown outlet"),
            told(node, "original"),
        )
        if link is not None:
            drawn = f"<a href={quoteattr(link.format(id=node))}>{drawn}</a>"
        title = escape(safe(version.headline, unknown="no headline"))
        yield f'<g class="version"><title>{title}</title>{drawn}</g>'
    for lost in stemma.archetypes:
        name = f"lost text of {short(lost.credit, MOST_LETTERS - 13)}" if lost.credit else "lost text"
        title = escape("; ".join(safe(one.text) for one in lost.evidence))
        drawn = _text(at[lost.id], "?", name, told(lost.id, "original, not in the archive"))
        yield f'<g class="lost"><title>{title}</title>{drawn}</g>'


def _text(at: tuple[float, float], mark: str, name: str, told: str) -> str:
    x, y = at
    beside = x + RADIUS + 6
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS}"/>'
        f'<text class="siglum" x="{x:.1f}" y="{y + 4:.1f}">{escape(mark)}</text>'
        f'<text x="{beside:.1f}" y="{y - 1:.1f}">{escape(name)}</text>'
        f'<text class="told" x="{beside:.1f}" y="{y + 12:.1f}">{escape(told)}</text>'
    )


def _axis(axis: _Axis, height: float) -> Iterator[str]:
    yield f'<text class="told" x="{axis.left - WHEN:.1f}" y="{TOP - 12}">printed (UTC)</text>'
    for x, shown in axis.ticks():
        yield f'<path class="axis" d="M{x:.1f},{TOP - 6} V{height - MARGIN:.1f}"/>'
        yield f'<text class="told tick" x="{x:.1f}" y="{TOP - 12}">{shown}</text>'


def _printed(time: datetime, left: float, y: float, axis: _Axis | None) -> str:
    day = f"{_day(time)} {time.year}"
    shown = day if (time.hour, time.minute) == (0, 0) else f"{day}, {time:%H:%M}"
    drawn = f'<text class="told" x="{left:.1f}" y="{y + 4:.1f}">{shown}</text>'
    if axis is not None:
        drawn += f'<circle class="time" cx="{axis.x(time):.1f}" cy="{y:.1f}" r="4"/>'
    return drawn


def _day(time: datetime) -> str:
    return f"{time.day} {time:%b}"

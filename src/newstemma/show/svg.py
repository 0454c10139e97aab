"""A stemma -> a picture: copies from left to right, in time where the times are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from newstemma.show.marks import sigla
from newstemma.show.safe import safe, short
from newstemma.show.trees import shares_kept

if TYPE_CHECKING:
    from newstemma.model import Apparatus, Id, Report, Stemma

ROW = 34
LABEL = 250
STEP = 150
"""Pixels: height of a version, width of a label, least distance of a copy from its parent."""
MOST_WIDTH = 900
DOUBTFUL = 0.5
"""Confidence below which a copy is drawn as doubtful."""
RADIUS = 9


@dataclass(frozen=True, slots=True)
class _Node:
    x: float
    y: float


def family_svg(report: Report, stemma: Stemma, apparatus: Apparatus, *, link: str | None = None) -> str:
    """Draw a stemma as SVG without scripts or styles of its own; `link` is a pattern such as `/article/{id}`.

    Classes on the elements (`version`, `lost`, `copy`, `when`) leave the colours to the page around it.
    """
    names = sigla(version.article for version in report.versions)
    versions = {version.article: version for version in report.versions}
    lost = {archetype.id: archetype for archetype in stemma.archetypes}
    parent = {copy.child: copy.parent for copy in stemma.copies}
    place = _layout(stemma, {v.article: v.published for v in report.versions})
    kept = shares_kept(stemma, apparatus)
    width = max(node.x for node in place.values()) + LABEL + 20
    height = max(node.y for node in place.values()) + ROW
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="stemma" role="img" {_size(width, height)}>',
        "<title>Family tree of the report</title>",
    ]
    for copy in stemma.copies:
        a, b = place[copy.parent], place[copy.child]
        thickness = 1 + 5 * kept.get(copy.child, 0.4)
        middle = a.x + (b.x - a.x) / 2
        share = f", keeps {kept[copy.child]:.0%}" if copy.child in kept else ""
        told = f"{copy.confidence:.0%} sure{share}: " + "; ".join(safe(one.text) for one in copy.evidence)
        line = f"M{a.x:.0f},{a.y:.0f} C{middle:.0f},{a.y:.0f} {middle:.0f},{b.y:.0f} {b.x:.0f},{b.y:.0f}"
        kind = "copy" if copy.confidence >= DOUBTFUL else "copy doubtful"
        parts.append(
            f'<path class="{kind}" fill="none" stroke-width="{thickness:.1f}" d="{line}">'
            f"<title>{escape(told)}</title></path>"
        )
    for node, at in place.items():
        if node in versions:
            version = versions[node]
            label = short(version.outlet, 26, unknown="unknown outlet")
            when = safe(version.published)[:16].replace("T", " ")
            mark, kind, title = names[node], "version", safe(version.headline, unknown="no headline")
        else:
            credit = lost[node].credit
            label = f"lost: {short(credit, 20)}" if credit else "lost original"
            when, mark, kind = "", "?", "lost"
            title = "not in the pile; " + "; ".join(safe(one.text) for one in lost[node].evidence)
        beside = f"{at.x + RADIUS + 5:.0f}"
        inside = (
            f'<circle cx="{at.x:.0f}" cy="{at.y:.0f}" r="{RADIUS}"/>'
            f'<text class="siglum" x="{at.x:.0f}" y="{at.y + 4:.0f}">{escape(mark)}</text>'
            f'<text x="{beside}" y="{at.y + 1:.0f}">{escape(label)}</text>'
            f'<text class="when" x="{beside}" y="{at.y + 13:.0f}">{escape(when)}</text>'
        )
        if link is not None and node in versions:
            inside = f"<a href={quoteattr(link.format(id=node))}>{inside}</a>"
        root = " root" if node not in parent else ""
        parts.append(f'<g class="{kind}{root}"><title>{escape(title)}</title>{inside}</g>')
    parts.append("</svg>")
    return "".join(parts)


def _size(width: float, height: float) -> str:
    return f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'


def _layout(stemma: Stemma, published: dict[Id, str | None]) -> dict[Id, _Node]:
    """Place the texts: leaves one below the other, parents amid their children, later ones further right."""
    below: dict[Id, list[Id]] = {}
    parents = {copy.child: copy.parent for copy in stemma.copies}
    for copy in stemma.copies:
        below.setdefault(copy.parent, []).append(copy.child)
    times = {node: _time(when) for node, when in published.items()}
    known = sorted(time for time in times.values() if time is not None)
    span = known[-1] - known[0] if known else 0.0
    nodes: dict[Id, _Node] = {}
    rows = 0

    def put(node: Id, least: float) -> float:
        nonlocal rows
        time = times.get(node)
        x = (
            least
            if time is None or not span
            else max(least, 30 + (time - known[0]) / span * (MOST_WIDTH - 60))
        )
        children = sorted(below.get(node, ()), key=lambda one: (times.get(one) or 0.0, one))
        if children:
            ys = [put(child, x + STEP) for child in children]
            y = sum(ys) / len(ys)
        else:
            y = ROW * (rows + 0.7)
            rows += 1
        nodes[node] = _Node(x, y)
        return y

    everything = [*stemma.versions, *(archetype.id for archetype in stemma.archetypes)]
    for node in everything:
        if node not in parents:
            put(node, 30.0)
    return {node: nodes[node] for node in everything}


def _time(published: str | None) -> float | None:
    try:
        when = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()

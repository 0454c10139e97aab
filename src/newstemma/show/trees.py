"""A stemma -> a tree in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from rich.tree import Tree

from newstemma.show.marks import sigla
from newstemma.show.safe import safe
from newstemma.times import in_utc

if TYPE_CHECKING:
    from newstemma.model import Apparatus, Copy, Id, Report, Stemma


def family_tree(report: Report, stemma: Stemma, apparatus: Apparatus, *, evidence: bool = False) -> Tree:
    """Draw who was copied from whom; `evidence` adds why."""
    names = sigla(version.article for version in report.versions)
    versions = {version.article: version for version in report.versions}
    lost = {archetype.id: archetype for archetype in stemma.archetypes}
    above = {copy.child: copy for copy in stemma.copies}
    below: dict[Id, list[Copy]] = {}
    for copy in stemma.copies:
        below.setdefault(copy.parent, []).append(copy)
    kept = shares_kept(stemma, apparatus)

    def label(node: Id) -> Text:
        text = Text()
        if node in versions:
            version = versions[node]
            text.append(f"{names[node]} ", style="bold cyan")
            text.append(safe(version.outlet, unknown="unknown outlet"), style="bold")
            if version.published:
                text.append("  " + safe(in_utc(version.published)), style="dim")
        else:
            text.append("lost text", style="italic magenta")
            if lost[node].credit:
                text.append(f" of {safe(lost[node].credit)}", style="italic magenta")
        if node in above:
            sure = above[node].confidence
            text.append(f"  keeps {kept[node]:.0%}" if node in kept else "", style="green")
            text.append(f"  {sure:.0%} sure", style="dim" if sure > 0.5 else "yellow")
            if evidence:
                for reason in above[node].evidence:
                    text.append(f"\n   {safe(reason.text)}", style="dim")
        if evidence and node in lost:
            for reason in lost[node].evidence:
                text.append(f"\n   lost: {safe(reason.text)}", style="dim italic")
        return text

    roots = [node for node in (*versions, *lost) if node not in above]
    if len(roots) == 1:
        tree = Tree(label(roots[0]))
        waiting = [(tree, roots[0])]
    else:
        tree = Tree(Text("no common original", style="dim"))
        waiting = [(tree.add(label(root)), root) for root in roots]
    while waiting:
        parent, node = waiting.pop()
        for copy in sorted(below.get(node, ()), key=lambda copy: _order(copy.child, names)):
            waiting.append((parent.add(label(copy.child)), copy.child))
    return tree


def _order(node: Id, names: dict[Id, str]) -> tuple[bool, int, str]:
    name = names.get(node, "")
    return (bool(name), len(name), name or node)


def shares_kept(stemma: Stemma, apparatus: Apparatus) -> dict[Id, float]:
    """Give for each version copied from another the share of the parent's passages that it has."""
    have: dict[Id, set[int]] = {version: set() for version in apparatus.versions}
    for number, passage in enumerate(apparatus.passages):
        for carrier in passage.carriers:
            have[carrier.article].add(number)
    return {
        copy.child: len(have[copy.child] & have[copy.parent]) / len(have[copy.parent])
        for copy in stemma.copies
        if copy.child in have and have.get(copy.parent)
    }

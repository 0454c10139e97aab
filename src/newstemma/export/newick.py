"""Family trees in Newick, one a line, for programs that read phylogenies.

A version that others were copied from is an inner node with a name, as a lost text is. Names end with the
text's id, so that none occurs twice in a tree. How sure a copy is, and what share of its parent it keeps,
stand in a comment after its name, as BEAST and FigTree write and read them: `[&confidence=0.93,kept=0.8]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstemma.export.families import lost_name
from newstemma.model import Version
from newstemma.show.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from newstemma.export.families import Family
    from newstemma.model import Id


def write(families: Iterable[Family], file: TextIO) -> int:
    """Write a line a tree, and count them."""
    count = 0
    for family in families:
        file.write(newick(family) + "\n")
        count += 1
    return count


def newick(family: Family) -> str:
    """Give a tree. Several texts without a parent hang under a nameless one."""
    names = {
        one.article if isinstance(one, Version) else one.id: _name(
            f"{safe(one.outlet, unknown='unknown outlet')} {one.article}"
            if isinstance(one, Version)
            else f"{lost_name(one)} {one.id}"
        )
        for one in family.texts
    }
    above, kept = family.above, family.kept
    below: dict[Id | None, list[Id]] = {}
    for text in names:
        below.setdefault(above[text].parent if text in above else None, []).append(text)
    for text, copy in above.items():
        share = f",kept={kept[text]}" if text in kept else ""
        names[text] += f"[&confidence={copy.confidence}{share}]"
    report = f'[&report="{family.report.id}"]'
    roots = below[None]
    if len(roots) == 1:
        names[roots[0]] += report
        return _joined(roots[0], below, names) + ";"
    return f"({','.join(_joined(root, below, names) for root in roots)}){report};"


def _joined(root: Id, below: dict[Id | None, list[Id]], names: dict[Id, str]) -> str:
    """Write a text with all that go back to it; without recursion, for a chain of copies may be long."""
    written: dict[Id, str] = {}
    todo = [root]
    while todo:
        text = todo[-1]
        copies = below.get(text, [])
        waiting = [copy for copy in copies if copy not in written]
        if waiting:
            todo += waiting
            continue
        todo.pop()
        inner = f"({','.join(written.pop(copy) for copy in copies)})" if copies else ""
        written[text] = inner + names[text]
    return written[root]


def _name(text: str) -> str:
    """Quote a name: inside quotation marks only these themselves are doubled."""
    return "'" + text.replace("'", "''") + "'"

"""A tree -> what independent copies share, so that no single one of them can have brought it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newstemma.trace.confidence import texts_below

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newstemma.trace.lost import Tree

PROOF = 7.0
"""By how much it must be likelier that copies are independent than that one gave to all others what they
have and other versions lack, in nats: a thousand times. On a made wire (seed 12) 62 of 32,860 passages taken
as proven without it were nobody's but one outlet's, and 11 of 31,214 with it."""
NOBODY = -1


def in_independent_copies(tree: Tree) -> frozenset[int]:
    """Give the numbers of the passages that all versions have, or copies that are surely independent.

    A passage that some versions lack may be the addition of one that has it, from which the others who have
    it were copied. So they count as independent only if the tree in which they are is far likelier than one
    in which all of them go back to one of them. What an agency's own text in the pile has needs no such
    proof.
    """
    root = int(np.flatnonzero(tree.parents == len(tree.texts))[0])
    of_agency = root < tree.versions and bool(tree.texts.agency[root])
    families: dict[int, _Family] = {}
    known: dict[tuple[int, ...], bool] = {}
    found: set[int] = set()
    for number, column in enumerate(tree.texts.present[: tree.versions].T):
        having = tuple(np.flatnonzero(column).tolist())
        if having not in known:
            known[having] = (
                len(having) == tree.versions
                or (of_agency and root in having)
                or (len(having) > 1 and _margin(tree, root, having, families) >= PROOF)
            )
        if known[having]:
            found.add(number)
    return frozenset(found)


def _margin(tree: Tree, root: int, having: tuple[int, ...], families: dict[int, _Family]) -> float:
    """Say by how much likelier the tree is than one in which all who have a passage go back to one."""
    first = root
    while True:
        if first not in families:
            families[first] = _Family(tree, first)
        family = families[first]
        inside = sorted({int(family.branch[text]) for text in having})
        if len(inside) > 1:
            return float(family.dearer[np.ix_(inside, inside)].sum(axis=1).min())
        first = family.tops[inside[0]]
        if first < tree.versions:
            return 0.0


class _Family:
    """A text, the branches that go back to it, and what it costs that one of them was copied from another."""

    def __init__(self, tree: Tree, first: int) -> None:
        self.tops = [first] * (first < tree.versions) + tree.children(first)
        """The first text of each branch; a version is a branch of its own beside its copies."""
        self.branch: NDArray[np.int64] = np.full(len(tree.texts), NOBODY)
        """Of each text."""
        size = len(self.tops)
        self.dearer = np.zeros((size, size))
        """Branch x branch: how much dearer the second is as a copy of some text of the first, in nats."""
        for number, top in enumerate(self.tops):
            members = [first] if top == first else np.flatnonzero(texts_below(tree, top)).tolist()
            self.branch[members] = number
            self.dearer[number] = tree.costs[np.ix_(members, self.tops)].min(axis=0)
        self.dearer -= tree.costs[first, self.tops]
        if first < tree.versions:
            self.dearer[:, 0] = np.inf  # nothing is above it in its family
        np.fill_diagonal(self.dearer, 0.0)

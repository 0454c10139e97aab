"""Costs of all copies -> the tree that costs least."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Nodes = NDArray[np.int64]
    Costs = NDArray[np.float64]

UNLED = -2
"""Stands for the parent of a node that is part of another."""


class _Contraction(NamedTuple):
    """A cycle that became one node, which has the number of its first."""

    cycle: list[int]
    before: list[int]
    """The parent in the cycle of each of its nodes."""
    entering: Costs
    """Of each node as the parent of each of the cycle, instead of the one in the cycle: cycle x nodes."""
    leaving: Costs
    """Of each of the cycle as the parent of each node: nodes x cycle."""


class _Graph:
    """What it costs to go from each node to each other, and which nodes became one."""

    def __init__(self, costs: Costs) -> None:
        self.into = costs.T.copy()
        """Child x parent: what is looked at most lies in rows."""
        np.fill_diagonal(self.into, np.inf)
        self.gone = np.zeros(len(costs))
        """Infinite for nodes that became part of another."""

    def contract(self, path: list[int]) -> _Contraction:
        """Put one node in the place of a cycle, of which each node's parent is the next."""
        cycle, before = map(list, zip(*sorted(zip(path, [*path[1:], path[0]], strict=True)), strict=True))
        whole = cycle[0]
        entering, leaving = self.into.take(cycle, axis=0), self.into.take(cycle, axis=1)
        for n, parent in enumerate(before):
            entering[n] -= entering.item(n, parent)
            entering[n] += self.gone
        for node in cycle:
            self.gone[node] = np.inf
        self.into[:, whole] = _least(leaving.T)
        np.add(_least(entering), self.gone, out=self.into[whole])
        self.gone[whole] = 0.0
        return _Contraction(cycle, before, entering, leaving)


def cheapest_tree(costs: Costs, root: int) -> Nodes:
    """Give each node's parent in the arborescence of least cost; the root's is -1.

    `costs[parent, child]` may be finite or inf. Chu and Liu (1965), Edmonds (1967), on a dense matrix: from
    each node its cheapest parents are followed up, and a cycle that they run into becomes one node, in place
    (Gabow and others 1986). A contraction takes time in proportion to the nodes alone, and the whole to their
    square. Of equal parents the lower number is taken.
    """
    graph = _Graph(costs)
    parents = graph.into.argmin(axis=1).tolist()
    within = list(range(len(costs)))  # the node that each became part of
    finished, on_path = [False] * len(costs), [False] * len(costs)
    finished[root] = True
    contractions: list[_Contraction] = []
    for start in range(len(costs)):
        path: list[int] = []
        above = _top(within, start)
        while not finished[above]:
            if on_path[above]:
                cycle = path[path.index(above) :]
                del path[-len(cycle) :]
                contractions.append(graph.contract(cycle))
                above = contractions[-1].cycle[0]
                for node in cycle:
                    within[node] = above
                parents[above] = int(graph.into[above].argmin())
            path.append(above)
            on_path[above] = True
            above = _top(within, parents[above])
        for node in path:
            finished[node] = True
    led = np.array(
        [_top(within, parent) if within[node] == node else UNLED for node, parent in enumerate(parents)]
    )
    led[root] = -1
    for cycle, before, entering, leaving in reversed(contractions):
        nodes = np.array(cycle)
        (below,), entrance = (led == cycle[0]).nonzero(), led[cycle[0]]
        led[below] = nodes[leaving.take(below, axis=0).argmin(axis=1)]
        led[nodes] = before
        led[nodes[entering[:, entrance].argmin()]] = entrance
    return led


def _least(rows: Costs) -> Costs:
    """Give the least of each column: for two rows much faster than `rows.min`."""
    least: Costs = np.minimum(rows[0], rows[1])
    for row in rows[2:]:
        np.minimum(least, row, out=least)
    return least


def _top(within: list[int], node: int) -> int:
    """Give the node that this one is part of by now (path halving, Tarjan and van Leeuwen 1984)."""
    while within[node] != node:
        within[node] = within[within[node]]
        node = within[node]
    return node

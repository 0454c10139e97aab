"""Costs of all copies -> the tree that costs least."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Nodes = NDArray[np.int64]
    Costs = NDArray[np.float64]


class _Contraction(NamedTuple):
    """A cycle that became one node."""

    cycle: list[int]
    before: list[int]
    """The parent in the cycle of each of its nodes."""
    entering: Costs
    """Of each node as the parent of each of the cycle, instead of the one in the cycle: cycle x nodes."""
    leaving: Costs
    """Of each of the cycle as the parent of each node: cycle x nodes."""


class _Graph:
    """What it costs to go from each node to each other, with room for the nodes that cycles become."""

    def __init__(self, costs: Costs) -> None:
        count = len(costs)
        self.size = 2 * count  # there are fewer contractions than nodes
        self.into = np.full((self.size, self.size), np.inf)
        """Child x parent: what is looked at most lies in rows."""
        self.into[:count, :count] = costs.T
        np.fill_diagonal(self.into, np.inf)
        self.out = self.into.T.copy()
        self.gone = np.zeros(self.size)
        """Infinite for nodes that became part of another."""

    def contract(self, path: list[int], whole: int) -> _Contraction:
        """Put one node in the place of a cycle, of which each node's parent is the next."""
        cycle, before = map(list, zip(*sorted(zip(path, [*path[1:], path[0]], strict=True)), strict=True))
        self.gone[cycle] = np.inf
        entering, leaving = np.empty((len(cycle), self.size)), self.out[cycle]
        for row, node, parent in zip(entering, cycle, before, strict=True):
            np.subtract(self.into[node], self.into.item(node, parent), out=row)
            np.add(row, self.gone, out=row)
        self.into[whole], self.out[whole] = _least(entering), _least(leaving)
        self.out[:, whole], self.into[:, whole] = self.into[whole], self.out[whole]
        return _Contraction(cycle, before, entering, leaving)


def cheapest_tree(costs: Costs, root: int) -> Nodes:
    """Give each node's parent in the arborescence of least cost; the root's is -1.

    `costs[parent, child]` may be finite or inf. Chu and Liu (1965), Edmonds (1967), on a dense matrix: from
    each node its cheapest parents are followed up, and a cycle that they run into becomes a node after all
    others, in place (Gabow and others 1986). A contraction takes time in proportion to the nodes alone, and
    the whole to their square. Of equal parents the lower number is taken.
    """
    count = len(costs)
    graph = _Graph(costs)
    parents = graph.into[:count].argmin(axis=1).tolist()
    within = list(range(graph.size))  # the node that each became part of
    finished, on_path = [False] * graph.size, [False] * graph.size
    finished[root] = True
    contractions: list[_Contraction] = []
    for start in range(count):
        path: list[int] = []
        above = _top(within, start)
        while not finished[above]:
            if on_path[above]:
                cycle = path[path.index(above) :]
                del path[-len(cycle) :]
                above = len(parents)
                contractions.append(graph.contract(cycle, above))
                for node in cycle:
                    within[node] = above
                parents.append(int(graph.into[above].argmin()))
            path.append(above)
            on_path[above] = True
            above = _top(within, parents[above])
        for node in path:
            finished[node] = True
    led = np.array([-1 if node == root else _top(within, parents[node]) for node in range(len(parents))])
    for number, one in reversed(list(enumerate(contractions, count))):
        nodes = np.array(one.cycle)
        below = np.flatnonzero(led[:number] == number)
        entrance = led[number]
        led[below] = nodes[one.leaving[:, below].argmin(axis=0)]
        led[nodes] = one.before
        led[nodes[one.entering[:, entrance].argmin()]] = entrance
    return led[:count]


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

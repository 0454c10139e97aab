"""Costs of all copies -> the tree that costs least."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Nodes = NDArray[np.int64]


class _Contraction(NamedTuple):
    """A cycle that became one node."""

    cycle: Nodes
    before: Nodes
    """The parent in the cycle of each of its nodes."""
    enters_at: Nodes
    """For each node the one of the cycle that it would best be the parent of."""
    leaves_from: Nodes
    """For each node the one of the cycle that would best be its parent."""


def cheapest_tree(costs: NDArray[np.float64], root: int) -> Nodes:
    """Give each node's parent in the arborescence of least cost; the root's is -1.

    `costs[parent, child]` may be finite or inf. Chu and Liu (1965), Edmonds (1967), on a dense matrix: a
    cycle becomes a node after all others, in place, so that a contraction takes time in proportion to the
    nodes alone, and the whole near their square. Ties go to the lower number.
    """
    count = len(costs)
    size = 2 * count  # there are fewer contractions than nodes
    table = np.full((size, size), np.inf)
    table[:count, :count] = costs
    np.fill_diagonal(table, np.inf)
    table[:, root] = np.inf
    parents = np.full(size, -1, dtype=np.int64)
    parents[:count] = table[:count, :count].argmin(axis=0)
    parents[root] = -1
    gone = np.ones(size, dtype=bool)
    gone[:count] = False
    contractions: list[_Contraction] = []
    visited = np.full(size, -1, dtype=np.int64)
    start = 0
    while start < count + len(contractions):
        cycle = None if gone[start] else _cycle_from(start, parents, visited)
        if cycle is None:
            start += 1
            continue
        whole = count + len(contractions)
        contractions.append(_contract(table, parents, cycle, whole))
        gone[cycle], gone[whole] = True, False
        in_cycle = np.zeros(size, dtype=bool)
        in_cycle[cycle] = True  # never the last number, which -1 stands for: nodes become ever fewer
        again = np.append(np.flatnonzero(in_cycle[parents[:whole]] & ~gone[:whole]), whole)
        parents[again] = table[: whole + 1, again].argmin(axis=0)
        visited[visited == start] = -1
    for number, one in reversed(list(enumerate(contractions, count))):
        led = np.flatnonzero(parents[:number] == number)
        entrance = parents[number]
        parents[led] = one.leaves_from[led]
        parents[one.cycle] = one.before
        parents[one.enters_at[entrance]] = entrance
    return parents[:count]


def _contract(table: NDArray[np.float64], parents: Nodes, cycle: Nodes, whole: int) -> _Contraction:
    """Put one node in the place of a cycle."""
    before = parents[cycle].copy()
    entering = table[:whole, cycle] - table[before, cycle]
    leaving = table[cycle, :whole]
    enters, leaves = entering.argmin(axis=1), leaving.argmin(axis=0)
    table[:whole, whole] = entering[np.arange(whole), enters]
    table[whole, :whole] = leaving[leaves, np.arange(whole)]
    table[cycle] = np.inf
    table[:, cycle] = np.inf
    return _Contraction(cycle, before, cycle[enters], cycle[leaves])


def _cycle_from(start: int, parents: Nodes, visited: Nodes) -> Nodes | None:
    """Find the cycle to which a node's ancestors lead; nodes visited from others before lead to none."""
    node = start
    while node >= 0 and visited[node] < 0:
        visited[node] = start
        node = int(parents[node])
    if node < 0 or visited[node] != start:
        return None
    cycle = [node]
    while (node := int(parents[node])) != cycle[0]:
        cycle.append(node)
    return np.array(sorted(cycle), dtype=np.int64)

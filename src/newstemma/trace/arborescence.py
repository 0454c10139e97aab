"""Costs of all copies -> the tree that costs least."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def cheapest_tree(costs: NDArray[np.float64], root: int) -> NDArray[np.int64]:
    """Give each node's parent in the arborescence of least cost; the root's is -1.

    `costs[parent, child]` may be finite or inf. Chu and Liu (1965), Edmonds (1967), on a dense matrix: each
    contraction of a cycle copies what is left of it, so the time is at most cubic in the nodes, in practice
    near their square. Ties go to the lower number.
    """
    costs = costs.astype(np.float64)
    np.fill_diagonal(costs, np.inf)
    costs[:, root] = np.inf
    return _solve(costs, root)


def _solve(costs: NDArray[np.float64], root: int) -> NDArray[np.int64]:
    parents: NDArray[np.int64] = costs.argmin(axis=0)
    parents[root] = -1
    cycle = _cycle(parents)
    if cycle is None:
        return parents
    inside = np.zeros(len(costs), dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    whole = len(rest)  # the number of the contracted cycle
    smaller = np.full((whole + 1, whole + 1), np.inf)
    smaller[:whole, :whole] = costs[np.ix_(rest, rest)]
    entering = costs[np.ix_(rest, cycle)] - costs[parents[cycle], cycle]
    enters_at = entering.argmin(axis=1)
    smaller[:whole, whole] = entering[np.arange(whole), enters_at]
    leaving = costs[np.ix_(cycle, rest)]
    leaves_from = leaving.argmin(axis=0)
    smaller[whole, :whole] = leaving[leaves_from, np.arange(whole)]
    smaller[whole, whole] = np.inf
    solved = _solve(smaller, int(np.flatnonzero(rest == root)[0]))
    for n, node in enumerate(rest):
        parent = solved[n]
        parents[node] = -1 if parent < 0 else cycle[leaves_from[n]] if parent == whole else rest[parent]
    entrance = solved[whole]
    parents[cycle[enters_at[entrance]]] = rest[entrance]
    return parents


def _cycle(parents: NDArray[np.int64]) -> NDArray[np.int64] | None:
    """Find a cycle in a map of parents."""
    visited = np.full(len(parents), -1)
    for start in range(len(parents)):
        node = start
        while node >= 0 and visited[node] < 0:
            visited[node] = start
            node = int(parents[node])
        if node >= 0 and visited[node] == start:
            cycle = [node]
            while (node := int(parents[node])) != cycle[0]:
                cycle.append(node)
            return np.array(sorted(cycle), dtype=np.int64)
    return None

"""A tree and one of its copies -> how sure it is that the copy was made from just that parent.

A logistic regression on what the search knows, fitted by `benchmarks/calibration.py --fit` on made wires: of
the copies said to be 0.9 sure, nine in ten are right. A parent counts as right too where another version
explains the child as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newstemma.trace.characters import Characters
    from newstemma.trace.lost import Tree

TEMPERATURE = 2.0
"""How much surer the costs sound than they are."""
LEAST_SHARE = 0.03
LEAST = 0.2
"""How often even the unlikeliest of the trees' parents is right: the third parameter of Birnbaum (1968)."""
LEAST_SAID = 0.4
"""So many are right of the copies, about one in a hundred, that would be said to be less sure."""
WEIGHTS = {
    "always": -0.15,
    "share": 0.61,
    "lost": 1.36,
    "agency": 0.88,
    "credited": -1.05,
    "agency at hand": 0.66,
    "versions": 0.55,
    "cost": -0.3,
}
"""Log odds for each of the features, in nats."""


def confidence(found: Characters, tree: Tree, child: int) -> float:
    """Give the chance, 0 to 1, that a text was copied from the parent that it has in the tree."""
    values = features(found, tree, child)
    odds = sum(WEIGHTS[name] * value for name, value in values.items())
    return round(max(LEAST_SAID, float(LEAST + (1 - LEAST) / (1 + np.exp(-odds)))), 3)


def features(found: Characters, tree: Tree, child: int) -> dict[str, float]:
    """Give what the chance is judged by."""
    parent = int(tree.parents[child])
    share = float(np.clip(_share(tree, parent, child), LEAST_SHARE, 1 - LEAST_SHARE))
    is_lost = parent >= tree.versions
    return {
        "always": 1.0,
        "share": float(np.log(share / (1 - share))),
        "lost": float(is_lost),
        "agency": float(tree.texts.agency[parent] and not is_lost),
        "credited": float(found.credit is not None),
        "agency at hand": float(tree.texts.agency[: tree.versions].any()),
        "versions": float(np.log(tree.versions)),
        "cost": float(np.log1p(max(0.0, tree.costs[parent, child]))),
    }


def _share(tree: Tree, parent: int, child: int) -> float:
    """Give the share of likelihood that the parent has among all texts that could be the child's."""
    possible = ~texts_below(tree, child)
    costs: NDArray[np.float64] = tree.costs[: len(possible), child]
    dearer = np.where(possible, costs - costs[possible].min(), np.inf)
    weights = np.exp(-dearer / TEMPERATURE)
    return float(weights[parent] / weights.sum())


def texts_below(tree: Tree, node: int) -> NDArray[np.bool_]:
    """Mark a text and all that go back to it."""
    under = np.zeros(len(tree.texts), dtype=bool)
    under[node] = True
    todo = [node]
    while todo:
        for one in tree.children(todo.pop()):
            if not under[one]:
                under[one] = True
                todo.append(one)
    return under

"""The order of passages that does the least violence to all versions, and who departs from it."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_PASSAGES = 400
"""Above it the order found while collating stays: the search below costs the square of it."""
MOST_ROUNDS = 20


def arrange(order: Sequence[int], sequences: Iterable[Sequence[int]]) -> list[int]:
    """Move passages, one at a time, to where most versions have them, until no move helps.

    `order` holds the numbers 0..n-1 of all passages as found; `sequences` each version's passages in its own
    order. What is lowered is the number of pairs that a version has the other way round (Kemeny 1959), by
    insertion moves (Schiavinotto and Stützle 2004).
    """
    order, sequences = list(order), list(sequences)
    at = {place: n for n, place in enumerate(order)}
    agreed = all(at[a] <= at[b] for sequence in sequences for a, b in pairwise(sequence))
    if agreed or len(order) > MOST_PASSAGES:
        return order
    before = np.zeros((len(order), len(order)), dtype=np.int32)
    for sequence in sequences:
        places = np.array(list(dict.fromkeys(sequence)), dtype=np.int64)
        for n, place in enumerate(places):
            before[place, places[n + 1 :]] += 1
    wish = before - before.T  # above 0: most versions have the row before the column
    for _ in range(MOST_ROUNDS):
        moved = False
        for place in tuple(order):
            here = order.index(place)
            rest = np.array(order[:here] + order[here + 1 :], dtype=np.int64)
            # Gain of standing at position n: the wishes of all that then stand after it, less those before.
            ahead = np.concatenate(([0], np.cumsum(wish[rest, place])))
            behind = np.concatenate((np.cumsum(wish[place, rest][::-1])[::-1], [0]))
            gain = ahead + behind
            best = int(np.argmax(gain))
            if gain[best] > gain[here]:
                order = [*rest[:best].tolist(), place, *rest[best:].tolist()]
                moved = True
        if not moved:
            break
    return order


def out_of_order(positions: Sequence[int]) -> set[int]:
    """Give the indexes outside a longest increasing subsequence (Fredman 1975): what was moved."""
    if all(a < b for a, b in pairwise(positions)):
        return set()
    tails: list[int] = []
    tail_at: list[int] = []
    previous: list[int] = []
    for n, position in enumerate(positions):
        length = bisect_left(tails, position)
        previous.append(tail_at[length - 1] if length else -1)
        tails[length : length + 1] = [position]
        tail_at[length : length + 1] = [n]
    kept: set[int] = set()
    n = tail_at[-1] if tail_at else -1
    while n >= 0:
        kept.add(n)
        n = previous[n]
    return set(range(len(positions))) - kept

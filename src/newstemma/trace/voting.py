"""Which wording the original had: the one that asks for the fewest changes down the family tree.

Sankoff's small parsimony (1975) over the stemma, with the original above everything: what independent
branches agree in is the original's, however many copies the others were multiplied in. A version that changes
much elsewhere is believed less, and so is, where letters differ, one that misreads much.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from newstemma.model import Id

ABSENT = -1
HEALING = 2.0
"""Damage set right without the original at hand, where a change costs 1."""
MIXTURE = 0.5
"""Changes that a mixture of readings must save. Set on made wires."""
USUAL_RATE = 0.12
"""Share of its passages that a newsroom rewords, as far as nothing else is known of it: the mean of the
shares in `trace.habits`."""
CHANGE = -log(USUAL_RATE)
"""Nats of one change, at the usual rate."""
CLEAR = 0.4
"""Lead, in changes, from which an election counts in full against those who read otherwise."""
USUAL_DAMAGE = 0.05
"""Share of its passages in which letters come out wrong, as far as nothing else is known of a text."""
USUAL_WEIGHT = 4.0
"""Passages that this first guess counts for."""


class Generation(NamedTuple):
    """All texts that are equally many copies away from the original, brothers side by side."""

    texts: NDArray[np.int64]
    parents: NDArray[np.int64]
    """Of each text."""
    eldest: NDArray[np.int64]
    """Where in `texts` each row of brothers begins."""


@dataclass(frozen=True, slots=True)
class Branches:
    """The family tree with the original on top: number of each text, its parent, and who is a version."""

    parents: tuple[int, ...]
    """Of each text; the original, number 0, is its own. Parents stand before their children."""
    rows: Mapping[Id, int]
    """The number of each version."""
    lost: frozenset[int]
    """The numbers of the original and of the other lost texts."""

    below: tuple[tuple[int, ...], ...]
    """The children of each text."""
    generations: tuple[Generation, ...]
    """From the children of the original down."""

    def having(self, versions: Iterable[Id]) -> set[int]:
        """Give all texts that are these versions, or above one of them."""
        found = {0}
        for version in versions:
            n = self.rows[version]
            while n not in found:
                found.add(n)
                n = self.parents[n]
        return found

    def branching(self, texts: set[int]) -> tuple[int, list[int]]:
        """Give the lowest lost text that all these texts go back to, and its branches that have some of them.

        That is the original, or a lost text below it where only one branch, a lost one, has any.
        """
        first = 0
        while True:
            inside = [child for child in self.below[first] if child in texts]
            if len(inside) != 1 or inside[0] not in self.lost:
                return first, inside
            first = inside[0]


def branches(versions: Sequence[Id], parent_of: Mapping[Id, Id]) -> Branches:
    """Put the original over a family tree.

    A lost text at the root is the original. Where the root is a version, what was copied from it stands
    beside it: that nothing stood above it is what the tree cannot prove.
    """
    below: dict[Id | None, list[Id]] = {}
    for text in sorted({*versions, *parent_of}):
        parent = parent_of.get(text)
        below.setdefault(parent if parent in parent_of else None, []).append(text)
    parents, numbers = [0], {}
    todo: list[tuple[Id, int]] = [(text, 0) for text in reversed(below.get(None, []))]
    while todo:
        text, parent_number = todo.pop()
        numbers[text] = len(parents)
        parents.append(parent_number)
        todo += [(child, numbers[text]) for child in reversed(below.get(text, []))]
    rows = {version: numbers[version] for version in versions}
    children: list[list[int]] = [[] for _ in parents]
    for n, parent_number in enumerate(parents[1:], 1):
        children[parent_number].append(n)
    lost = frozenset(range(len(parents))).difference(rows.values())
    return Branches(tuple(parents), rows, lost, tuple(map(tuple, children)), tuple(_generations(children)))


def _generations(children: Sequence[Sequence[int]]) -> Iterator[Generation]:
    above = [0]
    while pairs := [(parent, child) for parent in above for child in children[parent]]:
        parents, texts = np.array(pairs).T
        yield Generation(texts, parents, np.flatnonzero(np.diff(parents, prepend=-1)))
        above = texts.tolist()


class Groups:
    """Groups of the wordings of each place; those of a group differ in letters alone."""

    def __init__(self, numbers: NDArray[np.int64]) -> None:
        """Take place x wording: the number of its group, or ABSENT where there is no such wording."""
        self.numbers = numbers
        flat = (numbers + np.arange(len(numbers))[:, None] * (numbers.shape[1] + 1)).ravel()
        self._order = flat.argsort(kind="stable")
        begins = np.diff(flat[self._order], prepend=-2) != 0
        self._begins = np.flatnonzero(begins)
        self._of = np.empty_like(flat)
        self._of[self._order] = begins.cumsum() - 1

    def least(self, cost: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give for ... x place x wording the least cost of the wordings of its group."""
        flat = cost.reshape(-1, self.numbers.size)[:, self._order]
        least: NDArray[np.float64] = np.minimum.reduceat(flat, self._begins, axis=1)[:, self._of]
        return least.reshape(cost.shape)

    def same(self, at: NDArray[np.int64], wordings: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Say of each place and wording whether it is of the group of the one given for the place."""
        of: NDArray[np.bool_] = self.numbers[at] == self.numbers[at, wordings][..., None]
        return of


@dataclass(slots=True)
class Ballot:
    """The places of one passage, and who reads what there."""

    states: NDArray[np.int64]
    """Text x place: number of its wording, or ABSENT."""
    groups: Groups
    damaged: NDArray[np.bool_]
    """Place x wording: whether it is another one gone wrong."""
    reads: NDArray[np.int64]
    """Of each text: the row of its reading in `readings`, or ABSENT."""
    readings: NDArray[np.int64]
    """Reading x place: number of its wording, for the readings that have a vote."""
    handicap: NDArray[np.float64]
    """Place x wording: small costs that decide where the tree does not; infinite where there is no such
    wording."""


class Weights(NamedTuple):
    """What it costs each text to depart from its parent."""

    change: NDArray[np.float64]
    """In words."""
    damage: NDArray[np.float64]
    """In letters."""


def costs(ballot: Ballot, tree: Branches, weights: Weights) -> NDArray[np.float64]:
    """Give text x place x wording: the cost of all that stands below a text, if it read so."""
    cost = np.zeros((len(tree.parents), *ballot.handicap.shape))
    known = np.nonzero(ballot.states >= 0)
    cost[known] = np.inf
    cost[*known, ballot.states[known]] = 0
    for texts, parents, eldest in reversed(tree.generations):
        upward = _from_above(cost[texts], ballot, Weights(*(one[texts] for one in weights)))
        cost[parents[eldest]] += np.add.reduceat(upward, eldest, axis=0)
    cost[0] += ballot.handicap
    return cost


def elect(cost: NDArray[np.float64], ballot: Ballot) -> NDArray[np.int64]:
    """Give the original's wording at each place, from place x wording: its costs.

    One reading whole, unless a mixture of several is cheaper: an editor who turns a sentence round changes it
    in several places at once, and half of it is no sentence. Letters are healed place by place.
    """
    healed = ballot.groups.least(cost)
    mixed: NDArray[np.int64] = healed.argmin(axis=1)
    at = np.arange(len(cost))
    whole = healed[at, ballot.readings].sum(axis=1)
    best = int(whole.argmin())
    elected = ballot.readings[best] if whole[best] <= healed[at, mixed].sum() + MIXTURE else mixed
    same = ballot.groups.same(at, elected)
    spelt: NDArray[np.int64] = np.where(same, cost, np.inf).argmin(axis=1)
    return spelt


def _from_above(cost: NDArray[np.float64], ballot: Ballot, weights: Weights) -> NDArray[np.float64]:
    """Give text x place x wording: the cost of each wording of a text's parent, from the costs of its own."""
    change, damage = (one[:, None, None] for one in weights)
    reworded = (cost + change + np.where(ballot.damaged, damage, 0.0)).min(axis=2, keepdims=True)
    misread = ballot.groups.least(cost) + damage
    out_of = np.where(ballot.damaged, HEALING, 0.0)
    upward: NDArray[np.float64] = np.minimum(cost, np.minimum(reworded, misread) + out_of)
    return upward


def history(
    elected: NDArray[np.int64],
    cost: NDArray[np.float64],
    ballot: Ballot,
    tree: Branches,
    weights: Weights,
) -> NDArray[np.int64]:
    """Give text x place: every text's wording in the cheapest history that begins with what was elected."""
    state = np.zeros(cost.shape[:2], dtype=np.int64)
    state[0] = elected
    at = np.arange(cost.shape[1])
    for texts, parents, _ in tree.generations:
        above = state[parents]
        change, damage = (one[texts, None, None] for one in weights)
        reworded = change + np.where(ballot.damaged, damage, 0.0)
        same = ballot.groups.same(at, above)
        into = np.where(same, np.minimum(reworded, damage), reworded)
        into += np.where(ballot.damaged[at, above], HEALING, 0.0)[:, :, None]
        np.put_along_axis(into, above[:, :, None], 0.0, axis=2)
        state[texts] = (cost[texts] + into).argmin(axis=2)
    return state


@dataclass(frozen=True, slots=True)
class History:
    """What became of one passage's words, in the cheapest way."""

    ballot: Ballot
    state: NDArray[np.int64]
    """Text x place: number of its wording."""
    cost: NDArray[np.float64]
    """Place x wording: what the original's having it costs."""


def weigh(histories: Sequence[History], tree: Branches) -> Weights:
    """Say what departing costs each text: little where it departs in many of its passages."""
    count = len(tree.parents)
    held, changed, harmed = np.zeros(count), np.zeros(count), np.zeros(count)
    parents = np.array(tree.parents)
    for one in histories:
        ballot, state = one.ballot, one.state
        has = ballot.reads >= 0
        at = np.arange(state.shape[1])
        above = state[parents]
        departs = has[:, None] & (ballot.states >= 0) & (state != above)
        in_letters = departs & (ballot.groups.numbers[at, state] == ballot.groups.numbers[at, above])
        held += has
        # What was elected by a hair says nothing of who changed it.
        behind = one.cost[at, ballot.readings].sum(axis=1) - one.cost[at, state[0]].sum()
        changed += (departs & ~in_letters).any(axis=1) * np.clip(behind[ballot.reads] / CLEAR, 0, 1)
        lead = np.where(in_letters, one.cost[at, state] - one.cost[at, above], 0.0)
        harmed += np.clip(lead.max(axis=1) / CLEAR, 0, 1)
    return Weights(_weight(changed, held, USUAL_RATE), _weight(harmed, held, USUAL_DAMAGE))


def _weight(departing: NDArray[np.float64], held: NDArray[np.float64], usual: float) -> NDArray[np.float64]:
    rate = (departing + usual * USUAL_WEIGHT) / (held + USUAL_WEIGHT)
    weight: NDArray[np.float64] = -np.log(np.clip(rate, 0.01, 0.9)) / CHANGE
    return weight

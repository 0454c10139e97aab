"""Texts that are not in the pile: where one is needed, and what it must have had.

The tree over the versions alone is found first. Then lost texts are tried: one over all versions, one over
any brothers that share what their parent has not, and one over a text and those of its copies that agree
with its parent against it. A lost text is kept only where the whole becomes likelier by it (a Steiner tree by
local search).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from math import log
from typing import TYPE_CHECKING

import numpy as np

from newstemma.limits import one_core
from newstemma.trace.arborescence import cheapest_tree
from newstemma.trace.characters import ABSENT, Texts
from newstemma.trace.costs import copy_costs
from newstemma.trace.habits import HABITS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newstemma.trace.characters import Characters

MOST_LOST = 5
"""Lost texts of one report."""
MOST_TRIED = 4
"""Sets of texts tried before the search is over: those that share most. With six, trees come out alike."""
MOST_ROUNDS = 3
"""Times that lost texts are made from the tree they gave, and that what a root had is judged anew."""
MOST_DOUBTED = 24
"""Runs of passages of which it is tried whether a lost root had them, those first that are least sure."""
LEAST_GAIN = 1e-6
"""By how much a tree must be likelier than another, in nats, to be taken instead of it."""
AGAINST_ONE = 3.0
"""By how much it must be likelier that a lost root had not what a single copy lacks, in nats, to say so."""
ONLY_ONE_ROOT = 1e6
CENTRAL = 1e-5
"""Decides between parents that are equally likely: the one that is nearer to all texts."""
PASSAGE_SHARED = 1.5
"""Weight of a passage that brothers share, where a place that they word alike has 1."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A family tree: the versions first, then the lost texts, then one node over the root."""

    texts: Texts
    versions: int
    parents: NDArray[np.int64]
    """Of each text; the root's is `len(texts)`."""
    costs: NDArray[np.float64]
    """Parent x child, the node over the root last: what the tree was chosen by."""
    total: float

    def children(self, node: int) -> list[int]:
        """Give the texts copied from a text."""
        return [int(n) for n in np.flatnonzero(self.parents == node)]


class Search:
    """The search for the likeliest tree of one report."""

    def __init__(self, found: Characters) -> None:
        self.found = found
        self.versions = found.texts
        with one_core():
            self.between = copy_costs(found, self.versions, self.versions)
        self.begins = np.full([found.texts.present.shape[1]] * 2, ABSENT, dtype=np.int8)
        """Passage x passage: whether a paragraph begins where the one follows the other; as far as asked."""

    def best(self) -> Tree:
        """Give the likeliest tree found."""
        with one_core():
            return self._best()

    def _best(self) -> Tree:
        tree = self._settled(None)
        if len(self.versions) > 1:
            over_all = self._settled(self._lost(None, self.versions))
            tree = min(tree, over_all, key=lambda one: one.total)
        while len(tree.texts) - tree.versions < MOST_LOST:
            before = tree.texts.take(range(tree.versions, len(tree.texts)))
            for parent, brothers in self._candidates(tree):
                lost = self._lost(tree.texts.take([parent]), tree.texts.take(brothers))
                other = self._settled(before.joined(lost))
                if other.total < tree.total - LEAST_GAIN:
                    tree = other
                    break
            else:
                break
        return tree

    def _settled(self, lost: Texts | None) -> Tree:
        """Find the tree with these lost texts, make them anew from it, and so on while it gets likelier."""
        tree = self._needed(lost)
        for _ in range(MOST_ROUNDS - 1):
            anew = self._made_anew(tree)
            if anew is None:
                break
            other = self._needed(anew)
            if other.total > tree.total - LEAST_GAIN:
                break
            tree = other
        return tree

    def _needed(self, lost: Texts | None) -> Tree:
        """Find the tree with those of the lost texts that have more than one copy: others explain nothing."""
        while True:
            tree = self._tree(lost)
            kept = [n for n in range(tree.versions, len(tree.texts)) if (tree.parents == n).sum() > 1]
            if len(kept) == len(tree.texts) - tree.versions:
                return tree
            lost = tree.texts.take(kept) if kept else None

    def _made_anew(self, tree: Tree) -> Texts | None:
        """Make lost texts anew from their kin in a tree, none less likely; None if all stay as they were."""
        texts, lost = tree.texts, range(tree.versions, len(tree.texts))
        for n in lost:
            parent, children = int(tree.parents[n]), texts.take(tree.children(n))
            above = None if parent == len(tree.texts) else texts.take([parent])
            anew = texts.take([n]).joined(self._lost(above, children))
            if anew.same(0, 1):
                continue
            costs = copy_costs(self.found, anew, children).sum(axis=1)
            if above is None:
                costs += HABITS.new_sentence * anew.present.sum(axis=1)
            else:
                costs += copy_costs(self.found, above, anew)[0]
            if costs[1] < costs[0] + LEAST_GAIN:
                rows = np.arange(len(texts))
                rows[n] = len(texts)
                texts = texts.joined(anew.take([1])).take(rows)
        return None if texts is tree.texts else texts.take(lost)

    def _tree(self, lost: Texts | None) -> Tree:
        h, found, count = HABITS, self.found, len(self.versions)
        texts = self.versions if lost is None else self.versions.joined(lost)
        size = len(texts)
        costs = np.full((size + 1, size + 1), np.inf)
        costs[:count, :count] = self.between
        if lost is not None:
            costs[count:size, :count] = copy_costs(found, lost, self.versions)
            costs[:count, count:size] = copy_costs(found, self.versions, lost) + h.lost_inner
            costs[count:size, count:size] = copy_costs(found, lost, lost) + h.lost_inner
        is_lost = np.arange(size) >= count
        sends = is_lost | texts.agency | (found.credit is None)
        prior = np.where(
            sends,
            -log(h.from_agency) + log(max(1, int((is_lost | texts.agency).sum()))),
            -log(1 - h.from_agency) + log(max(1, count - 1)),
        )
        finite = np.where(np.isfinite(costs[:size, :size]), costs[:size, :size], 0.0)
        costs[:size, :size] += prior[:, None] + CENTRAL * finite.mean(axis=1)[:, None]
        costs[size, :size] = ONLY_ONE_ROOT + self._root(texts, is_lost)
        costs[size, :size] += h.new_sentence * texts.present.sum(axis=1)
        parents = cheapest_tree(costs, size)
        total = float(costs[parents[:size], np.arange(size)].sum()) - ONLY_ONE_ROOT
        return Tree(texts, count, parents[:size], costs, total)

    def _root(self, texts: Texts, is_lost: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Give the cost of each text being the root, from who is credited."""
        h = HABITS
        if self.found.credit is not None:
            return np.where(
                is_lost, h.lost_root_credited, np.where(texts.agency, h.root_agency, h.root_other)
            )
        if self.found.mention is not None:
            return np.where(is_lost, h.lost_root_mentioned, h.root_mentioned)
        return np.where(is_lost, h.lost_root_uncredited, h.root_uncredited)

    def _candidates(self, tree: Tree) -> list[tuple[int, tuple[int, ...]]]:
        """Give parents, and texts below them that share most of what a text between them would explain.

        They are children that share what their parent has not, or a child with those of its own children
        that agree with its parent against it: its private changes then need not be undone by its copies.
        """
        shared: dict[tuple[int, tuple[int, ...]], float] = defaultdict(float)
        texts = tree.texts
        for parent in range(len(texts)):
            children = np.array(tree.children(parent), dtype=np.int64)
            if len(children) > 1:
                _like_each_other(texts, parent, children, shared)
            above = int(tree.parents[parent])
            if len(children) and above < len(texts):
                _like_their_grandparent(texts, above, parent, children, shared)
        ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        return [pair for pair, _ in ranked[:MOST_TRIED]]

    def _lost(self, parent: Texts | None, children: Texts) -> Texts:
        """Say what a lost text had: what its copies share, or its parent and one of them."""
        whole = self._whole(parent, children)
        if parent is None:
            return self._likeliest(whole, children)
        count = children.present.sum(axis=0)
        present = (count > 1) | (parent.present[0] & (count > 0))
        return self._having(whole, present[None])

    def _whole(self, parent: Texts | None, children: Texts) -> Texts:
        """Give a lost text with all that its copies have, in the wording that most of its kin share."""
        family = children if parent is None else children.joined(parent)
        present: NDArray[np.bool_] = children.present.sum(axis=0) > 0
        reading = _majority(family.reading, present, None, parent is not None)
        state = np.full(children.state.shape[1], ABSENT, dtype=np.int64)
        if len(state):
            held = present[self.found.place_passage]
            state = _majority(family.state, held, self.found.strange, parent is not None)
        headline = _majority(children.headline[:, None], np.ones(1, dtype=bool), None, last_wins=False)
        return Texts(
            present=present[None],
            reading=reading[None],
            state=state[None],
            position=np.where(present, np.arange(len(present)), ABSENT)[None],
            paragraph=self._paragraphs(present)[None],
            credit=np.array([children.credit.any(axis=0)]),
            headline=headline,
            dateline=np.array([children.dateline.any()]),
            earliest=np.array([np.nan]),
            latest=np.array([_least(children.latest)]),
            agency=np.array([self.found.credit is not None]),
            number=np.array([ABSENT]),
            witness=np.where(family.present.sum(axis=0) == 1, _first(children), ABSENT)[None],
        )

    def _having(self, whole: Texts, present: NDArray[np.bool_]) -> Texts:
        """Give a lost text with each of several choices of its passages: choices x passages."""
        return replace(
            whole.take([0] * len(present)),
            present=present,
            reading=np.where(present, whole.reading, ABSENT),
            state=np.where(present[:, self.found.place_passage], whole.state, ABSENT),
            position=np.where(present, whole.position, ABSENT),
            paragraph=np.array([self._paragraphs(one) for one in present]),
            witness=np.where(present, whole.witness, ABSENT),
        )

    def _likeliest(self, whole: Texts, children: Texts) -> Texts:
        """Give the root with the passages that make it and its copies likeliest.

        Neighbours that the same copies have were cut, or written, in one go and are judged together. What is
        least sure of a first guess is turned round as long as that makes all likelier. That the root had what
        a single copy lacks is given up only between passages that several have, and not by a hair: where
        copies go different ways, nothing tells which of them changed it.
        """
        present = children.present
        apart = self.found.apart
        change = (present[:, 1:] != present[:, :-1]).any(axis=0) | (apart[1:] != apart[:-1])
        starts = np.concatenate(([0], np.flatnonzero(change) + 1))
        size = np.diff(np.append(starts, present.shape[1]))
        sureness = np.where(apart[starts], -np.inf, _sureness(present, starts, size))
        had = sureness >= 0
        having = present[:, starts].sum(axis=0)
        between = np.minimum(np.append(having[1:], 0), np.insert(having[:-1], 0, 0)) > 1
        lacking = len(present) - having
        least = np.where(lacking > 1, LEAST_GAIN, AGAINST_ONE)
        may_turn = np.isfinite(sureness) & (~had | (lacking > 1) | ((lacking == 1) & between))
        doubted = [n for n in np.argsort(np.abs(sureness), kind="stable") if may_turn[n]][:MOST_DOUBTED]
        turns = np.arange(len(starts)) == np.array(doubted, dtype=np.int64)[:, None]
        for _ in range(MOST_ROUNDS if doubted else 0):
            choices = np.concatenate((had[None], had ^ turns))
            costs = self._root_costs(whole, np.repeat(choices, size, axis=1), children)
            gains = costs[0] - costs[1:] - np.where(had, least, LEAST_GAIN)[doubted]
            if gains.max() <= 0:
                break
            both = np.stack((had ^ turns[gains.argmax()], had ^ turns[gains > 0].any(axis=0)))
            had = both[self._root_costs(whole, np.repeat(both, size, axis=1), children).argmin()]
        return self._having(whole, np.repeat(had, size)[None])

    def _root_costs(self, whole: Texts, present: NDArray[np.bool_], children: Texts) -> NDArray[np.float64]:
        """Give the cost of a lost root with each of several choices of its passages, and of its copies."""
        copies = copy_costs(self.found, self._having(whole, present), children)
        costs: NDArray[np.float64] = copies.sum(axis=1) + HABITS.new_sentence * present.sum(axis=1)
        return costs

    def _paragraphs(self, present: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Part a lost text's passages into paragraphs where most versions do."""
        passages = np.flatnonzero(present)
        before, after = passages[:-1], passages[1:]
        unknown = self.begins[before, after] < 0
        if unknown.any():
            pair = before[unknown], after[unknown]
            self.begins[pair] = _parted(*(self.versions.paragraph[:, one] for one in pair))
        paragraph = np.full(len(present), ABSENT, dtype=np.int64)
        paragraph[passages[:1]] = 0
        paragraph[after] = np.cumsum(self.begins[before, after])
        return paragraph


def _parted(before: NDArray[np.int64], after: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say whether most texts part passages into paragraphs: text x passage, and text x the one after it."""
    both = (before >= 0) & (after >= 0)
    together = (before == after) & both
    most: NDArray[np.bool_] = 2 * together.sum(axis=0) <= both.sum(axis=0)
    return most


def _sureness(
    present: NDArray[np.bool_], starts: NDArray[np.int64], size: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Guess how much likelier the root had each run of passages than that its copies wrote it, in nats."""
    h = HABITS
    has = present[:, starts]
    last = np.where(present, np.arange(present.shape[1]), -1).max(axis=1)
    count = has.sum(axis=0)
    passed_over = (~has & (last[:, None] > starts)).sum(axis=0)
    cut = passed_over * (-log(h.drop) - (size - 1) * log(h.drop_next))
    place = h.addition + h.addition_place * log(max(2, present.shape[1]))
    wrote = count * (place + h.addition_next * size) + (count - 1) * h.new_sentence * size
    return np.where(count > 0, wrote - cut, -np.inf)


Shared = dict[tuple[int, tuple[int, ...]], float]


def _like_each_other(texts: Texts, parent: int, children: NDArray[np.int64], shared: Shared) -> None:
    """Add what sets of children share that their parent has not."""
    added = texts.present[children][:, ~texts.present[parent]]
    for column in added.T[added.sum(axis=0) > 1]:
        shared[parent, tuple(children[column].tolist())] += PASSAGE_SHARED
    here, states = texts.state[parent], texts.state[children]
    other = (here >= 0) & (states >= 0) & (states != here)
    for place in np.flatnonzero(other.sum(axis=0) > 1).tolist():
        found = states[other[:, place], place].tolist()
        for state in sorted(set(found)):
            if found.count(state) > 1:
                shared[parent, tuple(children[states[:, place] == state].tolist())] += 1


def _like_their_grandparent(
    texts: Texts, above: int, parent: int, children: NDArray[np.int64], shared: Shared
) -> None:
    """Add what sets of children have as their parent's parent has it, and their parent has not."""
    was, here = texts.state[above], texts.state[parent]
    for place in np.flatnonzero((was >= 0) & (here >= 0) & (was != here)):
        agree = children[texts.state[children, place] == was[place]]
        if len(agree):
            shared[above, (parent, *agree.tolist())] += 1


def _first(texts: Texts) -> NDArray[np.int64]:
    """Give for each passage the version that is the first of these texts to have it, ABSENT if it is lost."""
    first: NDArray[np.int64] = texts.number[texts.present.argmax(axis=0)]
    return first


def _least(values: NDArray[np.float64]) -> float:
    """Give the least of what is known, nan where nothing is."""
    known = values[~np.isnan(values)]
    return float(known.min()) if len(known) else np.nan


def _majority(
    values: NDArray[np.int64],
    wanted: NDArray[np.bool_],
    strange: NDArray[np.bool_] | None,
    last_wins: bool,
) -> NDArray[np.int64]:
    """Give each column's commonest value, ABSENT where not wanted; of equals the last row's, else the least.

    Strange wordings have a vote only where there is no other.
    """
    columns, count = values.shape[1], int(values.max(initial=0)) + 1
    rows, voting = np.nonzero((values >= 0) & wanted)
    votes = np.bincount(voting * count + values[rows, voting], minlength=columns * count)
    votes = votes.reshape(columns, count)
    if strange is not None:
        healthy = np.where(strange[:, :count], 0, votes)
        votes = np.where(healthy.any(axis=1, keepdims=True), healthy, votes)
    most = votes.max(axis=1)
    found = np.where(most > 0, votes.argmax(axis=1), ABSENT)
    if last_wins:
        last = values[-1]
        as_many = (last >= 0) & (most > 0) & (votes[np.arange(columns), last] == most)
        found = np.where(as_many, last, found)
    return found

"""Two texts of a report -> what it costs that one is the other's copy."""

from __future__ import annotations

from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newstemma.trace.habits import HABITS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newstemma.trace.characters import Characters, Texts

    Costs = NDArray[np.float64]
    Marks = NDArray[np.float32]
    Numbers = NDArray[np.int64]

MOST_CELLS = 1_000_000
"""Pairs of texts, times passages, that are judged at once: what fits into a processor's cache and memory;
results do not depend on it."""
MOST_KEPT = 8
"""Results kept of each of some functions here: the search asks for the same again and again."""


class _Order(NamedTuple):
    """The passages of several texts in each text's own order, one text after the other."""

    passages: Numbers
    rows: Numbers
    """The text that each stands in."""
    firsts: Numbers
    """Where each text begins; one without passages is passed over."""
    lengths: Numbers
    """How many passages it has."""
    starts: Numbers
    """Where each paragraph begins."""
    sizes: Numbers
    """How many passages it has."""


def copy_costs(found: Characters, parents: Texts, children: Texts) -> Costs:
    """Give the cost, in nats, of each child being a copy of each parent: parents x children."""
    costs = _of_words(found, parents, children) + _of_lines(parents, children)
    step = max(1, MOST_CELLS // max(1, len(children) * parents.present.shape[1]))
    order = _ordered(children)
    for start in range(0, len(parents), step):
        some = parents.take(range(start, min(start + step, len(parents))))
        costs[start : start + step] += _cuts(some, children) + _of_gain(some, children, order)
    return costs


@lru_cache(maxsize=MOST_KEPT)
def _ordered(texts: Texts) -> _Order:
    rows, passages = np.nonzero(texts.present)
    order = np.lexsort((texts.position[rows, passages], rows))
    rows, passages = rows[order], passages[order]
    paragraph = texts.paragraph[rows, passages]
    first = np.ones(len(rows), dtype=bool)
    first[1:] = rows[1:] != rows[:-1]
    begins = first.copy()
    begins[1:] |= paragraph[1:] != paragraph[:-1]
    firsts, starts = (np.append(np.flatnonzero(one), len(rows)) for one in (first, begins))
    return _Order(passages, rows, firsts[:-1], np.diff(firsts), starts[:-1], np.diff(starts))


class _Marks(NamedTuple):
    """Texts as rows of zeros and ones, whose products count what two texts have in common."""

    passages: Marks
    """Text x passage: whether it has it."""
    readings: Marks
    """Text x reading of any passage: whether it is its own."""
    places: Marks
    """Text x place: whether its wording there is known."""
    wordings: Marks
    """Text x wording of any place: whether it is its own."""
    weighed: Marks
    """The same, the place's weight instead of one."""
    strange: Marks
    """Text x place: whether its wording there is damaged."""
    credits: Marks
    """Text x credit line: whether it has it."""
    lateness: Marks
    """Text x passage: that of its reading."""
    witnessed: Marks
    """Text x version: how many of its passages are known from that version alone."""


@lru_cache(maxsize=MOST_KEPT)
def _marks(found: Characters, texts: Texts) -> _Marks:
    known = texts.state >= 0
    strange = known & found.strange[np.arange(texts.state.shape[1]), texts.state]
    wordings = _own(texts.state, found.wordings)
    return _Marks(
        texts.present.astype(np.float32),
        _own(texts.reading, found.readings),
        known.astype(np.float32),
        wordings,
        wordings * np.repeat(found.place_weight, found.wordings).astype(np.float32),
        strange.astype(np.float32),
        texts.credit.astype(np.float32),
        np.where(texts.present, found.lateness[np.arange(texts.present.shape[1]), texts.reading], 0),
        _witnessed(texts, len(found.ids)),
    )


def _witnessed(texts: Texts, versions: int) -> Marks:
    rows, passages = (texts.witness >= 0).nonzero()
    counts = np.bincount(rows * versions + texts.witness[rows, passages], minlength=len(texts) * versions)
    return counts.reshape(len(texts), versions).astype(np.float32)


def _own(values: Numbers, counts: Numbers) -> Marks:
    """Mark for each text which values of the columns, one column's after the other's, are its own."""
    marks = np.zeros((len(values), int(counts.sum())), dtype=np.float32)
    rows, columns = (values >= 0).nonzero()
    marks[rows, (values + (np.cumsum(counts) - counts))[rows, columns]] = 1
    return marks


def _of_words(found: Characters, parents: Texts, children: Texts) -> Costs:
    """Costs of what the child words otherwise than the parent, of damage that it has not, and of the credits.

    All sums are exact in single precision, so it does not matter in which order a library makes them.
    """
    h, weight = HABITS, found.place_weight.astype(np.float32)
    above, below = _marks(found, parents), _marks(found, children)
    both = above.passages @ below.passages.T
    differing = both - above.readings @ below.readings.T
    # What is known of a lost text from this child alone says nothing of how much the child changes.
    is_version = children.number >= 0
    both[:, is_version] -= above.witnessed[:, children.number[is_version]]
    costs = _changed(parents.present.shape[1])[differing.astype(np.int64), both.astype(np.int64)]
    anew = (above.places * weight) @ below.places.T - above.weighed @ below.wordings.T
    costs += h.new_wording * anew.astype(np.float64)
    costs += h.healing * (above.strange @ (below.places - below.strange).T).astype(np.float64)
    costs += above.lateness @ below.passages.T - above.passages @ below.lateness.T
    kept = (above.credits @ below.credits.T).astype(np.float64)
    costs += h.keep_credit * kept
    costs += h.lose_credit * (parents.credit.sum(axis=1)[:, None] - kept)
    costs += h.regain_credit * (children.credit.sum(axis=1) - kept)
    return costs


def _of_lines(parents: Texts, children: Texts) -> Costs:
    """Costs of what became of the headline and the dateline, of the dates, and of an agency's copying."""
    h = HABITS
    above = parents.headline[:, None]
    costs = np.where(children.headline == above, h.same_headline, h.other_headline)
    costs[(children.headline < 0) | (above < 0)] = (h.same_headline + h.other_headline) / 2
    kept = np.where(children.dateline, h.keep_dateline, h.lose_dateline)
    costs += np.where(parents.dateline[:, None], kept, np.where(children.dateline, h.regain_dateline, 0.0))
    costs += _dated(parents, children)
    costs += np.where(children.agency & ~parents.agency[:, None], h.agency_copies, 0.0)
    return costs


def _dated(parents: Texts, children: Texts) -> Costs:
    """Cost of the dates: copies follow within a day or so, and not before. What is undated costs nothing."""
    h = HABITS
    earliest, latest = parents.earliest[:, None], parents.latest[:, None]
    days = (children.earliest - latest) / 24
    dated = np.where(days < 1, h.prompt, np.where(days < 2, h.two_days, h.late))
    dated = np.where(children.latest < earliest, h.early, dated)
    return np.where(np.isnan(children.latest + latest), 0.0, dated)


@lru_cache(maxsize=MOST_KEPT)
def _changed(passages: int) -> Costs:
    """Give the costs of as many sentences changed among so many kept: passages + 1, twice."""
    number = np.arange(passages + 1)
    return HABITS.changed(number[:, None], np.maximum(number, 1))


def _renewals(parents: Texts, children: Texts) -> NDArray[np.bool_]:
    """Whether a copy would be an agency's own update: parents x children."""
    return parents.agency[:, None] & children.agency


def _cuts(parents: Texts, children: Texts) -> Costs:
    """Cost of what each child left out: the end, paragraphs inside, single sentences."""
    h = HABITS
    order = _ordered(parents)
    row = order.rows[order.starts]
    count = np.bincount(row, minlength=len(parents))  # of paragraphs
    kept, partly = _kept(order, row, count, children)
    place = np.arange(kept.shape[2])
    last = np.where(kept, place, -1).max(axis=2, initial=-1)
    trimmed = count[:, None] - 1 - last
    gone = ~kept & (place < last[:, :, None])
    many = (count > h.lead)[:, None]
    lead = gone[:, :, : h.lead].sum(axis=2) * many
    lead -= _renewals(parents, children) & gone[:, :, :1].any(axis=2) & many
    gone[:, :, : h.lead] &= ~many[:, :, None]
    runs = gone[:, :, :1].sum(axis=2) + (gone[:, :, 1:] & ~gone[:, :, :-1]).sum(axis=2)
    inside = gone.sum(axis=2)
    could = np.maximum(last, 1)
    ends = np.log(np.maximum(1.0, h.trim_range * count)) - log(h.trims)
    costs = np.where(trimmed > 0, ends[:, None], -log(1 - h.trims))
    some = -log(h.drops) - runs * log(h.drop) - (inside - runs) * log(h.drop_next)
    some -= np.maximum(could - inside, 0) * log(1 - h.drop)
    none = -np.log((1 - h.drops) + h.drops * (1 - h.drop) ** could)
    costs += np.where(inside > 0, some, none)
    costs += h.drop_sentence * partly + h.drop_lead * lead
    costs[count == 0] = -log(1 - h.trims)
    return costs


def _kept(order: _Order, row: Numbers, count: Numbers, children: Texts) -> tuple[NDArray[np.bool_], Numbers]:
    """Say which paragraphs each child kept, and how many sentences of these it dropped.

    Parents x children x paragraphs, those that a parent does not have not kept; parents x children.
    """
    kept = np.zeros((len(count), len(children), int(count.max(initial=0))), dtype=bool)
    dropped = np.zeros(kept.shape, dtype=np.int64)
    if len(row):
        has = children.present[:, order.passages]
        left = np.add.reduceat(has.astype(np.int64), order.starts, axis=1)
        number = np.arange(len(row)) - (np.cumsum(count) - count)[row]
        kept[row, :, number] = left.T > 0
        dropped[row, :, number] = ((order.sizes - left) * (left > 0)).T
    return kept, dropped.sum(axis=2)


def _of_gain(parents: Texts, children: Texts, order: _Order) -> Costs:
    """Costs of what each child has that each parent has not, or has in another order."""
    h = HABITS
    costs = np.full((len(parents), len(children)), h.no_addition)
    if not len(order.passages):
        return costs
    firsts = order.firsts
    rows = order.rows[firsts]  # of the children that have passages at all
    has = parents.present[:, order.passages]
    before = np.concatenate((has[:, :1], has[:, :-1]), axis=1)
    before[:, firsts] = True
    blocks = np.add.reduceat((~has & before).astype(np.int64), firsts, axis=1)
    lacking = np.add.reduceat((~has).astype(np.int64), firsts, axis=1)
    place = h.addition + h.addition_place * np.log(np.maximum(2, order.lengths))
    written = (h.new_sentence + h.addition_next) * lacking
    added = place * blocks + h.more_additions * np.maximum(blocks - 1, 0) + written
    gains = np.where(blocks > 0, added, h.no_addition)
    renewal = _renewals(parents, children)[:, rows]
    gains += renewal * np.where(has[:, firsts], h.old_lead, h.new_lead - place)
    backwards = _backwards(parents, order, has)
    costs[:, rows] = gains + np.where(backwards > 0, h.move + h.more_moves * (backwards - 1), 0.0)
    return costs


def _backwards(parents: Texts, order: _Order, has: NDArray[np.bool_]) -> Numbers:
    """Count the passages of each child that stand, in each parent, before the one common before it."""
    position = np.where(has, parents.position[:, order.passages], -1)
    at = np.arange(len(order.passages))
    last = np.maximum.accumulate(np.where(has, at, -1), axis=1)
    previous = np.concatenate((np.full((len(has), 1), -1), last[:, :-1]), axis=1)
    in_child = previous >= np.repeat(order.firsts, order.lengths)
    there = np.take_along_axis(position, np.maximum(previous, 0), axis=1)
    backwards = has & in_child & (position < there)
    counted: Numbers = np.add.reduceat(backwards.astype(np.int64), order.firsts, axis=1)
    return counted

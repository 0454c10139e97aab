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
    Numbers = NDArray[np.int64]

MOST_CELLS = 1_000_000
"""Pairs of texts, times passages or places, that are judged at once: what fits into a processor's cache and
memory; results do not depend on it."""


class _Order(NamedTuple):
    """The passages of several texts in each text's own order, one text after the other."""

    passages: Numbers
    rows: Numbers
    """The text that each stands in."""
    firsts: Numbers
    """Where each text begins; one without passages is passed over."""
    starts: Numbers
    """Where each paragraph begins."""


def copy_costs(found: Characters, parents: Texts, children: Texts) -> Costs:
    """Give the cost, in nats, of each child being a copy of each parent: parents x children."""
    costs = np.empty((len(parents), len(children)))
    cells = max(1, len(children)) * max(1, parents.present.shape[1], parents.state.shape[1])
    step = max(1, MOST_CELLS // cells)
    order = _ordered(children)
    for start in range(0, len(parents), step):
        some = parents.take(range(start, min(start + step, len(parents))))
        costs[start : start + step] = _of_loss(found, some, children) + _of_gain(some, children, order)
    return costs


def _ordered(texts: Texts) -> _Order:
    rows, passages = np.nonzero(texts.present)
    order = np.lexsort((texts.position[rows, passages], rows))
    rows, passages = rows[order], passages[order]
    paragraph = texts.paragraph[rows, passages]
    first = np.ones(len(rows), dtype=bool)
    first[1:] = rows[1:] != rows[:-1]
    begins = first.copy()
    begins[1:] |= paragraph[1:] != paragraph[:-1]
    return _Order(passages, rows, np.flatnonzero(first), np.flatnonzero(begins))


def _of_loss(found: Characters, parents: Texts, children: Texts) -> Costs:
    """Costs of what became of the parent's paragraphs, wording and lines, and of the dates."""
    h = HABITS
    both = parents.present[:, None] & children.present
    differing = (both & (parents.reading[:, None] != children.reading)).sum(axis=2)
    costs = _cuts(parents, children) + _changed(differing, both.sum(axis=2))
    if len(found.place_weight):
        here, there = parents.state[:, None], children.state
        anew = (here >= 0) & (there >= 0) & (here != there)
        costs += h.new_wording * (anew * found.place_weight).sum(axis=2)
        places = np.arange(len(found.place_weight))
        healed = anew & found.strange[places, here] & ~found.strange[places, there]
        costs += h.healing * healed.sum(axis=2)
    above = parents.headline[:, None]
    headline = np.where(children.headline == above, h.same_headline, h.other_headline)
    unknown = (children.headline < 0) | (above < 0)
    costs += np.where(unknown, (h.same_headline + h.other_headline) / 2, headline)
    kept = np.where(children.dateline, h.keep_dateline, h.lose_dateline)
    costs += np.where(parents.dateline[:, None], kept, np.where(children.dateline, h.regain_dateline, 0.0))
    credit = parents.credit[:, None]
    costs += h.regain_credit * (children.credit & ~credit).sum(axis=2)
    costs += h.keep_credit * (children.credit & credit).sum(axis=2)
    costs += h.lose_credit * (~children.credit & credit).sum(axis=2)
    costs += _dated(parents, children)
    costs += np.where(children.agency & ~parents.agency[:, None], h.agency_copies, 0.0)
    return costs


def _dated(parents: Texts, children: Texts) -> Costs:
    """Cost of the dates: copies follow within a day or so, and not before. What is undated costs nothing."""
    h = HABITS
    earliest, latest = parents.earliest[:, None], parents.latest[:, None]
    days = (children.earliest - latest) / 24
    conditions = [children.latest < earliest, days < 1, days < 2]
    dated = np.select(conditions, [h.early, h.prompt, h.two_days], h.late)
    return np.where(np.isnan(children.latest + latest), 0.0, dated)


def _changed(differing: Numbers, kept: Numbers) -> Costs:
    wide = int(kept.max(initial=0)) + 1
    pairs, which = np.unique(differing * wide + kept, return_inverse=True)
    each = np.array([_changed_one(*divmod(pair, wide)) for pair in pairs.tolist()])
    costs: Costs = each[which.reshape(differing.shape)]
    return costs


@lru_cache(maxsize=100_000)
def _changed_one(count: int, of: int) -> float:
    return HABITS.changed(count, max(of, 1))


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
    ends = np.array([-log(h.trims) + log(max(1.0, h.trim_range * n)) for n in count.tolist()])
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
        whole = np.diff(np.append(order.starts, len(order.passages)))
        left = np.add.reduceat(has.astype(np.int64), order.starts, axis=1)
        number = np.arange(len(row)) - (np.cumsum(count) - count)[row]
        kept[row, :, number] = left.T > 0
        dropped[row, :, number] = ((whole - left) * (left > 0)).T
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
    length = np.diff(np.append(firsts, len(order.passages)))
    place = np.array([h.addition + h.addition_place * log(max(2, n)) for n in length.tolist()])
    written = (h.new_sentence + h.addition_next) * lacking
    added = place * blocks + h.more_additions * np.maximum(blocks - 1, 0) + written
    gains = np.where(blocks > 0, added, h.no_addition)
    renewal = _renewals(parents, children)[:, rows]
    gains += renewal * np.where(has[:, firsts], h.old_lead, h.new_lead - place)
    backwards = _backwards(parents, order, has, length)
    costs[:, rows] = gains + np.where(backwards > 0, h.move + h.more_moves * (backwards - 1), 0.0)
    return costs


def _backwards(parents: Texts, order: _Order, has: NDArray[np.bool_], length: Numbers) -> Numbers:
    """Count the passages of each child that stand, in each parent, before the one common before it."""
    position = np.where(has, parents.position[:, order.passages], -1)
    at = np.arange(len(order.passages))
    last = np.maximum.accumulate(np.where(has, at, -1), axis=1)
    previous = np.concatenate((np.full((len(has), 1), -1), last[:, :-1]), axis=1)
    in_child = previous >= np.repeat(order.firsts, length)
    there = np.take_along_axis(position, np.maximum(previous, 0), axis=1)
    backwards = has & in_child & (position < there)
    counted: Numbers = np.add.reduceat(backwards.astype(np.int64), order.firsts, axis=1)
    return counted

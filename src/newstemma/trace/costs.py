"""Two texts of a report -> what it costs that one is the other's copy."""

from __future__ import annotations

from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

import numpy as np

from newstemma.trace.habits import HABITS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newstemma.trace.characters import Characters, Texts

    Costs = NDArray[np.float64]


def copy_costs(found: Characters, parents: Texts, children: Texts) -> Costs:
    """Give the cost, in nats, of each child being a copy of each parent: parents x children."""
    rows = [_from_parent(found, parents, n, children) for n in range(len(parents))]
    costs = np.array(rows).reshape(len(parents), len(children))
    for n in range(len(children)):
        costs[:, n] += _to_child(parents, children, n)
    return costs


def _from_parent(found: Characters, parents: Texts, n: int, children: Texts) -> Costs:
    """Costs that depend on the parent's paragraphs, wording, lines and date."""
    h = HABITS
    present, reading = parents.present[n], parents.reading[n]
    both = present & children.present
    differing = (both & (reading != children.reading)).sum(axis=1)
    costs = _cuts(parents, n, children) + _changed(differing, both.sum(axis=1))
    if len(found.place_weight):
        state = parents.state[n]
        anew = (state >= 0) & (children.state >= 0) & (state != children.state)
        costs += h.new_wording * (anew * found.place_weight).sum(axis=1)
        places = np.arange(len(state))
        healed = anew & found.strange[places, state] & ~found.strange[places, children.state]
        costs += h.healing * healed.sum(axis=1)
    headline = np.where(children.headline == parents.headline[n], h.same_headline, h.other_headline)
    unknown = (children.headline < 0) | (parents.headline[n] < 0)
    costs += np.where(unknown, (h.same_headline + h.other_headline) / 2, headline)
    if parents.dateline[n]:
        costs += np.where(children.dateline, h.keep_dateline, h.lose_dateline)
    else:
        costs += np.where(children.dateline, h.regain_dateline, 0.0)
    credit = parents.credit[n]
    costs += h.regain_credit * (children.credit & ~credit).sum(axis=1)
    costs += h.keep_credit * (children.credit & credit).sum(axis=1)
    costs += h.lose_credit * (~children.credit & credit).sum(axis=1)
    costs += _dated(parents, n, children)
    costs += np.where(children.agency & ~parents.agency[n], h.agency_copies, 0.0)
    return costs


def _dated(parents: Texts, n: int, children: Texts) -> Costs:
    """Cost of the dates: copies follow within a day or so, and not before. What is undated costs nothing."""
    h = HABITS
    before = children.latest < parents.earliest[n]
    days = (children.earliest - parents.latest[n]) / 24
    dated = np.select([before, days < 1, days < 2], [h.early, h.prompt, h.two_days], h.late)
    return np.where(np.isnan(children.latest + parents.latest[n]), 0.0, dated)


def _changed(differing: NDArray[np.int64], kept: NDArray[np.int64]) -> Costs:
    return np.array([_changed_one(int(count), int(of)) for count, of in zip(differing, kept, strict=True)])


def _renewals(parent: NDArray[np.bool_] | np.bool_, child: NDArray[np.bool_] | np.bool_) -> NDArray[np.bool_]:
    """Whether a copy would be an agency's own update."""
    return np.asarray(parent & child)


@lru_cache(maxsize=100_000)
def _changed_one(count: int, of: int) -> float:
    return HABITS.changed(count, max(of, 1))


def paragraphs_of(texts: Texts, n: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give a text's passages in its own order, and where in them each of its paragraphs begins."""
    passages = np.flatnonzero(texts.present[n])
    passages = passages[np.argsort(texts.position[n, passages], kind="stable")]
    paragraph = texts.paragraph[n, passages]
    starts = (
        np.flatnonzero(np.concatenate(([True], paragraph[1:] != paragraph[:-1])))
        if len(passages)
        else passages
    )
    return passages, starts


def _cuts(parents: Texts, n: int, children: Texts) -> Costs:
    """Cost of what each child left out: the end, paragraphs inside, single sentences."""
    h = HABITS
    passages, starts = paragraphs_of(parents, n)
    if not len(passages):
        return np.full(len(children), -log(1 - h.trims))
    has = children.present[:, passages]
    count = len(starts)
    kept = np.logical_or.reduceat(has, starts, axis=1)
    size = np.diff(np.append(starts, len(passages)))
    partly = (size - np.add.reduceat(has.astype(np.int64), starts, axis=1)) * kept
    backwards = kept[:, ::-1]
    trimmed = np.where(backwards.any(axis=1), backwards.argmax(axis=1), count)
    place = np.arange(count)
    gone = ~kept & (place < count - trimmed[:, None])
    lead = gone[:, : h.lead].sum(axis=1) if count > h.lead else np.zeros(len(children), dtype=np.int64)
    renewal = _renewals(parents.agency[n], children.agency)
    lead -= renewal & gone[:, 0] & (count > h.lead)
    gone[:, : h.lead] &= count <= h.lead
    runs = (gone & ~np.concatenate((np.zeros((len(children), 1), dtype=bool), gone[:, :-1]), axis=1)).sum(
        axis=1
    )
    inside = gone.sum(axis=1)
    could = np.maximum(count - trimmed - 1, 1)
    costs = np.where(trimmed > 0, -log(h.trims) + log(max(1.0, h.trim_range * count)), -log(1 - h.trims))
    some = -log(h.drops) - runs * log(h.drop) - (inside - runs) * log(h.drop_next)
    some -= np.maximum(could - inside, 0) * log(1 - h.drop)
    none = -np.log((1 - h.drops) + h.drops * (1 - h.drop) ** could)
    costs += np.where(inside > 0, some, none)
    costs += h.drop_sentence * partly.sum(axis=1) + h.drop_lead * lead
    return costs


def _to_child(parents: Texts, children: Texts, n: int) -> Costs:
    """Costs of what one child has that each parent has not, or has in another order."""
    h = HABITS
    passages, _ = paragraphs_of(children, n)
    if not len(passages):
        return np.full(len(parents), h.no_addition)
    has = parents.present[:, passages]
    first = np.ones((len(parents), 1), dtype=bool)
    blocks = (~has & np.concatenate((first, has[:, :-1]), axis=1)).sum(axis=1)
    place = h.addition + h.addition_place * log(max(2, len(passages)))
    written = (h.new_sentence + h.addition_next) * (~has).sum(axis=1)
    added = place * blocks + h.more_additions * np.maximum(blocks - 1, 0) + written
    costs = np.where(blocks > 0, added, h.no_addition)
    renewal = _renewals(parents.agency, children.agency[n])
    costs += renewal * np.where(has[:, 0], h.old_lead, h.new_lead - place)
    position = np.where(has, parents.position[:, passages], -1)
    # Compare each common passage with the common one before it.
    order = np.arange(len(passages))
    last = np.maximum.accumulate(np.where(has, order, -1), axis=1)
    before = np.concatenate((np.full((len(parents), 1), -1), last[:, :-1]), axis=1)
    previous = np.where(before >= 0, np.take_along_axis(position, np.maximum(before, 0), axis=1), -1)
    backwards = (has & (before >= 0) & (position < previous)).sum(axis=1)
    return costs + np.where(backwards > 0, h.move + h.more_moves * (backwards - 1), 0.0)

"""What the copies of a pile write for what -> which of two wordings was likelier made from the other.

Newsrooms have habits: where copies have `stated` for `said` a dozen times and never the reverse, then of two
versions of which nothing else tells which is the first, it is the one with `said`. Counted is where a reading
departs from one that more versions of its report have; for a report counts only what others have to say.
"""

from __future__ import annotations

from collections import Counter
from math import log
from typing import TYPE_CHECKING

from newstemma.collate.tokens import forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newstemma.model import Apparatus, Reading

Exchange = tuple[str, str]
"""What a reading had, and what stands there instead: words, house style folded, or ANY for one side."""
ANY = "*"
MOST_WORDS = 4
"""A longer exchange is counted by its words alone: it hardly comes twice."""
UNSEEN = 0.5
"""What every count is increased by: what was never seen may yet be."""
UNWORDED = frozenset(("damage", "style"))
"""Kinds of change by which nothing is worded otherwise."""


def exchanges(before: Sequence[str], after: Sequence[str]) -> Iterator[Exchange]:
    """Give a difference of two readings as an exchange, and each word of it as taken out or put in."""
    if len(before) <= MOST_WORDS >= len(after):
        yield " ".join(before), " ".join(after)
    yield from ((word, ANY) for word in before)
    yield from ((ANY, word) for word in after)


def exchanged(apparatus: Apparatus) -> Counter[Exchange]:
    """Count what the copies of one report exchange: an exchange once for each passage."""
    counts: Counter[Exchange] = Counter()
    for passage in apparatus.passages:
        most = len(passage.readings[0].carriers)
        fewer = (one for one in passage.readings if one.kind == "reworded" and len(one.carriers) < most)
        counts.update({exchange for reading in fewer for exchange in _of_reading(reading)})
    return counts


def leanings(
    apparatus: Apparatus, own: Mapping[Exchange, int], pile: Mapping[Exchange, int]
) -> dict[Exchange, int]:
    """Say which way the other reports of a pile make the exchanges that one report has.

    `own` is what `exchanged` counts in it, `pile` the same of all reports together. Given in whole nats: how
    much oftener an exchange is made than its reverse; those that are made as often are left out.
    """

    def count(exchange: Exchange) -> float:
        return pile.get(exchange, 0) - own.get(exchange, 0) + UNSEEN

    readings = (reading for passage in apparatus.passages for reading in passage.readings)
    found = {exchange for reading in readings for exchange in _of_reading(reading)}
    nats = {one: round(log(count(one) / count(one[::-1]))) for one in sorted(found)}
    return {exchange: value for exchange, value in nats.items() if value}


def _of_reading(reading: Reading) -> Iterator[Exchange]:
    """Give the exchanges by which a reading departs from the first one of its passage."""
    for change in reading.changes:
        if change.kind not in UNWORDED:
            yield from exchanges(forms(change.before), forms(change.after))


def lean(before: Sequence[str], after: Sequence[str], known: Mapping[Exchange, int]) -> int:
    """Say how much likelier it is that `after` was made from `before` than the reverse, in nats."""
    return sum(known.get(one, -known.get(one[::-1], 0)) for one in exchanges(before, after))

"""What the copies of a pile write for what -> which of two wordings was likelier made from the other.

Newsrooms have habits: where copies have `stated` for `said` a dozen times and never the reverse, then of two
versions of which nothing else tells which is the first, it is the one with `said`. Counted is where a reading
departs from one that more versions of its report have; for a report counts only what others have to say. What
a sentence begins with is counted like its words: copies turn sentences round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import copysign, log, log1p, log2
from typing import TYPE_CHECKING

from newstemma.collate.tokens import forms

if TYPE_CHECKING:
    from newstemma.model import Apparatus, Reading

Exchange = tuple[str, str]
"""What a reading had, and what stands there instead: words, house style folded, or ANY for one side."""
Difference = tuple[Sequence[str], Sequence[str]]
ANY = "*"
OPENING = "^"
"""Before the first word of a sentence."""
MOST_WORDS = 4
"""A longer exchange is counted by its words alone: it hardly comes twice."""
UNSEEN = 0.5
"""What every count is increased by: what was never seen may yet be."""
CUT = 1.5
"""Nats for words that are left out, times the logarithm of their number and one."""
RARE = 0.25
"""Nats for each word exchanged, for each doubling of how much rarer it is in the pile. Both were set by
logistic regression on pairs of readings of made wires, and then on what is rebuilt of them."""
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
        first = passage.readings[0]
        counts.update({exchange for reading in fewer for exchange in _of_reading(reading, first)})
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

    found = {
        exchange
        for passage in apparatus.passages
        for reading in passage.readings
        for exchange in _of_reading(reading, passage.readings[0])
    }
    nats = {one: round(log(count(one) / count(one[::-1]))) for one in sorted(found)}
    return {exchange: value for exchange, value in nats.items() if value}


def _of_reading(reading: Reading, first: Reading) -> Iterator[Exchange]:
    """Give the exchanges by which a reading departs from the first one of its passage."""
    for difference in differences(reading, first):
        yield from exchanges(*difference)


def differences(reading: Reading, first: Reading) -> Iterator[Difference]:
    """Give where a reading is worded otherwise than the first one of its passage."""
    for change in reading.changes:
        before, after = forms(change.before), forms(change.after)
        if change.kind not in UNWORDED and before != after:
            yield before, after
    if reading.changes:
        yield from openings(forms(first.text), forms(reading.text))


def openings(before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    """Give what two sentences begin with, where that differs: copies turn sentences round."""
    if before[:1] != after[:1]:
        yield [OPENING + word for word in before[:1]], [OPENING + word for word in after[:1]]


def later(
    differences: Iterable[Difference], leanings: Mapping[Exchange, int], reports: Mapping[str, int]
) -> float:
    """Say how much likelier it is that one reading was made from another than the reverse, in nats.

    `differences` are what the other has and the one has instead, `reports` the reports of the pile that have
    a word: editors cut more than they add, and put rarer words for common ones oftener than the reverse.
    """
    lacking, nats = 0, 0.0
    for before, after in differences:
        nats += sum(leanings.get(one, -leanings.get(one[::-1], 0)) for one in exchanges(before, after))
        if before and after:
            rarer = _usual(before, reports) - _usual(after, reports)
            nats += RARE * min(len(before), len(after)) * rarer
        else:
            lacking += len(before) - len(after)
    return nats + copysign(CUT * log1p(abs(lacking)), lacking)


def _usual(words: Sequence[str], reports: Mapping[str, int]) -> float:
    """Say how usual words are in the pile, in doublings, on the average."""
    return sum(log2(1 + reports.get(word, 0)) for word in words) / len(words)

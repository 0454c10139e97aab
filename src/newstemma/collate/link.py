"""Sentences -> the places they belong to, wherever they stand: the matcher under `align` and `collate`.

Editors move, split and join sentences, so nothing here goes along the text as a diff does. Sentences of the
same words are linked first. The others are compared by the weight of the words they share, rare words
weighing more (Spärck Jones 1972), and given to each other so that the sum of likenesses is greatest (the
assignment problem; Crouse 2016). What is left over may be the other half of a sentence already linked.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import chain, repeat
from math import fsum, log1p
from typing import TYPE_CHECKING

import numpy as np

from newstemma.collate.tokens import forms, stem, tokenise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newstemma.collate.tokens import Token

# Shares are of word weight. All were set on made wires, on several seeds.
LEAST_SHARE = 0.5
"""What the poorer of two sentences must share with the other, to be linked to it at all."""
LEAST_LIKENESS = 0.25
"""Dice index of the two, below which a contained scrap is too small a part of the other to be told."""
NEIGHBOUR_SHARE = 0.3
"""As LEAST_SHARE, where the sentences before both, or after both, are linked: there, less will do."""
NEIGHBOUR_LIKENESS = 0.2
"""As LEAST_LIKENESS, between neighbours."""
HALF_SHARE = 0.55
"""What a left-over sentence must share with the unexplained part of a linked one, to be its other half."""
NEXT_HALF_SHARE = 0.3
"""As HALF_SHARE, where it stands next to the half already linked."""
FEW = 64
"""Distinct sentences, and pairs of them to compare, up to which an index of words is made for nothing."""
LEAST_NAMES = 0.5
"""Names and numbers that two sentences with the same frame must share: captions and credit lines of one form
differ in nothing else, and are not the same."""


class Row:
    """One sentence, ready to be compared."""

    __slots__ = ("_names", "_tokens", "bare", "forms", "stems", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.forms = forms(text)
        self.bare = "".join(self.forms)
        """Its letters, house style folded: equal where only spaces and punctuation differ."""
        self.stems = frozenset(map(stem, self.forms))
        self._tokens: tuple[Token, ...] | None = None
        self._names: frozenset[str] | None = None

    @property
    def names(self) -> frozenset[str]:
        """Forms of the words with a capital or a digit."""
        if self._names is None:
            firsts = ((token.form, self.text[token.span.start]) for token in self.tokens)
            self._names = frozenset(form for form, first in firsts if first.isupper() or first.isdigit())
        return self._names

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its words with their places, found when first asked for: of most sentences they never are."""
        if self._tokens is None:
            self._tokens = tokenise(self.text)
        return self._tokens


row = Row


if TYPE_CHECKING:
    Pair = tuple[int, int, float, float]
    """Numbers of a sentence and a reading; share of the poorer one's weight, and Dice index."""


@dataclass(slots=True)
class Places:
    """Places in their order, each with the distinct sentences met there; grows as versions are taken in."""

    rows: list[list[Row]] = field(default_factory=list)
    with_bare: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    readings: list[Row] = field(default_factory=list)
    """All sentences met."""
    place_of: array[int] = field(default_factory=lambda: array("q"))
    """The place of each reading."""
    stems: dict[str, int] = field(default_factory=dict)
    """The number of each stem; this and what follows of the readings that `index` has seen."""
    spread: array[int] = field(default_factory=lambda: array("q"))
    """In how many places each stem occurs."""
    occurrences: array[int] = field(default_factory=lambda: array("q"))
    """Stems of all readings, one reading after the other."""
    owners: array[int] = field(default_factory=lambda: array("q"))
    """The reading of each occurrence."""
    _stems: list[set[str]] = field(default_factory=list)
    _indexed: int = 0

    def add(self, sentence: Row, place: int | None = None) -> int:
        """Put a sentence into a place, or into a new one at the end; give the place's number."""
        if place is None:
            place = len(self.rows)
            self.rows.append([])
            self._stems.append(set())
        if place not in self.with_bare[sentence.bare]:
            self.rows[place].append(sentence)
            self.readings.append(sentence)
            self.place_of.append(place)
            self.with_bare[sentence.bare].append(place)
        return place

    def index(self) -> None:
        """Take the stems of all readings in; only where sentences are compared are they asked for."""
        for number in range(self._indexed, len(self.readings)):
            there = self._stems[self.place_of[number]]
            for known in sorted(self.readings[number].stems):
                stem_number = self.stems.setdefault(known, len(self.stems))
                if stem_number == len(self.spread):
                    self.spread.append(0)
                self.spread[stem_number] += known not in there
                self.occurrences.append(stem_number)
                self.owners.append(number)
            there |= self.readings[number].stems
        self._indexed = len(self.readings)

    def spread_of(self, stem: str) -> int:
        """Give the number of places in which a stem occurs."""
        number = self.stems.get(stem)
        return 0 if number is None else self.spread[number]


@dataclass(slots=True)
class Links:
    """Which sentence belongs to which place, from both ends."""

    of_sentence: dict[int, set[int]] = field(default_factory=dict)
    of_place: dict[int, set[int]] = field(default_factory=dict)

    def add(self, sentence: int, place: int) -> None:
        """Link a sentence to a place."""
        self.of_sentence.setdefault(sentence, set()).add(place)
        self.of_place.setdefault(place, set()).add(sentence)


def link(sentences: list[Row], places: Places, *, order: list[int] | None = None) -> Links:
    """Link the sentences of one version to places; what fits nowhere has no link.

    `order` is the order in which the places stand, where that is not the order of their numbers.
    """
    links = Links()
    _link_equal(sentences, places, links)
    open_sentences = [i for i, one in enumerate(sentences) if i not in links.of_sentence and one.stems]
    open_places = [j for j, held in enumerate(places.rows) if j not in links.of_place and held[0].stems]
    if open_sentences and open_places:
        shares = _Shares(sentences, places, open_sentences, open_places)
        order = list(range(len(places.rows))) if order is None else order
        beside = _Beside(len(sentences), order, links)
        _link_alike(shares, links, LEAST_SHARE, LEAST_LIKENESS, None)
        _link_alike(shares, links, NEIGHBOUR_SHARE, NEIGHBOUR_LIKENESS, beside)
        _link_halves(shares, links, beside)
    return links


def _link_equal(sentences: list[Row], places: Places, links: Links) -> None:
    """Link sentences of the same letters; where a version has one several times, in order."""
    for i, sentence in enumerate(sentences):
        for j in places.with_bare.get(sentence.bare, ()):
            if sentence.bare and j not in links.of_place:
                links.add(i, j)
                break


class _Weights(dict[str, float]):
    """Weights of words, worked out when first asked for: rare ones weigh more, and none less than log 2."""

    def __init__(self, count: int, seen: Counter[str], spread: Callable[[str], int]) -> None:
        super().__init__()
        self.count, self.seen, self.spread = count, seen, spread

    def __missing__(self, stem: str) -> float:
        known = self.seen[stem] + self.spread(stem)
        self[stem] = log1p(self.count / known) if known else 0.0
        return self[stem]


class _Shares:
    """How much word weight sentences and readings of places share that are not linked yet."""

    def __init__(
        self, sentences: list[Row], places: Places, open_sentences: list[int], open_places: list[int]
    ) -> None:
        self.sentences, self.places, self.readings = sentences, places, places.readings
        seen = Counter(chain.from_iterable(sentence.stems for sentence in sentences))
        count = len(sentences) + len(places.rows)
        unlinked = set(open_places)
        numbers = [n for n, place in enumerate(places.place_of) if place in unlinked]
        if len(self.readings) <= FEW and len(open_sentences) * len(numbers) <= FEW:
            held = (
                rows[0].stems if len(rows) == 1 else frozenset().union(*(one.stems for one in rows))
                for rows in places.rows
            )
            self.weights = _Weights(count, seen, Counter(chain.from_iterable(held)).__getitem__)
            self.pairs = list(self._few_pairs(open_sentences, numbers))
        else:
            places.index()
            self.weights = _Weights(count, seen, places.spread_of)
            self.pairs = list(self._pairs(open_sentences, numbers))

    def _whole(self, stems: Iterable[str]) -> float:
        """Give the weight of words, whatever their order: `fsum` rounds once."""
        return fsum(map(self.weights.__getitem__, stems))

    def _few_pairs(self, open_sentences: list[int], numbers: list[int]) -> Iterator[Pair]:
        """Give what `_pairs` does, each sentence compared with each reading."""
        wholes = {n: self._whole(self.readings[n].stems) for n in numbers}
        for i in open_sentences:
            stems = self.sentences[i].stems
            one = self._whole(stems)
            for n in numbers:
                shared = self._whole(stems & self.readings[n].stems)
                if shared and shared >= NEIGHBOUR_SHARE * min(one, wholes[n]):
                    yield i, n, shared / min(one, wholes[n]), 2 * shared / (one + wholes[n])

    def _pairs(self, open_sentences: list[int], numbers: list[int]) -> Iterator[Pair]:
        """Give sentences and readings that share enough for any rule below, and how much it is."""
        places, weights = self.places, self.weights
        known = np.array(places.spread)
        for word, count in weights.seen.items():
            if word in places.stems:
                known[places.stems[word]] += count
        occurrences, owners = np.array(places.occurrences), np.array(places.owners)
        weight = np.log1p(weights.count / known)
        wholes = np.bincount(owners, weight[occurrences], len(self.readings))
        is_open = np.zeros(len(self.readings), dtype=np.bool_)
        is_open[numbers] = True
        for i in open_sentences:
            stems = self.sentences[i].stems
            one = self._whole(stems)
            its_own = np.zeros(len(known), dtype=np.bool_)
            its_own[[places.stems[word] for word in stems if word in places.stems]] = True
            there = its_own[occurrences]
            shared = np.bincount(owners[there], weight[occurrences[there]], len(self.readings))
            least = NEIGHBOUR_SHARE * np.minimum(one, wholes)
            enough = np.flatnonzero(is_open & (shared > 0) & (shared >= least))
            shared, whole = shared[enough], wholes[enough]
            shares, likeness = shared / np.minimum(one, whole), 2 * shared / (one + whole)
            yield from zip(repeat(i), enough.tolist(), shares.tolist(), likeness.tolist(), strict=False)

    def of(self, stems: Counter[str]) -> float:
        """Give the weight of a bag of words."""
        return fsum(self.weights[stem] * n for stem, n in stems.items())


class _Beside:
    """Whether the sentences before, or after, a sentence and a place are linked to each other."""

    def __init__(self, sentences: int, order: list[int], links: Links) -> None:
        self.last, self.order, self.links = sentences - 1, order, links
        self.at = {place: n for n, place in enumerate(order)}

    def __call__(self, i: int, j: int) -> bool:
        """Say so of sentence `i` and place `j`; both beginnings, and both ends, count as linked."""
        n, last = self.at[j], len(self.order) - 1
        before = i == n == 0 or (n > 0 and self.order[n - 1] in self.links.of_sentence.get(i - 1, ()))
        after = (i, n) == (self.last, last) or (
            n < last and self.order[n + 1] in self.links.of_sentence.get(i + 1, ())
        )
        return before or after


def _link_alike(shares: _Shares, links: Links, share: float, likeness: float, beside: _Beside | None) -> None:
    """Give sentences and places to each other so that the sum of their likenesses is greatest."""
    best: dict[tuple[int, int], float] = {}
    for i, reading, shared, value in shares.pairs:
        if shared < share or value < likeness:
            continue
        j = shares.places.place_of[reading]
        if i in links.of_sentence or j in links.of_place or (beside is not None and not beside(i, j)):
            continue
        if value > best.get((i, j), 0.0) and same_names(shares.sentences[i], shares.readings[reading]):
            best[i, j] = value
    for i, j in list(_assign(best)):
        links.add(i, j)


def _assign(pairs: dict[tuple[int, int], float]) -> Iterator[tuple[int, int]]:
    """Choose pairs, each end at most once, with the greatest sum."""
    if len(pairs) == len({i for i, _ in pairs}) == len({j for _, j in pairs}):
        yield from sorted(pairs)  # nobody contends for anything
        return
    from scipy.optimize import linear_sum_assignment
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    rows = {i: n for n, i in enumerate(sorted({i for i, _ in pairs}))}
    columns = {j: len(rows) + n for n, j in enumerate(sorted({j for _, j in pairs}))}
    ends = np.array([(rows[i], columns[j]) for i, j in sorted(pairs)])
    size = len(rows) + len(columns)
    graph = csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(size, size))
    groups: dict[int, list[tuple[int, int]]] = defaultdict(list)
    part = connected_components(graph, directed=False)[1]
    for i, j in sorted(pairs):
        groups[int(part[rows[i]])].append((i, j))
    for group in groups.values():
        own_rows, own_columns = sorted({i for i, _ in group}), sorted({j for _, j in group})
        value = np.zeros((len(own_rows), len(own_columns)))
        for i, j in group:
            value[own_rows.index(i), own_columns.index(j)] = pairs[i, j]
        for row_number, column in zip(*linear_sum_assignment(value, maximize=True), strict=True):
            if value[row_number, column] > 0:
                yield own_rows[row_number], own_columns[column]


def same_names(one: Row, other: Row) -> bool:
    """Whether two sentences with one frame also have the same names and numbers; one may be changed."""
    names, other_names = one.names, other.names
    frame = set(one.forms) - names
    if not names or not other_names or frame != set(other.forms) - other_names:
        return True
    most = max(len(names), len(other_names))
    return most == 1 or len(names & other_names) >= LEAST_NAMES * most


def _link_halves(shares: _Shares, links: Links, beside: _Beside) -> None:
    """Link what is left over to the sentence, or the place, whose other part it is."""
    sentences, readings = shares.sentences, shares.readings
    best: dict[tuple[str, int], tuple[float, int, int]] = {}
    for i, number, share, _ in shares.pairs:
        if share < NEIGHBOUR_SHARE:
            continue
        j, reading = shares.places.place_of[number], readings[number]
        if i not in links.of_sentence and j in links.of_place:
            partners = [sentences[k] for k in links.of_place[j]]
            near = bool(links.of_place[j] & {i - 1, i + 1})
            part, key = _other_half(shares, sentences[i], reading, partners), ("sentence", i)
        elif j not in links.of_place and i in links.of_sentence:
            partners = [shares.places.rows[k][0] for k in links.of_sentence[i]]
            near = any(abs(beside.at[k] - beside.at[j]) == 1 for k in links.of_sentence[i])
            part, key = _other_half(shares, reading, sentences[i], partners), ("place", j)
        else:
            continue
        if part >= (NEXT_HALF_SHARE if near else HALF_SHARE):
            best[key] = max(best.get(key, (0.0, 0, 0)), (part, -i, -j))
    for _, minus_i, minus_j in best.values():
        links.add(-minus_i, -minus_j)


def _other_half(shares: _Shares, half: Row, whole: Row, partners: Iterable[Row]) -> float:
    """Share of a half's weight that stands in the part of a whole that its partners do not explain."""
    words = Counter(map(stem, half.forms))
    left = Counter(map(stem, whole.forms))
    for partner in partners:
        left -= Counter(map(stem, partner.forms))
    return shares.of(words & left) / shares.of(words)

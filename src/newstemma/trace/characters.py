"""Apparatus -> characters: what the versions of a report have and lack, as arrays a tree can be sought in.

A passage present or absent is one character. Inside a passage, each place where readings differ in words is
another; places that part the versions alike are one, for one editor's hand made them (as variant locations
are grouped in computer-assisted stemmatology: Roos and Heikkilä 2009).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import Levenshtein

from newstemma.clean.agencies import AGENCIES
from newstemma.collate.changes import DAMAGE_RATE
from newstemma.collate.places import across, blocks_of, regions
from newstemma.collate.tokens import DATELINE, forms
from newstemma.identity import plain
from newstemma.times import instant, is_day
from newstemma.trace.crediting import telling
from newstemma.trace.exchanges import differences, later
from newstemma.trace.habits import HABITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from newstemma.model import Apparatus, Article, Id, Passage
    from newstemma.trace.exchanges import Exchange

ABSENT = -1
LAST_HOUR = 23.99
"""Of a day of which no hour is known."""
NEAR = 20
"""Words between places of one passage that part the versions alike and count as one editor's doing."""
REPEATED_PLACE = 0.3
"""What each doubling of such places adds to the weight of one."""
MOST_WEIGHT = 2.0
EXACT = 256
"""Weights are multiples of one part of so many: their sums are exact, in whatever order they are made."""
GAP = 12
"""Words left out in one go that are one change, and hide whatever others change among them."""
GAP_KEEPS = 4
"""How many times shorter what stands in their stead must be."""


@dataclass(slots=True, eq=False)
class Texts:
    """Texts of one report, in rows: its versions, and any lost ones thought of. Not changed once made."""

    present: NDArray[np.bool_]
    """Text x passage."""
    reading: NDArray[np.int64]
    """Text x passage: number of its reading, or ABSENT."""
    state: NDArray[np.int64]
    """Text x place: number of its wording there, or ABSENT."""
    position: NDArray[np.int64]
    """Text x passage: where in the text it stands, or ABSENT."""
    paragraph: NDArray[np.int64]
    """Text x passage: in which paragraph, or ABSENT."""
    credit: NDArray[np.bool_]
    """Text x credit line."""
    headline: NDArray[np.int64]
    """Number of its headline, or ABSENT where unknown."""
    dateline: NDArray[np.bool_]
    earliest: NDArray[np.float64]
    """Hours since 1970 (UTC): publication was not before; nan where unknown."""
    latest: NDArray[np.float64]
    """Publication was not after: the same, or the end of the day where only the day is known."""
    agency: NDArray[np.bool_]
    """Whether the credited agency itself printed it."""
    number: NDArray[np.int64]
    """Of a version: its number; of a lost text: ABSENT."""
    witness: NDArray[np.int64]
    """Text x passage: the version from which alone it is known what a lost text had there, or ABSENT."""

    def __len__(self) -> int:
        """Count the texts."""
        return len(self.present)

    def joined(self, other: Texts) -> Texts:
        """Give these texts followed by others of the same report."""
        return Texts(
            *(np.concatenate((getattr(self, name), getattr(other, name))) for name in self.__slots__)
        )

    def take(self, rows: Sequence[int] | NDArray[np.int64]) -> Texts:
        """Give some of the texts."""
        chosen = np.asarray(rows, dtype=np.int64)
        return Texts(*(getattr(self, name)[chosen] for name in self.__slots__))

    def same(self, one: int, other: int) -> bool:
        """Whether all that is known of two of the texts is the same."""
        values = (getattr(self, name) for name in self.__slots__)
        return all(np.array_equal(v[one], v[other], equal_nan=v.dtype.kind == "f") for v in values)


@dataclass(frozen=True, slots=True, eq=False)
class Characters:
    """All that tells the versions of a report apart."""

    ids: tuple[Id, ...]
    texts: Texts
    readings: NDArray[np.int64]
    """How many readings each passage has."""
    wordings: NDArray[np.int64]
    """How many wordings each place has."""
    place_passage: NDArray[np.int64]
    """The passage of each place."""
    place_weight: NDArray[np.float64]
    strange: NDArray[np.bool_]
    """Place x state: whether it is damaged, as the words of the pile tell."""
    lateness: NDArray[np.float32]
    """Passage x reading: what counts for its being made from the passage's first one, in nats."""
    apart: NDArray[np.bool_]
    """Which passages are another report's: composites have them, the lost original had not."""
    credit: str | None
    """The agency that lines of the versions credit."""
    mention: str | None
    """The agency that passages credit, where no line does."""


def characters(
    apparatus: Apparatus,
    articles: Mapping[Id, Article],
    *,
    words: Mapping[str, int] | None = None,
    agencies: Mapping[str, str] = AGENCIES,
    apart: frozenset[int] = frozenset(),
    leanings: Mapping[Exchange, int] | None = None,
) -> Characters:
    """Read off the characters of a report; passages with the numbers `apart` are another's.

    `words` says of each word (as `collate.tokens.fold` gives it) in how many reports of the pile it occurs;
    with it, damage is told from what was there before. `leanings` (see `trace.exchanges`) says which way
    other reports exchange words.
    """
    ids = apparatus.versions
    row_of = {article: n for n, article in enumerate(ids)}
    credit = credited(articles[article] for article in ids)
    shape = (len(ids), len(apparatus.passages))
    reading, position, paragraph = (np.full(shape, ABSENT, dtype=np.int64) for _ in range(3))
    places: list[tuple[int, NDArray[np.int64], float, list[bool]]] = []
    for n, passage in enumerate(apparatus.passages):
        for number, one in enumerate(passage.readings):
            for carrier in one.carriers:
                row, first = row_of[carrier.article], carrier.sentences[0]
                reading[row, n], position[row, n] = number, first
                paragraph[row, n] = articles[carrier.article].sentences[first].paragraph
        for codes, strange, weight in _places(passage, words or {}):
            state = np.array([codes[r] if r >= 0 else ABSENT for r in reading[:, n]], dtype=np.int64)
            places.append((n, state, weight, strange))
    headlines = _numbered("".join(forms(articles[article].headline or "")) for article in ids)
    lines_of = [_credit_lines(articles[article]) for article in ids]
    lines = sorted(set().union(*lines_of))
    texts = Texts(
        present=reading >= 0,
        reading=reading,
        state=np.array([state for _, state, *_ in places], dtype=np.int64).reshape(-1, len(ids)).T,
        position=position,
        paragraph=paragraph,
        credit=np.array([[line in own for line in lines] for own in lines_of], dtype=bool),
        headline=np.array(headlines, dtype=np.int64),
        dateline=np.array([_has_dateline(articles[article]) for article in ids]),
        earliest=np.array([hours(articles[article].published)[0] for article in ids]),
        latest=np.array([hours(articles[article].published)[1] for article in ids]),
        agency=np.array([is_agency(articles[article].outlet, credit) for article in ids]),
        number=np.arange(len(ids)),
        witness=np.full(shape, ABSENT, dtype=np.int64),
    )
    return Characters(
        ids=ids,
        texts=texts,
        readings=texts.reading.max(axis=0, initial=ABSENT) + 1,
        wordings=texts.state.max(axis=0, initial=ABSENT) + 1,
        place_passage=np.array([n for n, *_ in places], dtype=np.int64),
        place_weight=np.array([weight for _, _, weight, _ in places], dtype=np.float64),
        strange=_padded([strange for *_, strange in places]),
        lateness=_lateness(apparatus, words or {}, leanings or {}),
        apart=np.isin(np.arange(shape[1]), list(apart)),
        credit=credit,
        mention=None if credit else mentioned((articles[article] for article in ids), agencies),
    )


def _lateness(
    apparatus: Apparatus, words: Mapping[str, int], leanings: Mapping[Exchange, int]
) -> NDArray[np.float32]:
    """Give passage x reading: by how much it costs less, or more, as a copy of the first reading."""
    h = HABITS
    most = max((len(passage.readings) for passage in apparatus.passages), default=1)
    found = np.zeros((len(apparatus.passages), most), dtype=np.float32)
    for n, passage in enumerate(apparatus.passages):
        for number, reading in enumerate(passage.readings):
            if reading.kind == "reworded":
                nats = round(later(differences(reading, passage.readings[0]), leanings, words))
                found[n, number] = h.later_wording * min(max(nats, -h.most_later), h.most_later)
    return found


def _padded(rows: list[list[bool]]) -> NDArray[np.bool_]:
    """Give rows of unequal length as an array, filled up with False."""
    padded = np.zeros((len(rows), max(map(len, rows), default=1)), dtype=bool)
    for n, row in enumerate(rows):
        padded[n, : len(row)] = row
    return padded


def credited(articles: Iterable[Article]) -> str | None:
    """Give the agency that most of the articles credit in a line; of equals the first in the alphabet."""
    counts = Counter(article.credit for article in articles if article.credit)
    return min(counts, key=lambda name: (-counts[name], name)) if counts else None


def mentioned(articles: Iterable[Article], agencies: Mapping[str, str]) -> str | None:
    """Give the agency to which most passages were told: who "told Reuters" told its reporter."""
    named = (telling(text, agencies) for article in articles for text in article.body)
    counts = Counter(name for name in named if name is not None)
    return min(counts, key=lambda name: (-counts[name], name)) if counts else None


def is_agency(outlet: str | None, credit: str | None) -> bool:
    """Whether an outlet is the credited agency itself: by its name, its domain, or its initials."""
    if not outlet or not credit:
        return False
    name, agency = ("".join(c for c in text.casefold() if c.isalnum()) for text in (outlet, credit))
    initials = "".join(word[0] for word in outlet.split() if word[0].isupper())
    return agency.removeprefix("the") in name or (len(credit) > 1 and initials == credit)


def _credit_lines(article: Article) -> set[str]:
    """Letters of the lines that credit somebody, which copyists keep or drop, but never write."""
    kinds = ("credit", "byline")
    return {"".join(forms(article.text[p.start : p.end])) for p in article.paragraphs if p.kind in kinds}


def _has_dateline(article: Article) -> bool:
    return bool(article.dateline) or any(DATELINE.match(plain(text)) for text in article.body[:1])


def hours(published: str | None) -> tuple[float, float]:
    """Give the hours since 1970 between which something was published; UTC where no zone is told."""
    when = instant(published)
    if published is None or when is None:
        return np.nan, np.nan
    start = when.timestamp() / 3600
    return start, start + (LAST_HOUR if is_day(published) else 0)


def _numbered(values: Iterable[str]) -> list[int]:
    numbers: dict[str, int] = {}
    return [numbers.setdefault(value, len(numbers)) if value else ABSENT for value in values]


def _places(
    passage: Passage, words: Mapping[str, int]
) -> Iterator[tuple[tuple[int, ...], list[bool], float]]:
    """Give each way in which places part the readings: their states, which states are strange, a weight."""
    rows = [forms(reading.text) for reading in passage.readings]
    base = max(rows, key=len)
    blocks = [blocks_of(base, row) for row in rows]
    gaps = [[block for block in one if _is_gap(block)] for one in blocks]
    found: list[tuple[tuple[int, ...], list[bool], int]] = []
    latest: dict[tuple[int, ...], tuple[int, int]] = {}  # where places that part alike were last met
    for start, end in sorted({(gap[0], gap[1]) for one in gaps for gap in one}):
        lacks = tuple(int(any(a <= start and end <= b for a, b, *_ in one)) for one in gaps)
        found.append((lacks, [False, False], 1))
    for start, end in regions({block[:2] for one in blocks for block in one if not _is_gap(block)}):
        wordings = [
            None
            if any(a <= start and end <= b for a, b, *_ in gap)
            else tuple(row[slice(*across(one, start, end))])
            for row, one, gap in zip(rows, blocks, gaps, strict=True)
        ]
        distinct = list(dict.fromkeys(wording for wording in wordings if wording is not None))
        if len(distinct) < 2:
            continue
        codes = tuple(ABSENT if wording is None else distinct.index(wording) for wording in wordings)
        damaged = [_damaged(wording, distinct, words) for wording in distinct]
        before, last_end = latest.get(codes, (-1, 0))
        if before >= 0 and start - last_end <= NEAR:
            _, strange, count = found[before]
            found[before] = (codes, [a or b for a, b in zip(strange, damaged, strict=True)], count + 1)
        else:
            before = len(found)
            found.append((codes, damaged, 1))
        latest[codes] = (before, end)
    for codes, strange, count in found:
        weight = min(MOST_WEIGHT, 1 + round(REPEATED_PLACE * log2(count) * EXACT) / EXACT)
        yield codes, [False] * len(strange) if all(strange) else strange, weight


def _is_gap(block: tuple[int, int, int, int]) -> bool:
    """Whether a reading leaves out many words in one go: what it would have had there is unknown."""
    start, end, first, last = block
    return end - start >= GAP and GAP_KEEPS * (last - first) <= end - start


def _damaged(wording: Sequence[str], others: Iterable[Sequence[str]], words: Mapping[str, int]) -> bool:
    """Whether a wording has a word of no other report, where another has one that is nearly the same."""
    unknown = [word for word in wording if words.get(word, 0) < 2]
    known = [word for other in others for word in other if words.get(word, 0) > 1]
    return any(
        Levenshtein.normalized_distance(word, other, score_cutoff=DAMAGE_RATE) <= DAMAGE_RATE
        for word in unknown
        for other in known
    )

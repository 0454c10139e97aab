"""Articles -> a sketch of them: all that grouping needs to know, a tenth of the articles' size.

A sketch is a pile of columns, not an object an article: half a million sentences are a few arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from operator import attrgetter, lt
from struct import pack
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from newstemma.group import words
from newstemma.group.captions import caption_pairs, likely_words, mark_captions
from newstemma.model import Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from newstemma.group.arrays import Indices, Words
    from newstemma.model import Article, Id

# Articles whose characters are laid out at once: about half a MB, which stays in a processor's cache.
CHUNK = 64
LEAST_ROOM = 1 << 16


class Facts(NamedTuple):
    """What versions say of their articles, a column for each fact."""

    articles: list[Id]
    outlets: list[str | None]
    headlines: list[str | None]
    published: list[str | None]
    credits: list[str | None]

    def version(self, article: int, tied: tuple[int, ...]) -> Version:
        """Make the version of one article that these sentences tie to a report."""
        return Version(*[column[article] for column in self], tied)  # type: ignore[arg-type,call-arg]


# What an article calls the columns of `Facts`.
_FACTS = tuple(map(attrgetter, ("id", "outlet", "headline", "published", "credit")))


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """The body sentences of many articles as words; `words.py` says what a word is."""

    facts: Facts
    owners: Indices
    """For each sentence the number of its article in `facts`."""
    numbers: Indices
    """For each sentence its number in `Article.sentences`."""
    starts: Indices
    ends: Indices
    """For each sentence where its words lie in `words`."""
    words: Words


class _Column:
    """An array that grows in place: memory is most of what a second one would cost."""

    def __init__(self, kind: type[np.generic]) -> None:
        self._values = np.empty(LEAST_ROOM, kind)
        self.count = 0

    def room(self, more: int) -> NDArray[Any]:
        """Give the array with room for so many values behind those it has."""
        needed = self.count + more
        if needed > len(self._values):
            self._values.resize(max(len(self._values) * 17 // 16, needed), refcheck=False)
        return self._values

    def add(self, values: NDArray[Any]) -> None:
        """Lay values behind the others."""
        self.room(len(values))[self.count : self.count + len(values)] = values
        self.count += len(values)

    def all(self) -> NDArray[Any]:
        """Give its values, when no more will be added."""
        return self._values[: self.count]


def sketch(articles: Iterable[Article]) -> Sketch:
    """Give the sketch of articles, in their order. They are taken one chunk at a time and not kept."""
    facts: list[list[Any]] = [[] for _ in _FACTS]
    cut, columns = _Column(np.uint32), [_Column(np.int64) for _ in range(4)]
    for chunk in _chunks(articles):
        for column, values in zip(columns, _columns(chunk, cut, len(facts[0])), strict=True):
            column.add(values)
        for kept, fact in zip(facts, _FACTS, strict=True):
            kept.extend(map(fact, chunk))
    owners, numbers, starts, ends = (column.all() for column in columns)
    return Sketch(Facts._make(facts), owners, numbers, starts, ends, cut.all())


def in_order(sketched: Sketch) -> Sketch:
    """Order a sketch by the articles' ids, each once, so that nothing depends on the order of input."""
    ids = sketched.facts.articles
    if all(map(lt, ids, islice(ids, 1, None))):
        return sketched
    order = sorted(range(len(ids)), key=ids.__getitem__)
    first = [n for at, n in enumerate(order) if at == 0 or ids[order[at - 1]] != ids[n]]
    rank = np.full(len(ids), -1, np.int64)
    rank[first] = np.arange(len(first))
    owners = rank[sketched.owners]
    chosen = np.argsort(owners, kind="stable")
    chosen = chosen[np.searchsorted(owners[chosen], 0) :]
    return Sketch(
        facts=Facts._make([column[n] for n in first] for column in sketched.facts),
        owners=owners[chosen],
        numbers=sketched.numbers[chosen],
        starts=sketched.starts[chosen],
        ends=sketched.ends[chosen],
        words=sketched.words,
    )


def _chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    rest = iter(articles)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _columns(articles: list[Article], cut: _Column, before: int) -> tuple[Indices, Indices, Indices, Indices]:
    """Give the columns of a sketch for articles that stand behind so many others."""
    sentences = list(chain.from_iterable([article.sentences for article in articles]))
    paragraphs = list(chain.from_iterable([article.paragraphs for article in articles]))
    counts = [len(article.sentences) for article in articles]
    paragraph_counts = [len(article.paragraphs) for article in articles]
    text = "\n".join([article.text for article in articles])
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    texts = _begins([len(article.text) + 1 for article in articles])
    at = np.repeat(texts, paragraph_counts)
    starts = _column([paragraph.start for paragraph in paragraphs]) + at
    ends = _column([paragraph.end for paragraph in paragraphs]) + at
    of = _column([sentence.paragraph for sentence in sentences]) + np.repeat(
        _begins(paragraph_counts), counts
    )
    body = np.array([paragraph.kind == "body" for paragraph in paragraphs], bool)
    chosen = np.flatnonzero(body[of])
    of = of[chosen]
    owners = np.repeat(np.arange(len(articles)), counts)
    at = texts[owners]
    sentence_starts = (_column([sentence.start for sentence in sentences]) + at)[chosen]
    sentence_ends = (_column([sentence.end for sentence in sentences]) + at)[chosen]
    quoted = np.zeros(len(codes), np.uint8)
    words.mark_quotations(codes, starts, ends, words.letters(), words.quoting(), quoted)
    room, first = cut.room(len(codes) + 1), np.empty(len(chosen) + 1, np.int64)
    first[0] = cut.count
    spans = sentence_starts, sentence_ends
    words.cut_words(codes, *spans, quoted, words.letters(), words.house_words(), room, first)
    cut.count = int(first[-1])
    captions = np.zeros(len(body), bool)
    mark_captions(codes, starts, ends, of, room, first, caption_pairs(), likely_words(), captions)
    numbers = (np.arange(len(owners)) - np.repeat(_begins(counts), counts))[chosen]
    return owners[chosen] + before, numbers, first[:-1], np.where(captions[of], first[:-1], first[1:])


def _column(values: list[int]) -> Indices:
    """Make a column of numbers; packing them is the quickest way from a list of Python's to an array."""
    return np.frombuffer(pack(f"{len(values)}q", *values), np.int64)


def _begins(lengths: list[int]) -> Indices:
    """Give where each of several stretches begins that lie behind one another."""
    return np.cumsum([0, *lengths[:-1]])

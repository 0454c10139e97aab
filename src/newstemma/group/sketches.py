"""Articles -> a sketch of them: all that grouping needs to know, a tenth of the articles' size.

A sketch is a pile of columns, not an object an article: half a million sentences are a few arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from operator import attrgetter
from struct import pack
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from newstemma.group import words
from newstemma.group.captions import caption_pairs, likely_words, mark_captions
from newstemma.model import Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newstemma.group.arrays import Bytes, Codes, Indices, Words
    from newstemma.model import Article, Id

# Articles whose characters are laid out at once: about half a MB, which stays in a processor's cache.
CHUNK = 64


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


class _Pile:
    """Words of articles that come one chunk at a time.

    Their room grows by a quarter, in place: most of what a second array would cost is the memory itself.
    """

    def __init__(self) -> None:
        self.words = np.empty(1 << 16, np.uint32)
        self.count = 0

    def add(self, codes: Codes, starts: Indices, ends: Indices, quoted: Bytes) -> Indices:
        """Cut sentences into words; give where those of each begin, and where the last one's end."""
        most = self.count + len(codes) + 1
        if most > len(self.words):
            self.words.resize(max(len(self.words) * 5 // 4, most), refcheck=False)
        first = np.empty(len(starts) + 1, np.int64)
        first[0] = self.count
        words.cut_words(codes, starts, ends, quoted, words.letters(), words.house_words(), self.words, first)
        self.count = int(first[-1])
        return first


def sketch(articles: Iterable[Article]) -> Sketch:
    """Give the sketch of articles, in their order. They are taken one chunk at a time and not kept."""
    pile = _Pile()
    facts: list[list[Any]] = [[] for _ in _FACTS]
    columns: list[tuple[Indices, ...]] = []
    for chunk in _chunks(articles):
        columns.append(_columns(chunk, pile, len(facts[0])))
        for column, fact in zip(facts, _FACTS, strict=True):
            column.extend(map(fact, chunk))
    laid = [np.concatenate(column) for column in zip(*columns, strict=True)]
    owners, numbers, starts, ends = laid or [np.zeros(0, np.int64)] * 4
    return Sketch(Facts._make(facts), owners, numbers, starts, ends, pile.words[: pile.count])


def in_order(sketched: Sketch) -> Sketch:
    """Order a sketch by the articles' ids, each once, so that nothing depends on the order of input."""
    ids = sketched.facts.articles
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


def _columns(articles: list[Article], pile: _Pile, before: int) -> tuple[Indices, Indices, Indices, Indices]:
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
    first = pile.add(codes, sentence_starts, sentence_ends, quoted)
    captions = np.zeros(len(body), bool)
    mark_captions(codes, starts, ends, of, pile.words, first, caption_pairs(), likely_words(), captions)
    numbers = (np.arange(len(owners)) - np.repeat(_begins(counts), counts))[chosen]
    return owners[chosen] + before, numbers, first[:-1], np.where(captions[of], first[:-1], first[1:])


def _column(values: list[int]) -> Indices:
    """Make a column of numbers; packing them is the quickest way from a list of Python's to an array."""
    return np.frombuffer(pack(f"{len(values)}q", *values), np.int64)


def _begins(lengths: list[int]) -> Indices:
    """Give where each of several stretches begins that lie behind one another."""
    return np.cumsum([0, *lengths[:-1]])

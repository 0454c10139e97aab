"""Articles -> a sketch of them: all that grouping needs to know, a tenth of the articles' size.

A sketch is a pile of columns, not an object an article: half a million sentences are a few arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newstemma.group import words
from newstemma.group.captions import caption_pairs, likely_words, mark_captions
from newstemma.model import Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newstemma.group.arrays import Indices, Words
    from newstemma.model import Article, Id, Paragraph, Sentence

# Articles whose characters are laid out at once: about half a MB, which stays in a processor's cache.
CHUNK = 64


class Facts(NamedTuple):
    """What a version says of its article."""

    article: Id
    outlet: str | None
    headline: str | None
    published: str | None
    credit: str | None

    def version(self, tied: tuple[int, ...]) -> Version:
        """Make the version that these sentences tie to a report."""
        return Version(self.article, self.outlet, self.headline, self.published, self.credit, tied)


# What an article calls the fields of `Facts`.
_FACTS = attrgetter("id", "outlet", "headline", "published", "credit")


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """The body sentences of many articles as words; `words.py` says what a word is."""

    facts: tuple[Facts, ...]
    owners: Indices
    """For each sentence the number of its article in `facts`."""
    numbers: Indices
    """For each sentence its number in `Article.sentences`."""
    starts: Indices
    ends: Indices
    """For each sentence where its words lie in `words`."""
    words: Words


def sketch(articles: Iterable[Article]) -> Sketch:
    """Give the sketch of articles, in their order. They are taken one chunk at a time and not kept."""
    parts = [_sketch(chunk) for chunk in _chunks(articles)]
    return join(parts)


def join(sketches: Sequence[Sketch]) -> Sketch:
    """Lay sketches behind one another."""
    if len(sketches) == 1:
        return sketches[0]
    articles = np.cumsum([0, *(len(part.facts) for part in sketches)])
    places = np.cumsum([0, *(len(part.words) for part in sketches)])
    return Sketch(
        facts=tuple(chain.from_iterable(part.facts for part in sketches)),
        owners=_laid([part.owners + at for part, at in zip(sketches, articles, strict=False)]),
        numbers=_laid([part.numbers for part in sketches]),
        starts=_laid([part.starts + at for part, at in zip(sketches, places, strict=False)]),
        ends=_laid([part.ends + at for part, at in zip(sketches, places, strict=False)]),
        words=np.concatenate([part.words for part in sketches]) if sketches else np.zeros(0, np.uint32),
    )


def in_order(sketched: Sketch) -> Sketch:
    """Order a sketch by the articles' ids, each once, so that nothing depends on the order of input."""
    ids = [facts.article for facts in sketched.facts]
    order = sorted(range(len(ids)), key=ids.__getitem__)
    first = [n for at, n in enumerate(order) if at == 0 or ids[order[at - 1]] != ids[n]]
    rank = np.full(len(ids), -1, np.int64)
    rank[first] = np.arange(len(first))
    owners = rank[sketched.owners]
    chosen = np.argsort(owners, kind="stable")
    chosen = chosen[np.searchsorted(owners[chosen], 0) :]
    return Sketch(
        facts=tuple(sketched.facts[n] for n in first),
        owners=owners[chosen],
        numbers=sketched.numbers[chosen],
        starts=sketched.starts[chosen],
        ends=sketched.ends[chosen],
        words=sketched.words,
    )


def _laid(parts: list[Indices]) -> Indices:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    rest = iter(articles)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _sketch(articles: list[Article]) -> Sketch:
    sentences = list(chain.from_iterable([article.sentences for article in articles]))
    paragraphs = list(chain.from_iterable([article.paragraphs for article in articles]))
    counts = [len(article.sentences) for article in articles]
    paragraph_counts = [len(article.paragraphs) for article in articles]
    text = "\n".join([article.text for article in articles])
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    texts = _begins([len(article.text) + 1 for article in articles])
    at = np.repeat(texts, paragraph_counts)
    spans = _column(paragraphs, "start") + at, _column(paragraphs, "end") + at
    of = _column(sentences, "paragraph") + np.repeat(_begins(paragraph_counts), counts)
    body = np.array([paragraph.kind == "body" for paragraph in paragraphs], bool)
    chosen = np.flatnonzero(body[of])
    owners = np.repeat(np.arange(len(articles)), counts)
    at = texts[owners]
    places = (_column(sentences, "start") + at)[chosen], (_column(sentences, "end") + at)[chosen]
    table = words.letters()
    quoted = np.zeros(len(codes), np.uint8)
    words.mark_quotations(codes, *spans, table, words.quoting(), quoted)
    cut, first = np.empty(len(codes) + 1, np.uint32), np.zeros(len(chosen) + 1, np.int64)
    words.cut_words(codes, *places, quoted, table, words.house_words(), cut, first)
    captions = np.zeros(len(body), bool)
    mark_captions(codes, *spans, of[chosen], cut, first, caption_pairs(), likely_words(), captions)
    return Sketch(
        facts=tuple(map(Facts._make, map(_FACTS, articles))),
        owners=owners[chosen],
        numbers=(np.arange(len(owners)) - np.repeat(_begins(counts), counts))[chosen],
        starts=first[:-1],
        ends=np.where(captions[of[chosen]], first[:-1], first[1:]),
        words=cut[: first[-1]].copy(),
    )


def _column(rows: Sequence[Paragraph | Sentence], field: str) -> Indices:
    """Give one field of many rows; half a million times, so nothing is run in Python for each."""
    return np.fromiter(map(attrgetter(field), rows), np.int64, len(rows))


def _begins(lengths: list[int]) -> Indices:
    """Give where each of several stretches begins that lie behind one another."""
    return np.cumsum([0, *lengths[:-1]])

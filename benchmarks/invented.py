"""Group very many invented articles: python benchmarks/invented.py --articles 1000000.

The articles are strings of invented words, thrown by lot: frequencies by Zipf's law, stock phrases, reports
printed by up to forty outlets that cut, reword and add, background shared by the reports of a story, an
outlet's own lines on each of its pages, and articles that carry parts of two reports. They say nothing of
quality on real language; they show what a pile of any size costs. Told are processor time without the time of
inventing, peak memory, and pair F1.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from newstemma.group import group
from newstemma.identity import identify
from newstemma.model import Article, Paragraph, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newstemma.model import Report

SYLLABLES = [first + last for first in "bdfgklmnprstvz" for last in "a e i o u ar en il on us".split()]
VOCABULARY = 80_000
PHRASES = 4_000
OUTLETS = 3_000
MOST_VERSIONS = 40
DAYS = 28
BLOCK = 1_000_000


class Inventor:
    """Throws words, sentences and articles; the same seed gives the same pile."""

    def __init__(self, seed: int) -> None:
        self._lot = random.Random(seed)
        self._numbers = np.random.default_rng(seed)
        lengths = [self._lot.randrange(1, 5) for _ in range(VOCABULARY)]
        self._words = ["".join(self._lot.choices(SYLLABLES, k=length)) for length in lengths]
        self._thrown: list[str] = []
        self._phrases = [" ".join(self._throw(4)) for _ in range(PHRASES)]
        self._furniture = [[self.sentence() for _ in range(2)] for _ in range(OUTLETS)]

    def _throw(self, count: int) -> list[str]:
        """Throw words; many at a time, which is faster."""
        if len(self._thrown) < count:
            ranks = VOCABULARY ** self._numbers.random(BLOCK)
            self._thrown = [self._words[rank] for rank in (ranks.astype(np.int64) - 1).tolist()]
        words = self._thrown[-count:]
        del self._thrown[-count:]
        return words

    def sentence(self) -> str:
        """Throw a sentence of 8 to 34 words, about one phrase of four words in it."""
        words = self._throw(self._lot.randrange(6, 30))
        if self._lot.random() < 0.8:
            rank = int(PHRASES ** self._lot.random()) - 1
            words.insert(self._lot.randrange(len(words)), self._phrases[rank])
        return " ".join(words).capitalize() + "."

    def _reworded(self, sentence: str) -> str:
        words = sentence.split()
        for _ in range(1 + len(words) // 12):
            words[self._lot.randrange(len(words))] = self._throw(1)[0]
        return " ".join(words)

    def _edited(self, text: Sequence[str]) -> list[str]:
        kept = text[: max(4, int(len(text) * min(1.0, 0.3 + self._lot.random())))]
        edited = [
            self._reworded(line) if chance < 0.2 else line
            for line in kept
            if (chance := self._lot.random()) < 0.92
        ]
        if self._lot.random() < 0.3:
            edited.append(self.sentence())
        return edited or list(kept)

    def pile(self, count: int) -> Iterator[tuple[Article, int]]:
        """Give articles with the numbers of their reports."""
        made, report = 0, 0
        before: list[str] = []
        while made < count:
            day = np.datetime64("2031-01-01") + self._lot.randrange(DAYS)
            background = [self.sentence() for _ in range(2)]
            for _ in range(self._lot.randrange(1, 4)):
                text = [self.sentence() for _ in range(self._lot.randrange(8, 28))]
                text[6:6] = background
                versions = min(MOST_VERSIONS, int(self._lot.paretovariate(1.1)))
                for version in range(versions):
                    lines = self._edited(text) if version else list(text)
                    if before and self._lot.random() < 0.03:
                        lines += before[:4]
                    outlet = self._lot.randrange(OUTLETS)
                    yield self._article(made, outlet, str(day), lines + self._furniture[outlet]), report
                    made += 1
                    if made == count:
                        return
                report, before = report + 1, text

    @staticmethod
    def _article(number: int, outlet: int, day: str, lines: list[str]) -> Article:
        ends = list(accumulate(len(line) + 2 for line in lines))
        spans = [(end - len(line) - 2, end - 2) for end, line in zip(ends, lines, strict=True)]
        return Article(
            id=identify("art", str(number)),
            page="",
            outlet=f"outlet{outlet}.example",
            headline=lines[0][:60],
            deck=None,
            byline=None,
            dateline=None,
            credit=None,
            published=day,
            url=None,
            language=None,
            text="\n\n".join(lines),
            paragraphs=tuple(Paragraph(start, end, "body") for start, end in spans),
            sentences=tuple(Sentence(start, end, n, "") for n, (start, end) in enumerate(spans)),
        )


def pair_f1(reports: Sequence[Report], truth: dict[str, int]) -> float:
    """Give pair F1; a guest's pairs in its second report are counted as wrong."""
    pairs = Counter(truth.values())
    true = sum(size * (size - 1) // 2 for size in pairs.values())
    said = shared = 0
    for report in reports:
        sizes = Counter(truth[version.article] for version in report.versions)
        said += len(report.versions) * (len(report.versions) - 1) // 2
        shared += sum(size * (size - 1) // 2 for size in sizes.values())
    return 2 * shared / (said + true)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    group(article for article, _ in Inventor(0).pile(100))  # loads the compiled parts
    truth: dict[str, int] = {}
    inventing = 0.0

    def articles() -> Iterator[Article]:
        nonlocal inventing
        pile = Inventor(options.seed).pile(options.articles)
        while True:
            since = time.process_time()
            found = next(pile, None)
            inventing += time.process_time() - since
            if found is None:
                return
            article, report = found
            truth[article.id] = report
            yield article

    began, started = time.perf_counter(), time.process_time()
    reports = group(articles())
    seconds = time.process_time() - started - inventing
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(
        f"{options.articles:,} articles, {len(set(truth.values())):,} reports: {seconds:,.0f} s, "
        f"{options.articles / seconds:,.0f} articles/s, peak {peak / 1e9:.2f} GB, "
        f"pair F1 {pair_f1(reports, truth):.4f}, biggest {max(len(one.versions) for one in reports)}; "
        f"{time.perf_counter() - began:,.0f} s with inventing"
    )


if __name__ == "__main__":
    main()

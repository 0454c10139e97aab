"""How fast articles are read, and what many versions of them cost: python benchmarks/reader.py [TEXTS].

TEXTS is a JSON Lines file of {"text"} (.gz is read too), by default the development part of PolNeAR where the
development data are. It is drawn out to as many distinct articles as are asked for: each sentence gets a
number of its own, so that none is read twice. Two processes read, as many as there are
cores. Then versions of each article, cut, shortened and reordered as outlets do, are read: what the pile
costs is told as a multiple of one version of each.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # as the program's own workers have it

from predict import load
from tasks.statements import article_as_given

from newstemma.clean.sentences import split
from newstemma.record import analyse, record

if TYPE_CHECKING:
    from newstemma.model import Article
    from newstemma.record import Analysis

SHARED = Path(os.environ.get("NEWSTEMMA_SHARED", Path(__file__).parents[2] / "shared"))
POLNEAR = SHARED / "data" / "record" / "polnear" / "dev.text.jsonl.gz"
CHUNK = 500
"""Sentences that a process takes at a time."""


def distinct_articles(texts: list[str], count: int, chance: random.Random) -> list[Article]:
    """Make articles of which no sentence is any other's, from sentences of real ones."""
    found = []
    for number in range(count):
        paragraphs = chance.choice(texts).split("\n\n")
        kept = [numbered(text, f"{number}.{place}") for place, text in enumerate(paragraphs) if text.strip()]
        found.append(article_as_given(f"art_{number}", "\n\n".join(kept)))
    return found


def numbered(paragraph: str, number: str) -> str:
    """Put a number into each sentence of a paragraph, so that it is no other's."""
    sentences = (paragraph[span.start : span.end] for span in split(paragraph))
    return " ".join(f"{text[:-1]} {number}{text[-1:]}" for text in sentences)


def versions_of(article: Article, count: int, chance: random.Random) -> list[Article]:
    """Make versions of an article as outlets do: the end cut, paragraphs left out or moved, a line added."""
    paragraphs = [article.text[p.start : p.end] for p in article.paragraphs]
    found = []
    for number in range(count):
        kept = paragraphs[: max(3, round(len(paragraphs) * chance.uniform(0.4, 1.0)))]
        kept = [text for text in kept if chance.random() > 0.05]
        if len(kept) > 3 and chance.random() < 0.2:
            kept.insert(1, kept.pop())
        found.append(article_as_given(f"{article.id}_{number}", "\n\n".join(kept)))
    return found


def read_chunk(texts: dict[str, str]) -> tuple[dict[str, Analysis], float]:
    """Read sentences; the second value is the seconds of processor time that it took."""
    started = time.process_time()
    return dict(analyse(texts)), time.process_time() - started


class Cost(NamedTuple):
    """Seconds that a pile took."""

    wall: float
    processor: float
    """Of all processes together: what does not depend on what else the machine does."""


def cost(pile: list[Article], pool: ProcessPoolExecutor) -> Cost:
    """Give what it costs to read a pile's distinct sentences and to make its articles' records."""
    started, processor = time.perf_counter(), time.process_time()
    texts = {s.key: a.text[s.start : s.end] for a in pile for s in a.sentences}
    keys = sorted(texts)
    chunks = [{key: texts[key] for key in keys[at : at + CHUNK]} for at in range(0, len(keys), CHUNK)]
    analyses: dict[str, Analysis] = {}
    inside = 0.0
    for found, seconds in pool.map(read_chunk, chunks):
        analyses.update(found)
        inside += seconds
    for article in pile:
        record(article, analyses)
    return Cost(time.perf_counter() - started, time.process_time() - processor + inside)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", type=Path, nargs="?", default=POLNEAR)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--versions", type=int, default=100)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    if not options.texts.is_file():
        sys.exit(f"{options.texts}: no such file; name a JSON Lines file of texts")
    chance = random.Random(1)
    texts = [str(row["text"]) for row in load(options.texts)]
    with ProcessPoolExecutor(options.processes) as pool:
        list(pool.map(read_chunk, [{"warm": "It is warm."}] * options.processes))
        pile = distinct_articles(texts, options.articles, chance)
        words = sum(len(article.text.split()) for article in pile)
        wall, processor = cost(pile, pool)
        print(f"{len(pile)} distinct articles, {words:,} words, {options.processes} processes")
        print(f"{wall:.1f} s: {words / wall:,.0f} words a second")
        print(f"{processor:.1f} s of processor time: {words / processor:,.0f} words a second on one core")
        few = pile[: max(1, options.articles // 20)]
        many = [version for article in few for version in versions_of(article, options.versions, chance)]
        once, again = cost(few, pool).processor, cost(many, pool).processor
        print(
            f"{len(few)} articles: one version of each {once:.2f} s of processor time, "
            f"{options.versions} versions of each {again:.2f} s: {again / once:.2f} times"
        )


if __name__ == "__main__":
    main()

"""Whose reporting each sentence is taken for: python benchmarks/origins.py WIRE.

WIRE is a folder that `make_wire.py` wrote; its `truth.jsonl` names the origin of every sentence. A sentence
is right if its passage's origin bears that name. Told for all sentences that were found again in the cleaned
articles, and apart: paragraphs that an outlet added of its own, sentences of composites, and passages that
credit another report's origin.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))

from tasks._pile import articles_of

from newstemma.corroborate import Record
from newstemma.gather import gather
from newstemma.group import group
from newstemma.identity import plain
from newstemma.pipeline import trace_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newstemma.model import Article


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Read JSON Lines."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def record_of(pile: Sequence[Article]) -> Record:
    """Work out where every sentence of a pile stands; nothing is read but their words."""
    reports = group(pile)
    apparatuses, stemmata, _ = trace_all(pile, reports, map, lambda *_: None)
    return Record(reports, apparatuses, stemmata, gather(reports, pile))


def kinds_of(truth: dict[str, Any], name: str, number: int) -> Iterator[str]:
    """Give the groups of sentences that one is counted in."""
    yield "all sentences"
    report = name.rpartition(", ")[2]
    if truth["sentences"][number][0] == "added":
        yield "own paragraphs"
    elif report not in truth["reports"]:
        yield "passages that credit another report"
    if len(truth["reports"]) > 1:
        yield "composites"


def measured(wire: Path) -> dict[str, tuple[int, int]]:
    """Give for each group of sentences how many are right, and how many there are."""
    rows = {row["id"]: row for row in rows_of(wire / "articles.jsonl")}
    articles = {article.id: article for article in articles_of(rows.values())}
    record = record_of(list(articles.values()))
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for truth in rows_of(wire / "truth.jsonl"):
        article, text = articles[truth["id"]], rows[truth["id"]]["text"]
        places = {plain(article.text[s.start : s.end]): n for n, s in enumerate(article.sentences)}
        for name, numbers in truth["origins"].items():
            for number in numbers:
                start, end = truth["spans"][number]
                place = places.get(plain(text[start:end]))
                if place is None:
                    continue
                origin = record.origin(article.id, record.row(article.id, place))
                right = (origin.name or "").casefold() == name.rpartition(", ")[0].casefold()
                for kind in kinds_of(truth, name, number):
                    counts[kind][0] += right
                    counts[kind][1] += 1
    return {kind: (right, whole) for kind, (right, whole) in sorted(counts.items())}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wire", type=Path, help="a folder with articles.jsonl and truth.jsonl")
    options = parser.parse_args()
    for kind, (right, whole) in measured(options.wire).items():
        print(f"{kind:<36} {right / whole:.3f} of {whole:,}")


if __name__ == "__main__":
    main()

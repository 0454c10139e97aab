"""Grouping on data with known reports. The floors lie a little below the figures in docs/figures.md."""

from __future__ import annotations

import gzip
import json
from itertools import combinations
from typing import TYPE_CHECKING, Any

from piles import article

from newstemma.group import group

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from newstemma.model import Article

Reports = dict[str, set[str]]
Pairs = set[tuple[str, str]]


def rows(path: Path) -> list[dict[str, Any]]:
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        return [json.loads(line) for line in file]


def articles(found: Iterable[dict[str, Any]]) -> list[Article]:
    return [
        article(row["id"], row["text"].split("\n\n"), outlet=row["outlet"], published=row["published"])
        for row in found
    ]


def grouped(pile: Iterable[Article]) -> Reports:
    reports: Reports = {}
    for report in group(pile):
        for version in report.versions:
            reports.setdefault(version.article.removeprefix("art_"), set()).add(report.id)
    return reports


def pairs(reports: Reports) -> Pairs:
    return {(a, b) for a, b in combinations(sorted(reports), 2) if reports[a] & reports[b]}


def test_seeds_are_one_report(shared: Path) -> None:
    folder = shared / "data" / "seeds"
    texts = [(folder / f"{name}.clean.txt").read_text(encoding="utf-8") for name in ("000", "002")]
    assert len(group([article(f"{n}", text.split("\n\n")) for n, text in enumerate(texts)])) == 1


def test_labelled_pages_and_hard_negatives(shared: Path) -> None:
    folder = shared / "data" / "reuse" / "outlets"
    gold = {row["id"]: set(row["reports"]) for row in rows(folder / "reports.gold.jsonl")}
    alone = [row for name in ("spotify", "census") for row in rows(folder / f"{name}.jsonl.gz")]
    for pile in (alone, [*alone, *rows(folder / "helsinki.jsonl.gz")]):
        found = grouped(articles(pile))
        labelled = {name: found[name] for name in gold}
        assert pairs(labelled) == pairs(gold)
        apart = [tuple(row["pair"]) for row in rows(folder / "hard_negatives.jsonl")]
        assert {pair for pair in apart if found[pair[0]] & found[pair[1]]} <= pairs(gold)


def test_small_wire(shared: Path) -> None:
    folder = shared / "data" / "wire" / "small"
    gold = {row["id"]: set(row["reports"]) for row in rows(folder / "truth.jsonl.gz")}
    found = grouped(articles(rows(folder / "articles.jsonl.gz")))
    true, said = pairs(gold), pairs(found)
    assert len(true & said) / len(said) > 0.98
    assert len(true & said) / len(true) > 0.97

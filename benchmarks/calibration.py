"""Whether confidence means what it says.

    python benchmarks/calibration.py WIRE... [--fit]

WIRE is a folder made by `make_wire.py`. For every tenth of confidence: how many copies, how sure they were
said to be, and what share of their parents is right (the true parent, or one that explains the child as well;
for a copy of a lost text, that its parent is lost). Once with dates, once without.
--fit prints the weights that a logistic regression gives, for `newstemma.trace.confidence.WEIGHTS`.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize
from tasks.stemma import families

from newstemma.trace.characters import characters
from newstemma.trace.confidence import LEAST, WEIGHTS, confidence, features
from newstemma.trace.lost import Search
from newstemma.trace.origins import belongs_elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Judged = tuple[dict[str, float], float, bool]
RIDGE = 1e-4


def judged(wire: Path) -> Iterator[Judged]:
    """Give the features of every copy, how sure it was said to be, and whether it is right."""
    gold = [json.loads(line) for line in (wire / "stemma.jsonl").open(encoding="utf-8")]
    lines = map(json.loads, (wire / "articles.jsonl").open(encoding="utf-8"))
    texts = {row["id"]: row for row in lines}
    rows = [{"report": one["report"], "versions": [texts[name] for name in one["versions"]]} for one in gold]
    for one, family in zip(gold, families(rows), strict=True):
        assert family.apparatus is not None
        passages = enumerate(family.apparatus.passages)
        apart = frozenset(n for n, passage in passages if belongs_elsewhere(passage, family.elsewhere))
        undated = {name: replace(article, published=None) for name, article in family.articles.items()}
        for articles in (family.articles, undated):
            found = characters(
                family.apparatus,
                articles,
                words=family.words,
                agencies=family.agencies,
                apart=apart,
                leanings=family.leanings,
            )
            tree = Search(found).best()
            for child in range(tree.versions):
                parent = int(tree.parents[child])
                if parent < len(tree.texts):
                    name = found.ids[parent] if parent < tree.versions else None
                    right = _is_right(one, found.ids[child], name)
                    yield features(found, tree, child), confidence(found, tree, child), right


def _is_right(gold: Mapping[str, Any], child: str, parent: str | None) -> bool:
    true = {above for below, above in gold["copies"] if below == child}
    if parent is None:
        return not true & set(gold["versions"])
    return parent in true or parent in gold.get("alternatives", {}).get(child, ())


def fitted(rows: list[Judged]) -> dict[str, float]:
    """Fit the weights (logistic regression above the least chance, with a slight ridge)."""
    values = np.array([[one[name] for name in WEIGHTS] for one, _, _ in rows])
    right = np.array([ok for *_, ok in rows])

    def loss(weights: np.ndarray) -> float:
        chances = LEAST + (1 - LEAST) / (1 + np.exp(-values @ weights))
        missed = -np.log(np.where(right, chances, 1 - chances)).mean()
        return float(missed + RIDGE * weights @ weights)

    found = minimize(loss, np.zeros(len(WEIGHTS))).x
    return {name: round(float(weight), 2) for name, weight in zip(WEIGHTS, found, strict=True)}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wire", type=Path, nargs="+")
    parser.add_argument("--fit", action="store_true", help="print weights instead of the table")
    options = parser.parse_args()
    rows = [row for wire in options.wire for row in judged(wire)]
    if options.fit:
        print(json.dumps(fitted(rows), indent=2))
        return
    tenths: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for _, said, right in rows:
        tenths[min(9, int(said * 10))].append((said, right))
    print("confidence  copies   said  right")
    for tenth, copies in sorted(tenths.items()):
        said, right = np.mean(copies, axis=0)
        print(f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f} {len(copies):8,}  {said:.3f}  {right:.3f}")


if __name__ == "__main__":
    main()

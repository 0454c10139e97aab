"""What a family tree costs: python benchmarks/stemmata.py WIRE [--json FILE].

WIRE is a folder made by `make_wire.py` in which one report has 500 versions or more (`--articles 2500
--seed 2 --most-copies 1500`). The first 10, 20, 50, ... versions of the largest report are collated and
traced. Times are seconds of the processor, medians of several runs: collation apart from tracing, and of
this again apart what finds the tree; the rest finds origins and rebuilds the original.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, TypeVar

from tasks.stemma import families

from newstemma.collate import collate
from newstemma.model import Report
from newstemma.trace import trace
from newstemma.trace.characters import characters
from newstemma.trace.lost import Search

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstemma.pipeline import Family

Found = TypeVar("Found")
SIZES = (10, 20, 50, 100, 200, 500)
RUNS = 5


def largest(wire: Path) -> Family:
    """Give the report of a wire that has most versions."""
    gold = [json.loads(line) for line in (wire / "stemma.jsonl").open(encoding="utf-8")]
    most = max(gold, key=lambda one: (len(one["versions"]), one["report"]))
    wanted = set(most["versions"])
    lines = map(json.loads, (wire / "articles.jsonl").open(encoding="utf-8"))
    versions = [row for row in lines if row["id"] in wanted]
    (family,) = families([{"report": most["report"], "versions": versions}])
    return family


def timed(work: Callable[[], Found]) -> tuple[float, Found]:
    """Give the median of the seconds that work takes, and what it gives."""
    took = []
    for _ in range(RUNS):
        started = time.process_time()
        found = work()
        took.append(time.process_time() - started)
    return median(took), found


def measured(wire: Path) -> list[dict[str, float]]:
    """Time collation and tracing for every size."""
    family = largest(wire)
    whole, articles = family.report, family.articles
    told: dict[str, Any] = {"words": family.words, "agencies": family.agencies, "leanings": family.leanings}
    rows = []
    for size in SIZES:
        if size > len(whole.versions):
            print(f"{whole.id} has {len(whole.versions)} versions only")
            break
        report = Report(whole.id, whole.versions[:size])
        collating, apparatus = timed(lambda: collate(report, articles))  # noqa: B023 - called at once
        tracing, found = timed(lambda: trace(apparatus, articles, **told))  # noqa: B023
        tree, _ = timed(lambda: Search(characters(apparatus, articles, **told)).best())  # noqa: B023
        rows.append(
            {
                "versions": size,
                "passages": len(apparatus.passages),
                "lost": len(found.archetypes),
                "collate": round(collating, 4),
                "trace": round(tracing, 4),
                "tree": round(tree, 4),
            }
        )
        print(line(rows[-1]), flush=True)
    return rows


def line(row: dict[str, float]) -> str:
    """Say one row for a person."""
    return (
        f"{row['versions']:>4} versions {row['passages']:>4} passages {row['lost']:>2} lost texts   "
        f"collate {row['collate']:8.3f} s   trace {row['trace']:8.3f} s, of it the tree {row['tree']:8.3f} s"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wire", type=Path, help="folder that make_wire.py wrote")
    parser.add_argument("--json", type=Path, help="write the rows to a file")
    options = parser.parse_args()
    rows = measured(options.wire)
    if options.json:
        options.json.write_text(json.dumps(rows), encoding="utf-8")


if __name__ == "__main__":
    main()

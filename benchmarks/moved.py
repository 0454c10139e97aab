"""Are moved sentences found: python benchmarks/moved.py WIRE... [--json].

WIRE is a folder that score/make_wire.py wrote. Of every pair in its alignment.jsonl the true links are put in
the order of one side; those outside a longest run that is in order on the other side too have moved (the
fewest that can have). Said is the share of them that is linked, for Newstemma and for difflib, which compares
the sentences as lines and then pairs up what it says was replaced.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from predict import load

from newstemma.collate import align
from newstemma.collate.order import out_of_order


def moved(links: list[list[Any]]) -> set[tuple[int, int]]:
    """Give the links that stand out of order, the fewest that can; halves and joined ones are left aside."""
    both = sorted((i, j) for i, j, label in links if label in {"kept", "reworded", "damaged"})
    return {both[n] for n in out_of_order([j for _, j in both])}


def by_difflib(a: list[str], b: list[str]) -> set[tuple[int, int]]:
    """Link sentences as a line diff does."""
    found: set[tuple[int, int]] = set()
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag in {"equal", "replace"}:
            found |= set(zip(range(a1, a2), range(b1, b2), strict=False))
    return found


def measure(rows: list[dict[str, Any]]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for row in rows:
        true = moved(row["links"])
        if not true:
            continue
        found = {(link.a, link.b) for link in align(row["a"], row["b"])}
        counts["pairs"] += 1
        counts["moved"] += len(true)
        counts["linked"] += len(true & found)
        counts["difflib"] += len(true & by_difflib(row["a"], row["b"]))
    return {
        "pairs": counts["pairs"],
        "moved": counts["moved"],
        "linked": round(counts["linked"] / max(1, counts["moved"]), 4),
        "difflib": round(counts["difflib"] / max(1, counts["moved"]), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wire", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows: list[dict[str, Any]] = []
    for folder in options.wire:
        path = folder / "alignment.jsonl"
        rows += load(path if path.exists() else folder / "alignment.jsonl.gz")
    found = measure(rows)
    if options.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name:<16}{value:>10}")


if __name__ == "__main__":
    main()

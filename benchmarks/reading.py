"""How fast pages become articles: python benchmarks/reading.py [--pages N] [--rounds N] [--many N].

Reads saved pages of the extraction data (NEWSTEMMA_SHARED, else ../shared), whole, from files to articles
with their furniture marked, by two workers; and runs trafilatura on the same bytes in one process. Both in
turn, and the medians compared. Then reads the pages over and over, `--many` in all, and prints the memory
that this process and its workers take on the way, which should stay flat.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import logging
import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import trafilatura

from newstemma.clean.furniture import furnish
from newstemma.engine.local import clean_all
from newstemma.model import Article
from newstemma.read import read

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED = Path(os.environ.get("NEWSTEMMA_SHARED", Path(__file__).parent.parent.parent / "shared"))
SETS = ("scrapinghub-aeb", "naeb", "fundus-evaluation")
LEAST_RATIO = 1.6
SETTLED = 1000  # pages after which memory should not grow
MOST_GROWTH = 1.1


def unpack(folder: Path, most: int | None) -> list[Path]:
    """Write the pages to a folder as they were saved."""
    files = []
    for data in SETS:
        for packed in sorted((SHARED / "data/extraction" / data / "html").glob("*.html.gz"))[:most]:
            file = folder / f"{data}-{packed.name.removesuffix('.gz')}"
            file.write_bytes(gzip.decompress(packed.read_bytes()))
            files.append(file)
    return files


def ours(folder: Path, workers: int) -> int:
    """Read a folder up to its articles."""
    results = (result for _, result in clean_all(read(folder), workers=workers))
    return len(furnish(result for result in results if isinstance(result, Article)))


def theirs(files: list[Path]) -> int:
    """Extract the same files with trafilatura."""
    return sum(trafilatura.extract(file.read_bytes()) is not None for file in files)


def memory() -> float:
    """Give the memory of this process and all that it started, in MB, shared pages counted by share."""
    family = {os.getpid()}
    parents = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    total = 0
    for process in family:
        try:
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        except OSError:
            continue
        total += int(next(line for line in rollup.splitlines() if line.startswith("Pss:")).split()[1])
    return total / 1000


def flat(folder: Path, many: int, workers: int) -> tuple[float, float]:
    """Clean so many pages and give the most memory before and after it should have settled."""

    def endless() -> Iterator[object]:
        for turn in itertools.count():
            for page in read(folder):
                yield replace(page, id=f"{page.id[:-4]}{turn % 9999:04}")

    before = after = 0.0
    for number, _ in enumerate(clean_all(itertools.islice(endless(), many), workers=workers)):  # type: ignore[arg-type]
        if number % 100 == 99:
            if number < SETTLED:
                before = max(before, memory())
            else:
                after = max(after, memory())
    return before, after


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=40, help="so many pages of each data set")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--many", type=int, default=0, help="pages to watch the memory over; 0: not at all")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = unpack(folder, options.pages)
        speeds: dict[str, list[float]] = {"newstemma": [], "trafilatura": []}
        for _ in range(options.rounds):
            started = time.perf_counter()
            ours(folder, options.workers)
            middle = time.perf_counter()
            theirs(files)
            speeds["newstemma"].append(len(files) / (middle - started))
            speeds["trafilatura"].append(len(files) / (time.perf_counter() - middle))
        medians = {peer: statistics.median(found) for peer, found in speeds.items()}
        ratio = statistics.median(a / b for a, b in zip(*speeds.values(), strict=True))
        print(f"{len(files)} pages, {options.rounds} rounds, {options.workers} workers against one process")
        print(
            "pages/s "
            + ", ".join(f"{peer} {speed:.1f}" for peer, speed in medians.items())
            + f"; ratio {ratio:.2f}"
        )
        missed = ratio < LEAST_RATIO
        if options.many:
            before, after = flat(folder, options.many, options.workers)
            print(
                f"memory over {options.many} pages: {before:.0f} MB in the first {SETTLED}, {after:.0f} after"
            )
            missed = missed or after > MOST_GROWTH * before
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())

"""What the first run on a machine costs: python benchmarks/cold.py [--rounds 3].

Two of the example pages are read twice by `newstemma read`, each time into a new archive: first with nothing
compiled yet, then with what the first run kept. Told are the seconds of both, and what is between them, which
is the compiling: medians of the rounds.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAGES = ("daily-lantern-orsa-railway.html", "stannick-herald-culvert.html")


def seconds(pages: list[str], archive: Path, kept: Path) -> float:
    """Read pages with a folder for what is compiled."""
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "newstemma", "read", *pages, "--archive", str(archive)],
        check=True,
        capture_output=True,
        env={**os.environ, "NUMBA_CACHE_DIR": str(kept)},
    )
    return time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    pages = [str(Path(__file__).parent.parent / "examples" / page) for page in PAGES]
    first, later = [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            first.append(seconds(pages, folder / "first.db", folder / "kept"))
            later.append(seconds(pages, folder / "later.db", folder / "kept"))
    between = [one - other for one, other in zip(first, later, strict=True)]
    for name, values in (("first run", first), ("later run", later), ("compiling", between)):
        told = ", ".join(f"{value:.1f}" for value in sorted(values))
        print(f"{name:10} {statistics.median(values):5.1f} s   ({told})")


if __name__ == "__main__":
    main()

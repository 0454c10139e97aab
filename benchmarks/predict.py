"""Write predictions that the scorers can judge: python benchmarks/predict.py TASK INPUT OUTPUT.

INPUT and OUTPUT are JSON Lines, gzip where the name ends in .gz. Each task is a module in `benchmarks/tasks`
whose docstring says what a line of either holds; `python benchmarks/predict.py --help` lists them.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).parent
TASKS = sorted(path.stem for path in (HERE / "tasks").glob("*.py") if not path.stem.startswith("_"))


def opened(path: Path, mode: Literal["rt", "wt"]) -> TextIO:
    """Open a text file, compressed where its name says so."""
    return (
        gzip.open(path, mode, encoding="utf-8") if path.suffix == ".gz" else path.open(mode, encoding="utf-8")
    )


def load(path: Path) -> list[dict[str, Any]]:
    """Read all rows of a JSON Lines file."""
    with opened(path, "rt") as file:
        return [json.loads(line) for line in file if line.strip()]


def save(path: Path, rows: Iterable[dict[str, Any]]) -> int:
    """Write rows as JSON Lines and count them."""
    count = 0
    with opened(path, "wt") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    sys.path.insert(0, str(HERE))
    task = importlib.import_module(f"tasks.{options.task}")
    started = time.perf_counter()
    count = save(options.output, task.predict(load(options.input), options.input.parent))
    print(
        f"{options.task}: {count} lines in {time.perf_counter() - started:.1f} s -> {options.output}",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()

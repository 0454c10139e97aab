"""What is compiled is kept, said while it goes on, and asked for only where it is needed."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from piles import DAM, article

from newstemma.group import cluster, composites, group
from newstemma.group.ahead import compile_last
from newstemma.show.terminal import progress_bar

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

LOOPS = """
from newstemma.group.compiled import compiled, when_compiling

@compiled
def total(most):
    found = 0
    for number in range(most):
        found += number
    return found

@compiled
def product(most):
    return most * most
"""
AHEAD = """
from loops import product, total, when_compiling
with when_compiling(lambda: print("compiling"), {statement!r}) as wait:
    print(total(5))
    wait()
    print(product(3), sum(product.stats.cache_hits.values()))
"""
USE = """
from loops import total, when_compiling
with when_compiling(lambda: print("compiling")):
    print(total(5), total(6))
"""
ASK = """
import sys
from click.testing import CliRunner
from newstemma.cli import main
archive = sys.argv[1]
def run(*words):
    result = CliRunner().invoke(main, [*words, "--archive", archive])
    assert result.exit_code == 0, (words, result.output)
    return result.output
for verb in ("stories", "reports", "articles", "statements", "events", "actors", "findings", "faults"):
    run(verb)
    run("export", verb)
report = run("reports", "--json", "--limit", "1").split('"')[3]
assert report.startswith("rep_")
run("show", report)
run("search", "the")
print(sorted({name.split(".")[0] for name in sys.modules}))
"""


def use(folder: Path, program: str = USE, **environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_compiled_once_and_said_so(tmp_path: Path) -> None:
    (tmp_path / "loops.py").write_text(LOOPS, encoding="utf-8")
    assert use(tmp_path) == ["compiling", "10 15"]
    assert use(tmp_path) == ["10 15"]


def test_a_second_process_compiles_ahead(tmp_path: Path) -> None:
    (tmp_path / "loops.py").write_text(LOOPS, encoding="utf-8")
    ahead = AHEAD.format(statement="from loops import product; product(2)")
    assert use(tmp_path, ahead, PYTHONPATH=str(tmp_path)) == ["compiling", "10", "9 1"]


def test_where_it_fails_all_is_compiled_here(tmp_path: Path) -> None:
    (tmp_path / "loops.py").write_text(LOOPS, encoding="utf-8")
    ahead = AHEAD.format(statement="raise SystemExit(1)")
    assert use(tmp_path, ahead) == ["compiling", "10", "9 0"]


def test_what_is_compiled_ahead_is_what_grouping_needs() -> None:
    def for_what() -> dict[str, list[object]]:
        return {
            function.__name__: list(function.signatures)
            for module in (cluster, composites)
            for function in vars(module).values()
            if getattr(function, "signatures", ())
        }

    assert group([article(str(n), DAM) for n in range(3)])
    needed = for_what()
    assert {"shares", "link", "_shared", "_second_reports"} <= set(needed)
    compile_last()
    assert for_what() == needed


def test_compiled_anew_where_nothing_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "loops.py").write_text(LOOPS, encoding="utf-8")
    (tmp_path / "__pycache__").write_text("no folder", encoding="utf-8")
    for _ in range(2):
        assert use(tmp_path, XDG_CACHE_HOME=str(tmp_path / "loops.py"), HOME="/dev/null") == [
            "compiling",
            "10 15",
        ]


def test_compiling_is_said_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar() as tell:
        tell("grouping", 0, 5)
        tell("compiling", 0, 0)
    told = capsys.readouterr()
    assert told.out == ""
    said = "newstemma: compiling what groups reports: once on a machine, under 20 seconds"
    assert said in told.err.splitlines()


def test_asking_needs_nothing_compiled(example_archive: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(example_archive)], capture_output=True, text=True, check=True
    )
    assert "'rich'" in done.stdout
    assert "'numba'" not in done.stdout
    assert "'trafilatura'" not in done.stdout

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from typing import TYPE_CHECKING, Any

import newstemma

if TYPE_CHECKING:
    from collections.abc import Iterator

ATTACKED = ("newstemma.read", "newstemma.clean")
SIZE = 100_000
MOST_SECONDS = 0.1  # of the processor's time
# A linear pattern takes 4 times as long for 4 times the text, a quadratic one 16 times. A noisy machine makes
# a time longer, never shorter, so the least of some tries is compared, and only of times long enough to tell.
SHORTER = 4
MOST_GROWTH = 8
TRIES = 3
UNITS = (
    "a",
    "A",
    " ",
    ".",
    "<a ",
    "&lt;",
    "A. ",
    "By A ",
    "A and ",
    "[a](",
    "a@",
    "Jan 1, ",
    "=3D",
    "\\u00",
    "Ã©",
)


def patterns(value: Any, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict) and depth < 3:
        for inner in value.values():
            yield from patterns(inner, depth + 1)
    elif isinstance(value, list | tuple | frozenset) and depth < 3 and len(value) < 500:
        for inner in value:
            yield from patterns(inner, depth + 1)


def compiled() -> dict[str, re.Pattern[Any]]:
    found = {}
    for module in pkgutil.walk_packages(newstemma.__path__, "newstemma."):
        if module.name.startswith(ATTACKED):
            loaded = importlib.import_module(module.name)
            for name, value in vars(loaded).items():
                for number, pattern in enumerate(patterns(value)):
                    found[f"{module.name}.{name}.{number}"] = pattern
    return found


def seconds(pattern: re.Pattern[Any], unit: str, size: int, tries: int) -> float:
    """The least time of the processor that finding the pattern throughout an attack of this size takes."""
    text: Any = unit * (size // len(unit)) + "\x00"
    text = text.encode() if isinstance(pattern.pattern, bytes) else text
    times = []
    for _ in range(tries):
        started = time.process_time()
        for _found in pattern.finditer(text):
            pass
        times.append(time.process_time() - started)
    return min(times)


def runs_away(pattern: re.Pattern[Any], unit: str, size: int = SIZE) -> bool:
    """Whether the pattern takes long for an attack, and longer than in proportion to its size."""
    return (
        seconds(pattern, unit, size, 1) >= MOST_SECONDS
        and (longest := seconds(pattern, unit, size, TRIES)) >= MOST_SECONDS
        and longest > MOST_GROWTH * seconds(pattern, unit, size // SHORTER, TRIES)
    )


def test_no_pattern_runs_away() -> None:
    found = compiled()
    assert len(found) > 50
    assert not [(name, unit) for name, pattern in found.items() for unit in UNITS if runs_away(pattern, unit)]


def test_a_pattern_that_runs_away_is_found() -> None:
    assert runs_away(re.compile(r"a+a+b"), "a", size=1_000)
    assert not runs_away(re.compile(r"[ab]{0,300}x"), "a")

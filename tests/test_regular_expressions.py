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
MOST_SECONDS = 0.1
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


def slowest(pattern: re.Pattern[Any]) -> tuple[float, str]:
    """The longest time that the pattern takes for one of the attacks, the better of two tries."""
    worst = (0.0, "")
    for unit in UNITS:
        text: Any = unit * (SIZE // len(unit)) + "\x00"
        text = text.encode() if isinstance(pattern.pattern, bytes) else text
        times = []
        for _ in range(2):
            started = time.process_time()
            for _found, _ in zip(pattern.finditer(text), range(SIZE), strict=False):
                pass
            times.append(time.process_time() - started)
            if times[-1] < MOST_SECONDS:
                break
        worst = max(worst, (min(times), unit))
    return worst


def test_no_pattern_runs_away() -> None:
    found = compiled()
    assert len(found) > 50
    slow = {name: told for name, pattern in found.items() if (told := slowest(pattern))[0] >= MOST_SECONDS}
    assert not slow

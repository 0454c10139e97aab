from __future__ import annotations

import os
import signal
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from newstemma.engine import spreading
from newstemma.engine.spreading import spreader
from newstemma.errors import WorkerError

if TYPE_CHECKING:
    from collections.abc import Iterator


def double(number: int) -> int:
    return 2 * number


def parent_of(_number: int) -> int:
    return os.getppid()


def shout(text: str) -> str:
    if text == "fail":
        raise ValueError("it is too quiet")
    if text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    return text.upper()


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start workers after the first item."""
    monkeypatch.setattr(spreading, "_HERE_SECONDS", 0.0)


@pytest.mark.parametrize("workers", [0, 1, 2, 8])
@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_any_number_of_workers_gives_what_map_gives(workers: int, count: int) -> None:
    assert list(spreader(workers)(double, range(count))) == [2 * number for number in range(count)]


def test_work_leaves_this_process_only_if_there_is_much_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getppid()
    assert [parent == here for parent in spreader(2)(parent_of, range(4))] == [True, False, False, False]
    monkeypatch.setattr(spreading, "_HERE_SECONDS", 60.0)
    assert set(spreader(2)(parent_of, range(4))) == {here}


def test_a_failure_in_a_worker_is_raised_where_its_result_is_asked_for() -> None:
    results = spreader(2)(shout, ["one", "two", "fail", "three"])
    assert [next(results), next(results)] == ["ONE", "TWO"]
    with pytest.raises(WorkerError, match=r"shout failed.*ValueError: it is too quiet"):
        next(results)


def test_a_worker_that_is_killed_is_told_of_with_what_to_do() -> None:
    with pytest.raises(WorkerError, match="fewer --workers"):
        list(spreader(2)(shout, ["one", "die", "two"]))


def test_items_are_taken_as_they_are_needed() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    for _ in islice(spreader(2)(double, items()), 3):
        pass
    assert taken < 20

"""Work that falls apart into pieces, done in worker processes on this machine."""

from __future__ import annotations

import time
from collections import deque
from functools import partial
from typing import TYPE_CHECKING, TypeVar, get_type_hints

import msgspec

from newstemma.engine import frames
from newstemma.engine.crew import Crew, Task
from newstemma.engine.local import processes
from newstemma.errors import WorkerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Spread = Callable[..., Iterator[object]]

Given = TypeVar("Given")
Made = TypeVar("Made")

_HERE_SECONDS = 2.0
"""Work that takes less is done in this process: that long it takes until workers have imported everything."""
_AHEAD = 4
"""Tasks of each worker that may be under way or done before they are asked for, so that memory stays flat."""


def spreader(workers: int | None = None) -> Spread:
    """Give a function like `map` that works in so many processes (None: one a core; 0: in this one).

    The function that it spreads stands at the top of its module and has one argument; what it takes and
    gives is annotated with types that msgspec can write and read.
    """
    count = processes(workers)
    return partial(_spread, workers=count) if count > 1 else map


def _spread(function: Callable[[Given], Made], items: Iterable[Given], *, workers: int) -> Iterator[Made]:
    """Give what a function makes of each item, in order; raises WorkerError where a worker fails.

    The first items are done here; only if these seconds are not enough, workers are started for the rest.
    """
    left = iter(items)
    until = time.monotonic() + _HERE_SECONDS
    for item in left:
        yield function(item)
        if time.monotonic() >= until:
            break
    else:
        return
    name = f"{function.__module__}:{function.__qualname__}"
    answer = msgspec.msgpack.Decoder(get_type_hints(function)["return"])
    with Crew(workers, "call", name) as crew:
        waiting: deque[Task] = deque()
        for item in left:
            if len(waiting) == _AHEAD * workers:
                yield answer.decode(_finished(crew, waiting.popleft(), name))
            waiting.append(Task(msgspec.msgpack.encode(item)))
            crew.take(waiting[-1])
        while waiting:
            yield answer.decode(_finished(crew, waiting.popleft(), name))


def _finished(crew: Crew, task: Task, name: str) -> bytes:
    kind, data = crew.finish(task)
    if kind == frames.RESULT:
        return data
    if kind == frames.ERROR:
        raise WorkerError(
            f"{name} failed, which is a mistake in Newstemma: {data.decode('utf-8', 'replace')}"
        )
    raise WorkerError(
        f"a worker process ended in the middle of {name}, most likely for want of memory; "
        "what was read is kept: run the same again with fewer --workers"
    )

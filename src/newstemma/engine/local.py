"""Pages -> articles on this machine: worker processes with limits of time and memory."""

from __future__ import annotations

import os
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from newstemma.clean import clean
from newstemma.engine import frames
from newstemma.engine.crew import Crew, Task
from newstemma.identity import identify
from newstemma.limits import LIMITS, Limits
from newstemma.model import Article, Fault, Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CLEAN = "newstemma.clean:clean"
# What may be under way at a time, so that one slow page does not stop the others and memory stays flat.
_MOST_PAGES = 64
_MOST_BYTES = 64_000_000


def processes(workers: int | None) -> int:
    """Give how many worker processes to use: one a core unless told, none where they cannot be forked."""
    if not hasattr(os, "fork"):
        return 0
    return len(os.sched_getaffinity(0)) if workers is None else workers


def clean_all(
    pages: Iterable[Page | Fault],
    *,
    workers: int | None = None,
    limits: Limits = LIMITS,
    function: str = _CLEAN,
) -> Iterator[tuple[Page | None, Article | Fault]]:
    """Clean pages in worker processes, and give each with its article or fault, in the order they came in.

    Faults among the pages pass through. A page that crashes its worker, hangs it, or takes too much memory,
    costs one fault. `workers` is how many (None: one a core; 0: none, clean in this process, without limits,
    as is done where processes cannot be forked). `function` names another cleaning function, `module:name`.
    """
    count = processes(workers)
    if count == 0:
        for page in pages:
            yield (None, page) if isinstance(page, Fault) else (page, clean(page, limits=limits))
        return
    with Crew(count, "clean", function, (frames.LIMITS, msgspec.msgpack.encode(limits))) as crew:
        waiting: deque[_Waiting] = deque()
        for page in pages:
            one = _Waiting(page)
            waiting.append(one)
            if isinstance(page, Page):
                one.task = Task(msgspec.msgpack.encode(page))
                crew.take(one.task)
            while waiting and (waiting[0].done or _too_much(waiting)):
                yield _result(crew, waiting.popleft(), limits)
        while waiting:
            yield _result(crew, waiting.popleft(), limits)


@dataclass(slots=True)
class _Waiting:
    """A page on its way to become an article, or a fault on its way through."""

    page: Page | Fault
    task: Task | None = None

    @property
    def done(self) -> bool:
        return self.task is None or self.task.answer is not None


def _too_much(waiting: deque[_Waiting]) -> bool:
    size = sum(len(one.task.data) for one in waiting if one.task is not None)
    return len(waiting) >= _MOST_PAGES or size >= _MOST_BYTES


def _result(crew: Crew, one: _Waiting, limits: Limits) -> tuple[Page | None, Article | Fault]:
    page, task = one.page, one.task
    if isinstance(page, Fault):
        return None, page
    assert task is not None
    kind, data = crew.finish(task)
    if kind == frames.ARTICLE:
        return page, msgspec.msgpack.decode(data, type=Article)
    if kind == frames.FAULT:
        return page, msgspec.msgpack.decode(data, type=Fault)
    reason = _cause(kind, data, task.seconds, limits)
    return page, Fault(identify("fau", "clean", page.id, reason), "clean", page.place, reason, page.id)


def _cause(kind: bytes, data: bytes, seconds: float, limits: Limits) -> str:
    """Say what a page did to its worker, by the worker's last word and the time it lived."""
    if kind == frames.ERROR:
        return f"cleaning it failed, which is a mistake in Newstemma: {data.decode('utf-8', 'replace')}"
    if kind == frames.NO_MEMORY:
        return f"cleaning it took more than {limits.worker_bytes / 1e9:g} GB of memory"
    if seconds >= limits.page_seconds:
        return f"cleaning it took longer than {limits.page_seconds:g} seconds"
    return "cleaning it crashed the parser"

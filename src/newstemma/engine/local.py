"""Pages -> articles on this machine: worker processes with limits of time and memory."""

from __future__ import annotations

import json
import os
import selectors
import socket
import subprocess
import sys
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import msgspec

from newstemma.clean import clean
from newstemma.engine import frames
from newstemma.identity import identify
from newstemma.limits import LIMITS, Limits
from newstemma.model import Article, Fault, Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_START = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from newstemma.engine.worker import nursery
nursery(int(sys.argv[2]), sys.argv[3])
"""
_CLEAN = "newstemma.clean:clean"
# What may be under way at a time, so that one slow page does not stop the others and memory stays flat.
_MOST_PAGES = 64
_MOST_BYTES = 64_000_000


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
    count = len(os.sched_getaffinity(0)) if workers is None else workers
    if count == 0 or not hasattr(os, "fork"):
        for page in pages:
            yield (None, page) if isinstance(page, Fault) else (page, clean(page, limits=limits))
        return
    with _Crew(count, limits, function) as crew:
        waiting: deque[_Task] = deque()
        for page in pages:
            task = _Task(None, page) if isinstance(page, Fault) else _Task(page, None)
            waiting.append(task)
            if task.result is None:
                crew.take(task)
            while waiting and (waiting[0].result is not None or _too_much(waiting)):
                yield crew.finish(waiting.popleft())
        while waiting:
            yield crew.finish(waiting.popleft())


@dataclass(slots=True)
class _Task:
    """A page on its way to become an article."""

    page: Page | None
    result: Article | Fault | None


def _too_much(waiting: deque[_Task]) -> bool:
    size = sum(len(task.page.data) for task in waiting if task.page is not None)
    return len(waiting) >= _MOST_PAGES or size >= _MOST_BYTES


@dataclass(slots=True)
class _Worker:
    """One end of the connection to a worker process, and what it is busy with."""

    connection: socket.socket
    task: _Task | None = None
    began: float = 0.0


class _Crew:
    """The nursery and its workers. All that is done with them is done in one thread."""

    def __init__(self, count: int, limits: Limits, function: str) -> None:
        self._limits = limits
        self._control, theirs = socket.socketpair()
        with theirs:
            self._nursery = subprocess.Popen(  # noqa: S603 — this Python, on this package
                [sys.executable, "-P", "-c", _START, json.dumps(sys.path), str(theirs.fileno()), function],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # a Ctrl-C is for the caller alone
            )
        self._busy = selectors.DefaultSelector()
        self._idle = [self._hire() for _ in range(count)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in [*self._idle, *(key.data for key in self._busy.get_map().values())]:
            worker.connection.close()
        self._busy.close()
        self._control.close()
        self._nursery.wait()

    def _hire(self) -> _Worker:
        """Have a worker forked."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [b"w"], [theirs.fileno()])
        frames.send(ours, frames.LIMITS, msgspec.msgpack.encode(self._limits))
        return _Worker(ours)

    def take(self, task: _Task) -> None:
        """Give a page to a worker, once one is free."""
        while not self._idle:
            self._listen()
        worker = self._idle.pop()
        worker.task, worker.began = task, time.monotonic()
        with suppress(OSError):  # where it has gone, reading from it will tell
            frames.send(worker.connection, frames.PAGE, msgspec.msgpack.encode(task.page))
        self._busy.register(worker.connection, selectors.EVENT_READ, worker)

    def finish(self, task: _Task) -> tuple[Page | None, Article | Fault]:
        """Wait for a page to be done."""
        while task.result is None:
            self._listen()
        return task.page, task.result

    def _listen(self) -> None:
        """Wait until a worker answers or dies, and take note of it."""
        for key, _ in self._busy.select():
            worker: _Worker = key.data
            self._busy.unregister(worker.connection)
            task, worker.task = worker.task, None
            assert task is not None
            message = frames.receive(worker.connection)
            kind, data = message or (b"", b"")
            if kind == frames.ARTICLE:
                task.result = msgspec.msgpack.decode(data, type=Article)
            elif kind == frames.FAULT:
                task.result = msgspec.msgpack.decode(data, type=Fault)
            elif kind == frames.ERROR:
                error = data.decode("utf-8", "replace")
                task.result = _fault(task, f"cleaning it failed, which is a mistake in Newstemma: {error}")
            else:
                task.result = _fault(task, self._cause(kind, time.monotonic() - worker.began))
                worker.connection.close()
                worker = self._hire()
            self._idle.append(worker)

    def _cause(self, kind: bytes, seconds: float) -> str:
        """Say what a page did to its worker, by the worker's last word and the time it lived."""
        if kind == frames.NO_MEMORY:
            return f"cleaning it took more than {self._limits.worker_bytes / 1e9:g} GB of memory"
        if seconds >= self._limits.page_seconds:
            return f"cleaning it took longer than {self._limits.page_seconds:g} seconds"
        return "cleaning it crashed the parser"


def _fault(task: _Task, reason: str) -> Fault:
    assert task.page is not None
    page = task.page
    return Fault(identify("fau", "clean", page.id, reason), "clean", page.place, reason, page.id)

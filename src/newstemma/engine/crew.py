"""Worker processes, forked from a nursery that has everything imported, and the handing out of tasks to them.

All that is done with a crew is done in one thread. A worker that dies is replaced; what its death means, its
task's owner decides.
"""

from __future__ import annotations

import json
import os
import selectors
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from newstemma.engine import frames

if TYPE_CHECKING:
    from newstemma.engine.worker import Trade

_START = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from newstemma.engine.worker import nursery
nursery(int(sys.argv[2]), sys.argv[3], sys.argv[4])
"""
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""There are as many workers as cores: none may multiply its matrices on several."""


@dataclass(slots=True)
class Task:
    """One message to a worker, and its answer once that is there."""

    data: bytes
    answer: tuple[bytes, bytes] | None = None
    """Kind and data; the kind is empty where the worker died over it."""
    seconds: float = 0.0
    """How long the worker had it."""


@dataclass(slots=True)
class _Worker:
    """One end of the connection to a worker process, and what it is busy with."""

    connection: socket.socket
    task: Task | None = None
    began: float = 0.0


class Crew:
    """The nursery and its workers.

    `trade` says how they serve, `function` is what they call, as `module:name`, and `greeting` a message that
    every worker gets first.
    """

    def __init__(
        self, count: int, trade: Trade, function: str, greeting: tuple[bytes, bytes] | None = None
    ) -> None:
        self._greeting = greeting
        self._control, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-P", "-c", _START, json.dumps(sys.path)]
            self._nursery = subprocess.Popen(  # noqa: S603 — this Python, on this package
                [*command, str(theirs.fileno()), trade, function],
                pass_fds=[theirs.fileno()],
                env={**os.environ, **_ONE_THREAD},
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
        if self._greeting is not None:
            frames.send(ours, *self._greeting)
        return _Worker(ours)

    def take(self, task: Task) -> None:
        """Give a task to a worker, once one is free."""
        while not self._idle:
            self._listen()
        worker = self._idle.pop()
        worker.task, worker.began = task, time.monotonic()
        with suppress(OSError):  # where it has gone, reading from it will tell
            frames.send(worker.connection, frames.TASK, task.data)
        self._busy.register(worker.connection, selectors.EVENT_READ, worker)

    def finish(self, task: Task) -> tuple[bytes, bytes]:
        """Wait for the answer to a task."""
        while task.answer is None:
            self._listen()
        return task.answer

    def _listen(self) -> None:
        """Wait until a worker answers or dies, and take note of it."""
        for key, _ in self._busy.select():
            worker: _Worker = key.data
            self._busy.unregister(worker.connection)
            task, worker.task = worker.task, None
            assert task is not None
            task.seconds = time.monotonic() - worker.began
            message = frames.receive(worker.connection)
            task.answer = message or (b"", b"")
            if message is None or message[0] == frames.NO_MEMORY:
                worker.connection.close()
                worker = self._hire()
            self._idle.append(worker)

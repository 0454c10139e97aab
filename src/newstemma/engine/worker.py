"""The processes that work: a nursery that has everything imported, and workers forked from it.

The nursery is one thread and opens nothing, so forking it is safe, and a new worker is there in milliseconds,
where a fresh Python takes a second. Nothing of the caller's own program is imported again, so scripts need no
`if __name__ == "__main__"`. A worker that is stuck kills itself by its alarm, even inside a parser written in
C; so nothing is left behind even if the caller is killed.
"""

from __future__ import annotations

import gc
import importlib
import os
import resource
import signal
import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_type_hints

import msgspec

from newstemma.engine.frames import ARTICLE, ERROR, FAULT, LIMITS, NO_MEMORY, RESULT, receive, send
from newstemma.limits import Limits
from newstemma.model import Article, Fault, Page, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    Cleaner = Callable[..., Article | Fault]

Trade = Literal["clean", "call"]
"""How a worker serves: pages within limits, or calls of any function."""
_GARBAGE = 50_000  # new objects between two collections; Python's own 700 costs a tenth of the time


def nursery(control: int, trade: Trade, function: str) -> None:
    """Fork a worker for every socket that comes through the control socket, until that is closed.

    `function` is what the workers call, as `module:name`: for the trade "clean" a cleaning function, for
    "call" any with one argument.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    module, _, name = function.partition(":")
    called = getattr(importlib.import_module(module), name)
    if trade == "clean":
        warm(called)
    # What is there now stays; a task's objects die by their counts, so the collector need not look so often.
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    serve = serve_pages if trade == "clean" else serve_calls
    with socket.socket(fileno=control) as parent:
        while True:
            data, descriptors, _, _ = socket.recv_fds(parent, 1, 1)
            if not data:
                return
            if os.fork() == 0:
                parent.close()
                with suppress(OSError), socket.socket(fileno=descriptors[0]) as connection:
                    serve(connection, called)
                os._exit(0)
            os.close(descriptors[0])


def warm(cleaner: Cleaner) -> None:
    """Clean one page, so that workers are born with all parsers imported."""
    line = "One line of running text, which is long enough to be taken for a paragraph, and another one."
    text = f"<html><body><article>{5 * f'<p>{line}</p>'}</article></body></html>"
    cleaner(Page("pag_0", Place("-"), text.encode()))


def serve_pages(connection: socket.socket, cleaner: Cleaner) -> None:
    """Clean pages as they come, until the connection is closed."""
    limits = Limits()
    pages = msgspec.msgpack.Decoder(Page)
    while message := receive(connection):
        kind, data = message
        if kind == LIMITS:
            limits = msgspec.msgpack.decode(data, type=Limits)
            _limit_memory(limits)
            continue
        signal.setitimer(signal.ITIMER_REAL, limits.page_seconds)
        try:
            result = cleaner(pages.decode(data), limits=limits)
            send(
                connection, ARTICLE if isinstance(result, Article) else FAULT, msgspec.msgpack.encode(result)
            )
        except MemoryError:
            send(connection, NO_MEMORY)
            return  # what is left of the memory is in pieces: a new worker goes on
        except Exception as error:  # noqa: BLE001 — whatever it is, it is this page's alone
            send(connection, ERROR, f"{type(error).__name__}: {error}".encode())
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def serve_calls(connection: socket.socket, function: Callable[[Any], object]) -> None:
    """Call a function with what comes, until the connection is closed."""
    (given, *_) = get_type_hints(function).values()
    given = msgspec.msgpack.Decoder(given)
    while message := receive(connection):
        try:
            answer = RESULT, msgspec.msgpack.encode(function(given.decode(message[1])))
        except Exception as error:  # noqa: BLE001 — whatever it is, the caller is told
            answer = ERROR, f"{type(error).__name__}: {error}".encode()
        send(connection, *answer)


def _limit_memory(limits: Limits) -> None:
    """Let this process take so much more address space, and no more; only Linux tells how much it has."""
    statistics = Path("/proc/self/statm")
    if statistics.exists():
        taken = int(statistics.read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
        most = taken + limits.worker_bytes
        resource.setrlimit(resource.RLIMIT_AS, (most, most))

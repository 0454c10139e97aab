"""The processes that clean pages: a nursery that has everything imported, and workers forked from it.

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
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from newstemma.engine.frames import ARTICLE, ERROR, FAULT, LIMITS, NO_MEMORY, receive, send
from newstemma.limits import Limits
from newstemma.model import Article, Fault, Page, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    Cleaner = Callable[..., Article | Fault]

_GARBAGE = 50_000  # new objects between two collections; Python's own 700 costs a tenth of the time


def nursery(control: int, function: str) -> None:
    """Fork a worker for every socket that comes through the control socket, until that is closed.

    `function` is the cleaning function as `module:name`.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    module, _, name = function.partition(":")
    cleaner: Cleaner = getattr(importlib.import_module(module), name)
    warm(cleaner)
    # What is there now stays; a page's objects die by their counts, so the collector need not look so often.
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    with socket.socket(fileno=control) as parent:
        while True:
            data, descriptors, _, _ = socket.recv_fds(parent, 1, 1)
            if not data:
                return
            if os.fork() == 0:
                parent.close()
                with socket.socket(fileno=descriptors[0]) as connection:
                    serve(connection, cleaner)
                os._exit(0)
            os.close(descriptors[0])


def warm(cleaner: Cleaner) -> None:
    """Clean one page, so that workers are born with all parsers imported."""
    line = "One line of running text, which is long enough to be taken for a paragraph, and another one."
    text = f"<html><body><article>{5 * f'<p>{line}</p>'}</article></body></html>"
    cleaner(Page("pag_0", Place("-"), text.encode()))


def serve(connection: socket.socket, cleaner: Cleaner) -> None:
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


def _limit_memory(limits: Limits) -> None:
    """Let this process take so much more address space, and no more; only Linux tells how much it has."""
    statistics = Path("/proc/self/statm")
    if statistics.exists():
        taken = int(statistics.read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
        most = taken + limits.worker_bytes
        resource.setrlimit(resource.RLIMIT_AS, (most, most))

"""Compiling loops over columns: once on a machine, kept, and said while it goes on."""

from __future__ import annotations

import gc
import subprocess
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Literal, TypeVar, cast

from numba import njit
from numba.core import event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function, *, inline: Literal["never", "always"] = "never") -> Function:
    """Compile a function when it is first called, and keep what was compiled for the next process.

    It is kept beside the source, or under the user's own cache where that place cannot be written to. Where
    neither can, it is compiled anew in each process.
    """
    try:
        return cast("Function", njit(cache=True, inline=inline)(function))
    except RuntimeError:  # numba found no place to keep it
        return cast("Function", njit(inline=inline)(function))


def inlined(function: Function) -> Function:
    """Compile a function into those that call it: for what is called for every word of a pile."""
    return compiled(function, inline="always")


class _Listener(event.Listener):
    """Says when the first function is compiled (one that was kept is only loaded), and speeds all of it up.

    A compiler makes very many objects and drops few: looking for garbage among them takes a fifth of the
    time.
    """

    def __init__(self, begin: Callable[[], None]) -> None:
        self._begin: Callable[[], None] | None = begin
        self._depth = 0
        self._collects = False

    def on_start(self, _event: object) -> None:
        if self._depth == 0:
            self._collects = gc.isenabled()
            gc.disable()
        self._depth += 1
        begin, self._begin = self._begin, None
        if begin is not None:
            begin()

    def on_end(self, _event: object) -> None:
        self._depth -= 1
        if self._depth == 0 and self._collects:
            gc.enable()


class _Helper:
    """A second process that compiles what is needed last, while this one compiles what is needed first."""

    def __init__(self, statement: str) -> None:
        self._statement = statement
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it. Where it cannot be started, and where it fails, all is compiled in this process."""
        with suppress(OSError, ValueError):
            self._process = subprocess.Popen(  # noqa: S603 (a statement of our own)
                [sys.executable, "-P", "-c", self._statement],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

    def wait(self) -> None:
        """Wait for what it compiles, if it was started."""
        if self._process is not None:
            self._process.wait()

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()


@contextmanager
def when_compiling(tell: Callable[[], None] | None, ahead: str = "") -> Iterator[Callable[[], None]]:
    """Call `tell` if anything has to be compiled within.

    `ahead` is a statement that a second process then runs, to compile what is needed last; the function that
    is given waits for it.
    """
    helper = _Helper(ahead)

    def begin() -> None:
        if tell:
            tell()
        if ahead:
            helper.start()

    try:
        with event.install_listener("numba:compile", _Listener(begin)):
            yield helper.wait
    finally:
        helper.stop()

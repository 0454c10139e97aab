"""Compiling loops over columns: once on a machine, kept, and said while it goes on."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar, cast

from numba import njit
from numba.core import event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compile a function when it is first called, and keep what was compiled for the next process.

    It is kept beside the source, or under the user's own cache where that place cannot be written to. Where
    neither can, it is compiled anew in each process.
    """
    try:
        return cast("Function", njit(cache=True)(function))
    except RuntimeError:  # numba found no place to keep it
        return cast("Function", njit(function))


class _Listener(event.Listener):
    """Calls once, when the first function is compiled; those that were kept are only loaded."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self._tell: Callable[[], None] | None = tell

    def on_start(self, _event: object) -> None:
        tell, self._tell = self._tell, None
        if tell is not None:
            tell()

    def on_end(self, _event: object) -> None:
        pass


@contextmanager
def when_compiling(tell: Callable[[], None]) -> Iterator[None]:
    """Call `tell` if anything has to be compiled within."""
    with event.install_listener("numba:compile", _Listener(tell)):
        yield

"""Every cap in one place. What exceeds one becomes a fault, or is done more coarsely and said so."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from threadpoolctl import ThreadpoolController


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on what one page, one file and one worker may cost."""

    page_bytes: int = 20_000_000
    """A page; the largest news page of the development sets has 4 MB."""
    unpack_ratio: int = 100
    """What a compressed file may grow to, as a multiple of its size. HTML packs at 5 to 20."""
    unpack_free_bytes: int = 1_000_000
    """Growth that is always allowed: tiny files of one letter pack far better than pages do."""
    nesting: int = 3
    """Compression inside compression."""
    page_seconds: float = 20.0
    """Cleaning of one page, before its worker is stopped."""
    worker_bytes: int = 2_000_000_000
    """Address space that one worker may take beyond what it has at its start."""
    text_characters: int = 2_000_000
    """An article's text; a novel has one million."""
    paragraphs: int = 8_000
    """Of one article; trafilatura's time, where little is found without it, grows with the square of it."""


LIMITS = Limits()


@contextmanager
def one_core() -> Iterator[None]:
    """Keep products of matrices to one core while the context lasts: workers are what uses the others."""
    with _library().limit(limits=1):
        yield


@cache
def _library() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController().select(user_api="blas")

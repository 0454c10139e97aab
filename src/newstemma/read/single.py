"""One file, one page: HTML, XHTML, AMP, plain text, and whatever else turns out to be text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstemma.model import Fault, Page
    from newstemma.read.context import Context
    from newstemma.read.stream import Stream


def recognise(_head: bytes) -> bool:
    """Take everything: what is no page ends as a fault that says so."""
    return True


def pages(stream: Stream, context: Context) -> Iterator[Page | Fault]:
    """Read the whole stream as one page."""
    yield context.page(stream.read(context.limits.page_bytes + 1))

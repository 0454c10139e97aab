"""One row of a data set -> its page: what JSON and tables have in common."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from newstemma.read.fields import map_row
from newstemma.read.stream import FileStream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from newstemma.model import Fault, Page
    from newstemma.read.context import Context
    from newstemma.read.stream import Stream

_MOST_NAMES = 12


def row_pages(
    row: Mapping[str, Any],
    context: Context,
    pages_of: Callable[[Stream, Context], Iterator[Page | Fault]],
    *,
    offset: int | None,
    item: int,
) -> Iterator[Page | Fault]:
    """Make the page of a row that holds its text, or read the file that a row of a file list names."""
    found = map_row(row, context.fields)
    if found.text is not None:
        data = found.text.encode("utf-8", "replace")
        yield context.page(
            data, offset=offset, item=item, url=found.url, fetched=found.fetched, given=found.given
        )
    elif found.path is not None and context.path is not None:
        yield from _listed(found.path, found.url, context, pages_of, item)
    else:
        names = ", ".join(sorted(map(str, row))[:_MOST_NAMES])
        reason = f"no field of this row holds its text (it has: {names}); name one: --field text=COLUMN"
        yield context.fault(reason, offset=offset, item=item)


def _listed(
    name: str,
    url: str | None,
    context: Context,
    pages_of: Callable[[Stream, Context], Iterator[Page | Fault]],
    item: int,
) -> Iterator[Page | Fault]:
    """Read a file that a list names, which must lie in the list's own folder or below it."""
    folder = (context.path or Path()).parent
    path = folder / name
    try:
        lies_inside, is_there = path.resolve().is_relative_to(folder.resolve()), path.is_file()
    except (OSError, ValueError):
        lies_inside, is_there = True, False  # nothing can be called so
    if not lies_inside:
        yield context.fault(
            f"{name} lies outside the list's own folder; put the list beside its files", item=item
        )
        return
    if not is_there:
        yield context.fault(f"{name}, which this list names, is not there", item=item)
        return
    stream = FileStream(path)
    inner = context.inside(str(path), consumed=lambda: stream.consumed, url=url)
    yield from pages_of(stream, inner)

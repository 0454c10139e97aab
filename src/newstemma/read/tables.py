"""Tables with a header line, parted by commas, semicolons, tabs or bars: rows of text, or lists of files."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING

from newstemma.read.fields import NAMES, normal_name
from newstemma.read.rows import row_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newstemma.model import Fault, Page
    from newstemma.read.context import Context
    from newstemma.read.stream import Stream

_DELIMITERS = "\t,;|"
_CONTENT = frozenset(NAMES["text"]) | frozenset(NAMES["html"]) | frozenset(NAMES["path"])
_KNOWN = frozenset(name for names in NAMES.values() for name in names)
_NAME = re.compile(r"[\w.@]{0,60}")
_MOST_HEADER = 4000  # bytes
_MOST_COLUMNS = 200


def recognise(head: bytes) -> bool:
    """Know a table by its header line: two columns or more, known ones among them, one for the content."""
    return _delimiter(_header(head)) is not None


def has_columns(head: bytes, named: Iterable[str]) -> bool:
    """Whether the header line has the columns that somebody named."""
    return bool(set(named)) and _delimiter(_header(head), frozenset(named)) is not None


def _header(head: bytes) -> str:
    line = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0]
    return line.decode("utf-8", "replace").strip() if len(line) <= _MOST_HEADER else ""


def _delimiter(header: str, named: frozenset[str] = frozenset()) -> str | None:
    """Find what parts the columns of a header line; `named` are columns that it is known to have."""
    for delimiter in _DELIMITERS:
        cells = [name.strip().strip('"') for name in header.split(delimiter)]
        names = [normal_name(name) for name in cells]
        if not 1 < len(names) <= _MOST_COLUMNS or not all(map(_NAME.fullmatch, names)):
            continue
        told = bool(named) and named.issubset(cells)
        if told or (_CONTENT.intersection(names) and len(_KNOWN.intersection(names)) > 1):
            return delimiter
    return None


def pages(
    stream: Stream, context: Context, pages_of: Callable[[Stream, Context], Iterator[Page | Fault]]
) -> Iterator[Page | Fault]:
    """Read a page from every row."""
    head = stream.peek(_MOST_HEADER)
    csv.field_size_limit(context.limits.page_bytes)
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    head = head.decode("utf-16", "replace").encode() if wide else head
    named = frozenset(column for _, column in context.fields)
    lines = _lines(stream, 2 * context.limits.page_bytes, wide=wide)
    reader = csv.reader(lines, delimiter=_delimiter(_header(head), named) or ",")
    names = [name.strip() for name in next(reader)]
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield context.fault(f"this row cannot be read ({error})", item=number)
            continue
        if any(cell.strip() for cell in cells):
            row = dict(zip(names, cells, strict=False))
            yield from row_pages(row, context, pages_of, offset=None, item=number)


def _lines(stream: Stream, most: int, *, wide: bool) -> Iterator[str]:
    if wide:
        yield from io.StringIO(stream.read().decode("utf-16", "replace"), newline="")
        return
    first = True
    while line := stream.line(most):
        yield (
            (line.removeprefix(b"\xef\xbb\xbf") if first else line)
            .decode("utf-8", "replace")
            .replace("\0", "")
        )
        first = False

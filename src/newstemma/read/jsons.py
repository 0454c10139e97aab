"""JSON: one article, an array of them, an object that holds such an array, or JSON Lines."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from newstemma.read.rows import row_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newstemma.model import Fault, Page
    from newstemma.read.context import Context
    from newstemma.read.stream import Stream

    Reader = Callable[[Stream, Context], Iterator[Page | Fault]]

_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,40}(?:\{\s{0,40}(?:[\"}]|$)|\[\s{0,40}(?:[\{\]]|$))")
_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Bytes of a line, as a multiple of the largest page: JSON writes a letter as \u00e9 at worst.
_LINE_GROWTH = 2
# Bytes of a file that is no JSON Lines: it has to be in memory as a whole, at about ten times its size.
_MOST_WHOLE = 100_000_000
_LISTS = (
    "articles",
    "items",
    "results",
    "data",
    "stories",
    "news",
    "documents",
    "hits",
    "docs",
    "@graph",
    "value",
)
_LOOKED_AT = 1_000_000  # bytes in which the first two lines of JSON Lines are looked for


def recognise(head: bytes) -> bool:
    """Know JSON by how it begins."""
    return _BEGINNING.match(head) is not None


def pages(stream: Stream, context: Context, pages_of: Reader) -> Iterator[Page | Fault]:
    """Read a page from every article."""
    if _has_lines(stream.peek(_LOOKED_AT)):
        yield from _lines(stream, context, pages_of)
        return
    data = stream.read(_MOST_WHOLE + 1)
    if len(data) > _MOST_WHOLE:
        yield context.fault(
            f"JSON of more than {_MOST_WHOLE / 1e6:g} MB; write it as JSON Lines, a row a line"
        )
        return
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        yield context.fault(f"invalid JSON ({_why(error)})")
        return
    for number, row in enumerate(_rows(value), 1):
        yield from row_pages(row, context, pages_of, offset=None, item=number)


def _has_lines(head: bytes) -> bool:
    """Whether JSON stands in lines, a value each: the first line is whole, or the second begins anew."""
    if head.startswith(_MARKS):
        return False
    lines = [line for line in head.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()]
    if not lines or not lines[0].lstrip().startswith(b"{"):
        return False
    return len(lines) == 1 or lines[0].rstrip().endswith(b"}") or lines[1].startswith((b'{"', b"{ "))


def _lines(stream: Stream, context: Context, pages_of: Reader) -> Iterator[Page | Fault]:
    most = _LINE_GROWTH * context.limits.page_bytes
    number = 0
    while True:
        offset = stream.position
        line = stream.line(most)
        if not line:
            return
        number += 1
        if len(line) == most and not line.endswith(b"\n"):
            stream.skip_line()
            yield context.fault(f"a line of more than {most / 1e6:g} MB", offset=offset, item=number)
            continue
        if not line.strip():
            continue
        try:
            rows = list(_rows(json.loads(line.removeprefix(b"\xef\xbb\xbf"))))
        except (ValueError, RecursionError) as error:
            yield context.fault(f"invalid JSON ({_why(error)})", offset=offset, item=number)
            continue
        for row in rows:
            yield from row_pages(row, context, pages_of, offset=offset, item=number)


def _rows(value: Any) -> Iterator[dict[str, Any]]:
    """Find the articles in a value: itself, its items, or those of the list that it holds."""
    match value:
        case list():
            for item in value:
                yield from _rows(item)
        case dict():
            held = next((value[name] for name in _LISTS if _is_list(value.get(name))), None)
            if held is None:
                yield value.get("_source", value) if isinstance(value.get("_source"), dict) else value
            else:
                yield from _rows(held)
        case _:
            yield {"": value}


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at line {error.lineno}, column {error.colno}"
    return "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else "nested too deep"

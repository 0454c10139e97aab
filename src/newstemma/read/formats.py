"""The formats that pages come in. One line here and one file beside this one make another.

A format is known by its first bytes, never by its name. `recognise` is asked in the order of the table, so
what is more particular stands first; `single`, which takes everything, stands last.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstemma.read import feeds, jsons, mail, packed, single, tables, tars, warc, zips
from newstemma.read.stream import GrowthError, Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newstemma.model import Fault, Page
    from newstemma.read.context import Context

HEAD = 65_536
"""Bytes that a format is recognised by."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how to know it, and how to read its pages."""

    name: str
    recognise: Callable[[bytes], bool]
    pages: Callable[[Stream, Context], Iterator[Page | Fault]]


TABLE = Format("table", tables.recognise, lambda stream, context: tables.pages(stream, context, pages_of))
FORMATS = (
    Format("WARC", warc.recognise, warc.pages),
    Format(
        "compressed file", packed.recognise, lambda stream, context: packed.pages(stream, context, pages_of)
    ),
    Format("zip archive", zips.recognise, lambda stream, context: zips.pages(stream, context, pages_of)),
    Format("tar archive", tars.recognise, lambda stream, context: tars.pages(stream, context, pages_of)),
    Format("feed", feeds.recognise, feeds.pages),
    Format("mail or MHTML", mail.recognise, mail.pages),
    Format("JSON", jsons.recognise, lambda stream, context: jsons.pages(stream, context, pages_of)),
    TABLE,
    Format("page", single.recognise, single.pages),
)


def pages_of(stream: Stream, context: Context) -> Iterator[Page | Fault]:
    """Read the pages of a stream, whatever its format is."""
    if context.depth > context.limits.nesting:
        yield context.fault(f"archives lie more than {context.limits.nesting} deep in one another")
        return
    try:
        head = stream.peek(HEAD)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            head = head.decode("utf-16", "replace").encode()
        named = [column for _, column in context.fields]
        is_table = tables.has_columns(head, named)
        chosen = TABLE if is_table else next(known for known in FORMATS if known.recognise(head))
        is_empty = True
        for found in chosen.pages(stream, context):
            is_empty = False
            yield found
        if is_empty and not stream.damage:
            yield context.fault(f"this {chosen.name} holds no page")
    except GrowthError as error:
        yield context.fault(str(error))
    if stream.damage:
        yield context.fault(stream.damage)

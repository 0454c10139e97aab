"""WARC files, plain or packed record by record as CC-NEWS is; damaged ones are read as far as they are whole.

A record that cannot be read costs one fault: the reader looks for the next place where a record begins and
goes on there.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newstemma.model import Given
from newstemma.read.packed import ERRORS, Zlib
from newstemma.read.responses import Response, charset_of, media_type, parse_headers, unwrap
from newstemma.read.stream import PIECE, DamageError, GrowthError, Meter, Stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstemma.limits import Limits
    from newstemma.model import Fault, Page
    from newstemma.read.context import Context

_GZIP = b"\x1f\x8b\x08"
_GZIP_HEADER = 10
_FIRST_LINE = re.compile(rb"WARC/1\.\d\r?\n")
_LONGEST_FIRST_LINE = 10
_FIELD = re.compile(rb"[A-Za-z-]{1,60}:[^\x00-\x08\x0e-\x1f]*$|[ \t]")
_PROBE = 1024  # packed bytes that the first letters of a record come out of
_BEGIN = b"WARC/"
_MOST_HEADER = 65_536  # bytes of one record's header
_KEPT = 32_000_000  # bytes of a packed record that are kept to look through again when it proves damaged
_READABLE = frozenset(("", "text/html", "application/xhtml+xml", "text/plain"))
# Records about the crawl, which never were pages.
_ABOUT = frozenset(("warcinfo", "request", "metadata"))


@dataclass(frozen=True, slots=True)
class Record:
    """One record, whole."""

    offset: int
    headers: dict[str, str]
    block: bytes


@dataclass(frozen=True, slots=True)
class Lost:
    """A record, or what may have been one, that cannot be read."""

    offset: int
    reason: str


def recognise(head: bytes) -> bool:
    """Know a WARC file by its first record, packed or not; where that is damaged, by one soon after it."""
    if head.startswith(_BEGIN) or (not head.startswith(_GZIP) and b"\r\n\r\n" + _BEGIN in head):
        return True
    at = head.find(_GZIP)
    while at >= 0:
        if _unpacks_to_record(head[at : at + _PROBE]):
            return True
        at = head.find(_GZIP, at + 1)
    return False


def pages(stream: Stream, context: Context) -> Iterator[Page | Fault]:
    """Read the page of every response and resource; what holds no page is counted and told at the end."""
    others: Counter[str] = Counter()
    is_plain = _FIRST_LINE.search(stream.peek(_MOST_HEADER)) is not None
    found = _plain(stream, context.limits, checked=True) if is_plain else _packed(stream, context)
    for number, record in enumerate(found, 1):
        if isinstance(record, Lost):
            yield context.fault(record.reason, offset=record.offset, item=number)
            continue
        kind = record.headers.get("warc-type", "")
        if kind in _ABOUT:
            continue
        try:
            response = _response(record, kind, context.limits)
        except GrowthError as error:
            yield context.fault(str(error), offset=record.offset, item=number)
            continue
        if isinstance(response, str):
            others[response] += 1
            continue
        yield context.page(
            response.body,
            offset=record.offset,
            item=number,
            url=record.headers.get("warc-target-uri", "").strip("<> ") or None,
            fetched=record.headers.get("warc-date"),
            given=Given(charset=response.charset),
        )
        if response.damage:
            yield context.fault(response.damage, offset=record.offset, item=number)
    if others:
        told = ", ".join(f"{count} of {name}" for name, count in sorted(others.items()))
        yield context.fault(f"{others.total()} records that hold no page were left out: {told}")


def _response(record: Record, kind: str, limits: Limits) -> Response | str:
    """Give what a record holds, or say what it is where that is no page."""
    if kind == "response" and record.block.startswith(b"HTTP/"):
        response = unwrap(record.block, limits)
    elif kind in {"response", "resource", "conversion"}:
        header = record.headers.get("content-type", "")
        response = Response(None, media_type(header), charset_of(header), record.block)
    else:
        return f"type {kind or 'unknown'}"
    if response.status is not None and not 200 <= response.status < 300:
        return f"status {response.status}"
    return response if response.media in _READABLE else response.media


def _packed(stream: Stream, context: Context) -> Iterator[Record | Lost]:
    """Read the records of a file whose records are gzip members, or that is one gzip member as a whole."""
    meter = Meter(context.limits, context.consumed)
    while head := stream.peek(len(_GZIP)):
        start = stream.position
        taken = bytearray()
        lost: Lost | None = None
        if head == _GZIP:
            member = Stream(_member(stream, meter, taken))
            try:
                for found in _plain(member, context.limits, checked=False):
                    if isinstance(found, Lost) and member.damage:
                        lost = Lost(start, found.reason)
                    else:
                        yield replace(found, offset=start)
            except GrowthError as error:
                lost = Lost(start, str(error))
            if member.damage and lost is None:
                lost = Lost(start, member.damage)
        else:
            lost = Lost(start, "no record begins where one should")
        if lost is not None:
            stream.unread(bytes(taken[1:]))
            if not taken:
                stream.read(1)
            _seek_member(stream)
            yield replace(lost, reason=f"{lost.reason}; reading goes on at byte {stream.position}")


def _member(stream: Stream, meter: Meter, taken: bytearray) -> Iterator[bytes]:
    """Unpack one gzip member; `taken` holds its packed bytes for a second look as long as it is not whole."""
    unpacker = Zlib()
    try:
        while not unpacker.eof:
            piece = stream.read(PIECE) if unpacker.needs_input else b""
            if not piece and unpacker.needs_input:
                raise EOFError
            taken += piece
            del taken[:-_KEPT]
            data = unpacker.decompress(piece, PIECE)
            meter.spend(len(data))
            yield data
    except ERRORS as error:
        raise DamageError(
            f"gzip member {'cut short' if isinstance(error, EOFError) else 'damaged'}"
        ) from error
    stream.unread(unpacker.unused_data)
    taken.clear()


def _seek_member(stream: Stream) -> None:
    """Go to the next gzip member, or to the end."""
    while head := stream.peek(PIECE):
        at = head.find(_GZIP)
        if at < 0:
            stream.read(max(len(head) - len(_GZIP) + 1, 1))
        elif at == 0 and _is_member(head):
            return
        else:
            stream.read(at or 1)


def _is_member(head: bytes) -> bool:
    """Whether a gzip header can be one: known flags, a level and a system that exist (RFC 1952)."""
    return (
        len(head) >= _GZIP_HEADER
        and head[3] < 0x20
        and head[8] in (0, 2, 4)
        and (head[9] < 14 or head[9] == 255)
    )


def _unpacks_to_record(head: bytes) -> bool:
    if not head.startswith(_GZIP):
        return False
    try:
        return Zlib().decompress(head[:_PROBE], len(_BEGIN)) == _BEGIN
    except ERRORS:
        return False


def _plain(stream: Stream, limits: Limits, *, checked: bool) -> Iterator[Record | Lost]:
    """Read records that lie one after another, `checked` by their digest where they have one."""
    while True:
        while stream.peek(1) in {b"\r", b"\n"}:
            stream.read(1)
        start = stream.position
        if not stream.peek(1):
            return
        found = _record(stream, start, limits, checked=checked)
        if isinstance(found, Lost):
            _seek_record(stream)
        yield found


def _record(stream: Stream, start: int, limits: Limits, *, checked: bool) -> Record | Lost:
    """Read one record. Of a lost one nothing but its first line is taken."""
    if not stream.peek(len(_BEGIN)).startswith(_BEGIN):
        return Lost(start, "no record begins where one should")
    stream.line(_MOST_HEADER)
    lines: list[bytes] = []
    while (line := stream.line(_MOST_HEADER)).strip() and sum(map(len, lines)) < _MOST_HEADER:
        lines.append(line)
    headers = parse_headers(b"".join(lines))
    length = headers.get("content-length", "")
    if not line.endswith(b"\n") or not length.isdecimal() or not all(map(_FIELD.match, lines)):
        stream.unread(b"".join([*lines, line]))
        return Lost(start, stream.damage or "the record's header is damaged")
    if int(length) > limits.page_bytes:
        return Lost(start, f"record of {length} bytes; a page may have {limits.page_bytes}")
    block = stream.read(int(length))
    after = stream.peek(9)
    whole = len(block) == int(length) and not stream.damage
    if whole and checked:
        right = _digest_is_right(headers.get("warc-block-digest", ""), block)
        ends = after.lstrip(b"\r\n")
        whole = right if right is not None else not ends or ends.startswith(_BEGIN)
    if not whole:
        stream.unread(block)
        cut = len(block) < int(length)
        return Lost(start, stream.damage or ("record cut short" if cut else "record damaged"))
    return Record(start, headers, block)


def _digest_is_right(digest: str, block: bytes) -> bool | None:
    """Compare a block with its digest, `sha1:` and base 32 or hexadecimal; None where it has none we know."""
    name, _, value = digest.partition(":")
    if name.lower() not in {"sha1", "sha256", "md5"}:
        return None
    found = hashlib.new(name.lower(), block, usedforsecurity=False).digest()
    try:
        if len(value) == 2 * len(found):
            return bytes.fromhex(value) == found
        return base64.b32decode(value.upper()) == found
    except (ValueError, binascii.Error):
        return False


def _seek_record(stream: Stream) -> None:
    """Go to the next place where a record may begin, or to the end."""
    while head := stream.peek(PIECE):
        found = _FIRST_LINE.search(head)
        if found:
            stream.read(found.start())
            return
        stream.read(max(len(head) - _LONGEST_FIRST_LINE, 1))

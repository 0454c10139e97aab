"""An HTTP response as it was stored -> its status, its headers, and its body with all encodings undone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import brotli

from newstemma.read.packed import ERRORS, Unpacker, Zlib, Zstd
from newstemma.read.stream import PIECE, Meter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstemma.limits import Limits

_STATUS = re.compile(rb"HTTP/[\d.]+ +(\d{3})")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8}+)[^\r\n]{0,60}+\r?\n")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_MOST_ENCODINGS = 3
_ZLIB = 15  # zlib's name for its own header around deflated data; the negative says that there is none


@dataclass(frozen=True, slots=True)
class Response:
    """A response without its wrappings."""

    status: int | None
    media: str
    """Media type in lower case; empty where no header tells it."""
    charset: str | None
    body: bytes
    damage: str | None = None


def unwrap(block: bytes, limits: Limits) -> Response:
    """Take a stored response apart.

    Crawlers often keep the headers of an encoding they have already undone, so a body that is not encoded
    as its header says is taken as it is.
    """
    status = _STATUS.match(block)
    if status is None:
        return Response(None, "", None, block)
    end = _HEAD_END.search(block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    headers = parse_headers(head.split(b"\n", 1)[1] if b"\n" in head else b"")
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = dechunked(body)
    encodings = [
        name.strip().lower() for name in headers.get("content-encoding", "").split(",") if name.strip()
    ]
    damage = None
    for encoding in reversed(encodings[:_MOST_ENCODINGS]):
        body, damage = decoded(body, encoding, limits)
    kind = headers.get("content-type", "")
    return Response(int(status.group(1)), media_type(kind), charset_of(kind), body, damage)


def parse_headers(data: bytes) -> dict[str, str]:
    """Read header lines; of a name that comes twice the first counts. Names are in lower case."""
    headers: dict[str, str] = {}
    for line in data.splitlines():
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon and not name.startswith((" ", "\t")):
            headers.setdefault(name.strip().lower(), value.strip())
    return headers


def media_type(header: str) -> str:
    """Give the media type of a Content-Type header."""
    return header.partition(";")[0].strip().lower()


def charset_of(header: str) -> str | None:
    """Give the charset of a Content-Type header."""
    found = _CHARSET.search(header)
    return found.group(1) if found else None


def dechunked(body: bytes) -> bytes:
    """Join the chunks of a chunked body; give it unchanged where it is not chunked after all."""
    parts: list[bytes] = []
    at = 0
    while size := _CHUNK_SIZE.match(body, at):
        length = int(size.group(1), 16)
        if length == 0:
            return b"".join(parts)
        parts.append(body[size.end() : size.end() + length])
        at = size.end() + length
        if body[at : at + 2] == b"\r\n":
            at += 2
        elif body[at : at + 1] == b"\n":
            at += 1
        elif at < len(body):
            return body
    return b"".join(parts) if parts else body


def decoded(body: bytes, encoding: str, limits: Limits) -> tuple[bytes, str | None]:
    """Undo one content encoding: the body, and what is lost of it where it is damaged."""
    if encoding in {"gzip", "x-gzip"} and body.startswith(b"\x1f\x8b"):
        pieces = _unpacked(body, Zlib())
    elif encoding == "zstd" and body.startswith(b"\x28\xb5\x2f\xfd"):
        pieces = _unpacked(body, Zstd())
    elif encoding == "deflate":
        pieces = _unpacked(body, Zlib(_ZLIB if _is_zlib(body) else -_ZLIB))
    elif encoding == "br":
        pieces = _unbrotlied(body)
    else:
        return body, None
    meter = Meter(limits, lambda: len(body))
    parts: list[bytes] = []
    size = 0
    try:
        for piece in pieces:
            meter.spend(len(piece))
            parts.append(piece)
            size += len(piece)
            if size > limits.page_bytes:
                break
    except (*ERRORS, brotli.error) as error:
        if not any(parts):
            return body, None
        why = "cut short" if isinstance(error, EOFError) else "damaged"
        return b"".join(parts), f"its {encoding} encoding is {why}; what came before was read"
    return b"".join(parts), None


def _unpacked(body: bytes, unpacker: Unpacker) -> Iterator[bytes]:
    while not unpacker.eof:
        if unpacker.needs_input and not body:
            raise EOFError
        yield unpacker.decompress(body, PIECE)
        body = b""


def _unbrotlied(body: bytes) -> Iterator[bytes]:
    unpacker = brotli.Decompressor()
    while not unpacker.is_finished():
        if not body and unpacker.can_accept_more_data():
            raise EOFError
        yield unpacker.process(body, output_buffer_limit=PIECE)
        body = b""


def _is_zlib(body: bytes) -> bool:
    """Whether a deflated body has zlib's header, as the standard says, or is raw, as many servers send it."""
    return len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2]) % 31 == 0

"""One compressed file: gzip, bzip2, xz, zstd."""

from __future__ import annotations

import bz2
import lzma
import zlib
from typing import TYPE_CHECKING, Protocol

import zstandard

from newstemma.read.stream import PIECE, DamageError, Meter, Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newstemma.model import Fault, Page
    from newstemma.read.context import Context

_XZ_MEMORY = 200_000_000  # bytes; xz -9 needs 65 MB to unpack
_ZSTD_WINDOW = 1 << 27  # bytes, what `zstd --long` asks for
# Bytes given to zstd at a time, since it takes no limit on what comes out: a block of 128 KB may come from 4.
_ZSTD_PIECE = 1024


class Unpacker(Protocol):
    """What bzip2's and xz's decompressors have in common; the others are brought to it below."""

    @property
    def eof(self) -> bool:
        """Whether the member has come to its end."""

    @property
    def unused_data(self) -> bytes:
        """Bytes given that lie behind the member."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out of what was given."""

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Unpack some bytes; what they unpack to beyond `max_length` waits for the next call."""


class Zlib:
    """gzip (31), zlib (15) or raw deflate (-15) data."""

    def __init__(self, window: int = 31) -> None:
        self._inner = zlib.decompressobj(window)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        """Whether the member has come to its end."""
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        """Bytes given that lie behind the member."""
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Unpack some bytes, at most `max_length` at a call."""
        unpacked = self._inner.decompress(self._inner.unconsumed_tail + data, max_length)
        self.needs_input = not self._inner.unconsumed_tail and len(unpacked) < max_length
        return unpacked


class Zstd:
    """zstd data, fed in small pieces."""

    def __init__(self) -> None:
        self._inner = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
        self._waiting = b""
        self.needs_input = True

    @property
    def eof(self) -> bool:
        """Whether the member has come to its end."""
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        """Bytes given that lie behind the member."""
        return self._inner.unused_data + self._waiting

    def decompress(self, data: bytes, _max_length: int, /) -> bytes:
        """Unpack the next small piece of the bytes given."""
        data = self._waiting + data
        unpacked = self._inner.decompress(data[:_ZSTD_PIECE])
        self._waiting = data[_ZSTD_PIECE:]
        self.needs_input = not self._waiting
        return unpacked


ERRORS = (zlib.error, OSError, EOFError, ValueError, lzma.LZMAError, zstandard.ZstdError)
_KINDS: tuple[tuple[str, bytes, Callable[[], Unpacker]], ...] = (
    ("gzip", b"\x1f\x8b\x08", Zlib),
    ("bzip2", b"BZh", bz2.BZ2Decompressor),
    ("xz", b"\xfd7zXZ\x00", lambda: lzma.LZMADecompressor(memlimit=_XZ_MEMORY)),
    ("zstd", b"\x28\xb5\x2f\xfd", Zstd),
)


def recognise(head: bytes) -> bool:
    """Know compressed data by their first bytes."""
    return any(head.startswith(magic) for _, magic, _ in _KINDS)


def pages(
    stream: Stream, context: Context, pages_of: Callable[[Stream, Context], Iterator[Page | Fault]]
) -> Iterator[Page | Fault]:
    """Read the pages of what the stream unpacks to."""
    yield from pages_of(
        Stream(unpacked(stream, Meter(context.limits, context.consumed))), context.inside(context.file)
    )


def unpacked(stream: Stream, meter: Meter) -> Iterator[bytes]:
    """Unpack a stream of one or more compressed members, piece by piece."""
    while head := stream.peek(6):
        kind = next((kind for kind in _KINDS if head.startswith(kind[1])), None)
        if kind is None:
            if stream.read().strip(b"\x00"):
                raise DamageError(
                    "something that is not compressed follows the compressed data; it was left out"
                )
            return
        name, _, make = kind
        start, unpacker, size = stream.position, make(), 0
        try:
            while not unpacker.eof:
                piece = stream.read(PIECE) if unpacker.needs_input else b""
                if not piece and unpacker.needs_input:
                    raise EOFError
                data = unpacker.decompress(piece, PIECE)
                meter.spend(len(data))
                size += len(data)
                yield data
        except ERRORS as error:
            why = "cut short" if isinstance(error, EOFError) else "damaged"
            reason = f"{name} data from byte {start} are {why}; the first {size} bytes of them were read"
            raise DamageError(reason) from error
        stream.unread(unpacker.unused_data)

"""Zip archives. Members are read where they lie; nothing is ever written out."""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from typing import IO, TYPE_CHECKING

from newstemma.read.stream import PIECE, DamageError, GrowthError, Meter, Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newstemma.model import Fault, Page
    from newstemma.read.context import Context

_IN_MEMORY = 8_000_000  # bytes of an archive inside another that are kept in memory, the rest on disk
_ENCRYPTED = 0x1
_ERRORS = (zipfile.BadZipFile, NotImplementedError, zlib.error, OSError, EOFError, RuntimeError, ValueError)


def recognise(head: bytes) -> bool:
    """Know a zip archive by its first bytes."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def pages(
    stream: Stream, context: Context, pages_of: Callable[[Stream, Context], Iterator[Page | Fault]]
) -> Iterator[Page | Fault]:
    """Read the pages of all members, in the archive's own order."""
    with _seekable(stream, context) as file:
        try:
            archive = zipfile.ZipFile(file)
        except _ERRORS as error:
            yield context.fault(f"this zip archive cannot be read ({error}); repair it with `zip -FF` first")
            return
        size = file.seek(0, 2)
        total = Meter(context.limits, lambda: size)
        for number, member in enumerate(archive.infolist(), 1):
            if member.is_dir() or _hidden(member.filename):
                continue
            inner = context.inside(f"{context.file}/{member.filename}")
            if member.flag_bits & _ENCRYPTED:
                yield inner.fault("it is encrypted; unpack it with its password first", item=number)
                continue
            try:
                yield from pages_of(Stream(_unpacked(archive, member, inner, total)), inner)
            except GrowthError as error:
                yield inner.fault(str(error), item=number)


def _hidden(name: str) -> bool:
    return any(part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in name.split("/"))


def _seekable(stream: Stream, context: Context) -> IO[bytes]:
    """Give the archive as a file that can be read from its end, where zip keeps its table of contents."""
    if context.path is not None:
        return context.path.open("rb")
    file: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
    while piece := stream.read(PIECE):
        file.write(piece)
    file.seek(0)
    return file


def _unpacked(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, context: Context, total: Meter
) -> Iterator[bytes]:
    """Unpack one member, counting it for itself and towards the archive."""
    own = Meter(context.limits, lambda: member.compress_size)
    size = 0
    try:
        with archive.open(member) as file:
            while piece := file.read(PIECE):
                own.spend(len(piece))
                total.spend(len(piece))
                size += len(piece)
                yield piece
    except _ERRORS as error:
        raise DamageError(f"this member is damaged ({error}); its first {size} bytes were read") from error

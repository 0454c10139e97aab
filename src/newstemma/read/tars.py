"""Tar archives. Members are read as they pass; links and devices are never followed, nothing is written."""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING

from newstemma.read.stream import PIECE, DamageError, Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newstemma.model import Fault, Page
    from newstemma.read.context import Context

_MAGIC_AT = 257
_ERRORS = (tarfile.TarError, OSError, EOFError, ValueError)


def recognise(head: bytes) -> bool:
    """Know a tar archive by the word that stands in its first header."""
    return head[_MAGIC_AT : _MAGIC_AT + 5] == b"ustar"


def pages(
    stream: Stream, context: Context, pages_of: Callable[[Stream, Context], Iterator[Page | Fault]]
) -> Iterator[Page | Fault]:
    """Read the pages of all members, in the archive's own order."""
    number = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:  # type: ignore[call-overload]
            for number, member in enumerate(archive, 1):
                name = member.name.removeprefix("./")
                if member.isdir() or any(
                    part.startswith(".") and part.strip(".") for part in name.split("/")
                ):
                    continue
                inner = context.inside(f"{context.file}/{name}")
                if not member.isreg() or member.issparse():
                    yield inner.fault("it is a link or a device, not a file", item=number)
                    continue
                yield from pages_of(Stream(_pieces(archive, member)), inner)
    except _ERRORS as error:
        yield context.fault(f"this tar archive is damaged after its member {number} ({error})")


def _pieces(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Iterator[bytes]:
    file = archive.extractfile(member)
    if file is None:
        return
    try:
        while piece := file.read(PIECE):
            yield piece
    except _ERRORS as error:
        raise DamageError(f"this member is damaged ({error})") from error

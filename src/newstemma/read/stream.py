"""Bytes that come in pieces -> bytes read forwards, with a look ahead."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newstemma.limits import Limits

PIECE = 1 << 16
"""Bytes read at a time: large enough that the calls cost nothing beside the work on them."""


class DamageError(Exception):
    """What follows in a stream cannot be read; what came before is sound."""


class GrowthError(Exception):
    """A stream unpacks to more than it may."""


class Stream:
    """Bytes read forwards. Damage ends it early, and is kept in `damage` for whoever tells of it."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._buffer = bytearray()
        self.position = 0
        self.damage: str | None = None

    def _fill(self, count: int) -> None:
        while len(self._buffer) < count:
            try:
                self._buffer += next(self._pieces)
            except StopIteration:
                break
            except DamageError as error:
                self.damage = str(error)
                self._pieces = iter(())
                break

    def _take(self, count: int) -> bytes:
        taken = bytes(self._buffer[:count])
        del self._buffer[:count]
        self.position += len(taken)
        return taken

    def peek(self, count: int) -> bytes:
        """Give the next bytes without taking them: fewer than `count` only at the end."""
        self._fill(count)
        return bytes(self._buffer[:count])

    def read(self, count: int = -1) -> bytes:
        """Take the next `count` bytes, fewer only at the end; all that is left where `count` is negative."""
        if count < 0:
            count = PIECE
            while len(self.peek(count)) == count:
                count *= 2
        self._fill(count)
        return self._take(count)

    def unread(self, data: bytes) -> None:
        """Put back bytes that were taken last."""
        self._buffer[:0] = data
        self.position -= len(data)

    def line(self, most: int) -> bytes:
        """Take one line with its line break; of a longer one its first `most` bytes."""
        searched = 0
        while (at := self._buffer.find(b"\n", searched)) < 0 and len(self._buffer) < most:
            searched = len(self._buffer)
            self._fill(searched + 1)
            if len(self._buffer) == searched:
                break
        return self._take(min(most, at + 1 if at >= 0 else len(self._buffer)))

    def skip_line(self) -> None:
        """Leave the rest of a line behind."""
        while (piece := self.line(PIECE)) and not piece.endswith(b"\n"):
            pass


class FileStream(Stream):
    """The bytes of a file on disk, or of standard input."""

    def __init__(self, file: Path | BinaryIO) -> None:
        super().__init__(self._read(file))
        self.consumed = 0
        """Bytes read from the file so far, looked ahead or taken."""

    def _read(self, file: Path | BinaryIO) -> Iterator[bytes]:
        try:
            with file.open("rb") if isinstance(file, Path) else nullcontext(file) as opened:
                while piece := opened.read(PIECE):
                    self.consumed += len(piece)
                    yield piece
        except OSError as error:
            raise DamageError(f"it cannot be read after byte {self.consumed}: {error.strerror}") from error


class Meter:
    """Counts what packed bytes unpack to, and stops them where it becomes too much."""

    def __init__(self, limits: Limits, packed: Callable[[], int]) -> None:
        self._limits = limits
        self._packed = packed
        self._spent = 0

    def spend(self, count: int) -> None:
        """Add unpacked bytes; raise GrowthError where they grow beyond the limits."""
        self._spent += count
        most = self._limits.unpack_free_bytes + self._limits.unpack_ratio * self._packed()
        if self._spent > most:
            raise GrowthError(
                f"it unpacks to more than {self._limits.unpack_ratio} times its size, as no news page does"
            )

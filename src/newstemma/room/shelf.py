"""Open archives, lent to one request each."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, Full, LifoQueue
from typing import TYPE_CHECKING

from newstemma.archive import Archive
from newstemma.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_IDLE = 8
"""Archives kept open while nobody reads: the requests a browser sends at once, and two to spare."""


class Shelf:
    """Read-only connections to one archive file, each used by one thread at a time."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._idle: LifoQueue[tuple[tuple[int, int], Archive]] = LifoQueue(MOST_IDLE)

    @contextmanager
    def lend(self) -> Iterator[Archive]:
        """Lend an archive, and answer all questions asked within from one state of it."""
        file, archive = self._take()
        try:
            with archive.snapshot():
                yield archive
        except BaseException:
            archive.close()
            raise
        self._put_back(file, archive)

    def close(self) -> None:
        """Close all archives that are not lent."""
        with suppress(Empty):
            while True:
                self._idle.get_nowait()[1].close()

    def _take(self) -> tuple[tuple[int, int], Archive]:
        file = self._file()
        with suppress(Empty):
            while True:
                opened, archive = self._idle.get_nowait()
                if opened == file:
                    return file, archive
                archive.close()
        return file, Archive(self.path, readonly=True)

    def _put_back(self, file: tuple[int, int], archive: Archive) -> None:
        try:
            self._idle.put_nowait((file, archive))
        except Full:
            archive.close()

    def _file(self) -> tuple[int, int]:
        """Tell the file under this name from another that takes its place later."""
        try:
            found = self.path.stat()
        except OSError as error:
            raise NotFoundError(
                f"{self.path}: the archive is not there any more; `newstemma read PAGES` makes one"
            ) from error
        return found.st_dev, found.st_ino

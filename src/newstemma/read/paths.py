"""Paths as a person gives them -> the files they mean, each opened when its turn comes."""

from __future__ import annotations

import glob
import sys
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from newstemma.errors import InputError
from newstemma.limits import LIMITS, Limits
from newstemma.model import Fault
from newstemma.read.context import Context
from newstemma.read.formats import pages_of
from newstemma.read.stream import PIECE, FileStream

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newstemma.model import Page

STANDARD_INPUT = "-"


class Source:
    """One file, or standard input, on its way to become pages."""

    def __init__(
        self, name: str, *, limits: Limits = LIMITS, fields: Mapping[str, str] | None = None
    ) -> None:
        self.name = name
        """The path as it was given, or as it was found in a given folder; "-" is standard input."""
        self._limits = limits
        self._fields = tuple(sorted((fields or {}).items()))
        self._stream: FileStream | None = None

    @property
    def size(self) -> int | None:
        """Bytes of the file; None where that cannot be known."""
        if self.name == STANDARD_INPUT:
            return None
        try:
            return Path(self.name).stat().st_size
        except OSError:
            return None

    @property
    def position(self) -> int:
        """Bytes of the file read so far, for a progress bar."""
        return self._stream.consumed if self._stream else 0

    def digest(self) -> str | None:
        """Hash the file's content and its fields' names; None for standard input, which is read but once."""
        if self.name == STANDARD_INPUT:
            return None
        found = blake2b(repr(self._fields).encode() if self._fields else b"", digest_size=16)
        try:
            with Path(self.name).open("rb") as file:
                while piece := file.read(PIECE):
                    found.update(piece)
        except OSError:
            return None
        return found.hexdigest()

    def pages(self) -> Iterator[Page | Fault]:
        """Read the pages of the file; what cannot be read of it becomes faults."""
        path = None if self.name == STANDARD_INPUT else Path(self.name)
        stream = FileStream(path or sys.stdin.buffer)
        self._stream = stream
        yield from pages_of(
            stream,
            Context(
                file=self.name,
                limits=self._limits,
                consumed=lambda: stream.consumed,
                path=path,
                fields=self._fields,
            ),
        )


def sources(
    paths: Iterable[str | Path], *, limits: Limits = LIMITS, fields: Mapping[str, str] | None = None
) -> Iterator[Source | Fault]:
    """Expand files, folders (all that lies in them, sorted, without dot-files), patterns, and "-".

    What is not there, or may not be read, becomes a Fault. `fields` names the columns of tables and JSON rows
    where their own names do not tell: `{"text": "content_clean"}`.
    """
    for path in map(str, paths):
        if path == STANDARD_INPUT or Path(path).is_file():
            yield Source(path, limits=limits, fields=fields)
        elif Path(path).is_dir():
            for found in _inside(Path(path)):
                yield found if isinstance(found, Fault) else Source(str(found), limits=limits, fields=fields)
        else:
            matches = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []  # noqa: PTH207
            if matches:
                yield from sources(matches, limits=limits, fields=fields)
            else:
                what = (
                    "no file matches this pattern"
                    if glob.has_magic(path)
                    else "there is no such file or folder"
                )
                yield _context(path, limits).fault(what)


def find(
    paths: Iterable[str | Path], *, limits: Limits = LIMITS, fields: Mapping[str, str] | None = None
) -> list[Source | Fault]:
    """Expand paths as `sources` does; raises InputError where none of them leads anywhere."""
    found = list(sources(paths, limits=limits, fields=fields))
    missing = [one for one in found if isinstance(one, Fault)]
    if missing and len(missing) == len(found):
        raise InputError("; ".join(f"{one.place}: {one.reason}" for one in missing))
    return found


def _inside(folder: Path) -> Iterator[Path | Fault]:
    """Find the files in a folder and its folders, in the order of their names."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield _context(str(folder), LIMITS).fault(f"this folder cannot be read: {error.strerror}")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _inside(entry)
        elif entry.is_file():
            yield entry
        else:
            yield _context(str(entry), LIMITS).fault("it is no file: a broken link, a pipe, or a device")


def _context(file: str, limits: Limits) -> Context:
    return Context(file=file, limits=limits, consumed=int)


def read(
    *paths: str | Path, limits: Limits = LIMITS, fields: Mapping[str, str] | None = None
) -> Iterator[Page | Fault]:
    """Read all pages of files, folders, patterns and "-": pages, and faults for what is none."""
    for source in sources(paths, limits=limits, fields=fields):
        if isinstance(source, Fault):
            yield source
        else:
            yield from source.pages()

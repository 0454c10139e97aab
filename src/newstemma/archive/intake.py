"""Files -> pages and articles in the archive, batch by batch, so that a kill costs hardly anything."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from newstemma.archive.writing import add, add_place
from newstemma.engine.local import clean_all
from newstemma.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstemma.archive.database import Database
    from newstemma.limits import Limits
    from newstemma.model import Fault
    from newstemma.pipeline import Progress
    from newstemma.read import Source

BATCH = 200
"""Pages written in one transaction: what a kill can undo."""


class Intake:
    """One reading of files into an archive."""

    def __init__(self, database: Database, sources: list[Source], progress: Progress | None) -> None:
        self._database = database
        self._sources = sources
        self._progress = progress
        self._known = {row for (row,) in database.connection.execute("SELECT id FROM page")}
        self._again: list[Page] = []
        """Pages met that are in the archive already: only their places are new."""
        self._sent = 0
        self._ends: list[tuple[int, Source]] = []
        """Sources read to the end, and how many results had been asked for by then."""

    def run(self, *, workers: int | None, limits: Limits) -> None:
        """Read, clean and write everything."""
        results = clean_all(self._pages(), workers=workers, limits=limits)
        written = 0
        while True:
            batch = list(islice(results, BATCH))
            written += len(batch)
            with self._database.transaction() as connection:
                add(connection, batch)
                while self._again:
                    add_place(connection, self._again.pop())
                for sent, source in [end for end in self._ends if end[0] <= written]:
                    self._ends.remove((sent, source))
                    connection.execute(
                        "INSERT OR IGNORE INTO input VALUES (?, ?)", (source.name, source.digest())
                    )
            if not batch:
                return

    def _pages(self) -> Iterator[Page | Fault]:
        """Give what is to be cleaned: pages not in the archive yet."""
        whole = sum(source.size or 0 for source in self._sources)
        before = 0
        for source in self._sources:
            for one in source.pages():
                if self._progress is not None:
                    self._progress("reading pages", before + source.position, whole)
                if isinstance(one, Page):
                    if one.id in self._known:
                        self._again.append(one)
                        continue
                    self._known.add(one.id)
                self._sent += 1
                yield one
            before += source.size or 0
            if source.size is not None:
                self._ends.append((self._sent, source))

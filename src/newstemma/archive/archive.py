"""The Python door: an archive, read into and asked."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Self

import msgspec

from newstemma.archive.database import MEMORY, Database, told
from newstemma.archive.kept import Kept
from newstemma.archive.reading import NOUNS, Questions, table_of
from newstemma.archive.writing import add, forget, replace_derived
from newstemma.earlier import maker
from newstemma.model import Actor, Article, Event, Fault, Finding, Page, Report, Statement, Story
from newstemma.record import SHIPPED, reader_version

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

    from newstemma.archive.reading import Hit, Noun
    from newstemma.group import Tie
    from newstemma.limits import Limits
    from newstemma.model import Apparatus, Id, Stemma
    from newstemma.pipeline import Progress
    from newstemma.read import Source
    from newstemma.trace.measures import Measure


@dataclass(frozen=True, slots=True)
class Summary:
    """What an archive holds, and what one reading added to it."""

    pages: int
    articles: int
    faults: int
    reports: int
    stories: int
    statements: int
    events: int
    actors: int
    findings: int
    new_pages: int = 0
    new_faults: int = 0
    files_skipped: int = 0
    """Files read before and unchanged since."""


class Archive:
    """Everything known of a pile of pages, in one SQLite file.

    Opening an archive that does not exist makes it. `read` adds pages; all else asks. Use it as a context
    manager, or close it when done.
    """

    def __init__(self, path: str | Path = "news.db", *, readonly: bool = False) -> None:
        self._database = Database(path, readonly=readonly)
        self.ask = Questions(self._database.connection)
        """Everything that can be asked; the methods below are the usual questions."""

    def __enter__(self) -> Self:
        """Give the archive itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @contextmanager
    def snapshot(self) -> Iterator[Self]:
        """Answer all questions asked within from one state, whatever another process writes meanwhile."""
        with self._database.snapshot():
            yield self

    def read(
        self,
        *paths: str | Path,
        fields: Mapping[str, str] | None = None,
        workers: int | None = None,
        reader: str | None = None,
        progress: Progress | None = None,
        limits: Limits | None = None,
    ) -> Summary:
        """Read pages into the archive: files, folders, globs, `-` for standard input.

        Files read before and unchanged are passed over. What cannot be used becomes a fault and the rest goes
        on; InputError is raised only where nothing that was named exists. `fields` names the columns of
        tables and JSON where their own names do not tell: `{"text": "body_clean"}`. `workers` is the number
        of processes (None: one a core), `reader` the spaCy pipeline that reads sentences (None: the one that
        did so before, or else the one that is shipped, "newstemma"), `progress` is called with what is done,
        how much, and out of how much.
        """
        from newstemma.archive.intake import Intake
        from newstemma.limits import LIMITS
        from newstemma.read import Source, find

        limits = limits or LIMITS
        reader = reader or self._meta("reader") or SHIPPED
        by = f"{maker()} {reader_version(reader)}"
        before = self.ask.count(Page), self.ask.count(Fault)
        with self._database.writing():
            found = find(paths, limits=limits, fields=fields)
            missing = [one for one in found if isinstance(one, Fault)]
            with self._database.transaction() as connection:
                add(connection, [(None, one) for one in missing])
            given = [one for one in found if isinstance(one, Source)]
            unread = [source for source in given if not self._was_read(source)]
            if unread:
                Intake(self._database, unread, progress).run(workers=workers, limits=limits)
            if self._meta("derived") != self._articles_digest() or self._meta("maker") != by:
                self._derive(progress, workers, reader, by)
        return self.summary(
            new_pages=self.ask.count(Page) - before[0],
            new_faults=self.ask.count(Fault) - before[1],
            files_skipped=len(given) - len(unread),
        )

    def _was_read(self, source: Source) -> bool:
        if source.size is None:
            return False
        with told(self._database.path):
            query = "SELECT 1 FROM input WHERE name = ? AND digest = ?"
            return next(self.ask.rows(query, source.name, source.digest()), None) is not None

    def _articles_digest(self) -> str:
        digest = blake2b(digest_size=16)
        for (article,) in self.ask.rows("SELECT id FROM article ORDER BY id"):
            digest.update(article.encode())
        return digest.hexdigest()

    def _meta(self, key: str) -> str | None:
        return next((value for (value,) in self.ask.rows("SELECT value FROM meta WHERE key = ?", key)), None)

    def _derive(self, progress: Progress | None, workers: int | None, reader: str, by: str) -> None:
        """Work through the whole pile and put the result in place of the old one.

        What another program or pipeline than `by` made is made anew.
        """
        from newstemma.engine.spreading import spreader
        from newstemma.pipeline import derive

        known = self._meta("maker") == by
        pile = derive(
            self._as_cleaned(),
            earlier=Kept(self.ask) if known else None,
            spread=spreader(workers),
            reader=reader,
            progress=progress,
        )
        if progress is not None:
            progress("writing", 0, 1)
        digest = self._articles_digest()
        with self._database.transaction() as connection:
            if not known:
                forget(connection)
            replace_derived(connection, pile)
            values = [("derived", digest), ("maker", by), ("reader", reader)]
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values)

    def _as_cleaned(self) -> Iterator[Article]:
        for (noun,) in self.ask.rows("SELECT noun FROM article ORDER BY id"):
            yield msgspec.json.decode(noun, type=Article)

    def summary(self, *, new_pages: int = 0, new_faults: int = 0, files_skipped: int = 0) -> Summary:
        """Count everything."""
        return Summary(
            pages=self.ask.count(Page),
            articles=self.ask.count(Article),
            faults=self.ask.count(Fault),
            reports=self.ask.count(Report),
            stories=self.ask.count(Story),
            statements=self.ask.count(Statement),
            events=self.ask.count(Event),
            actors=self.ask.count(Actor),
            findings=self.ask.count(Finding),
            new_pages=new_pages,
            new_faults=new_faults,
            files_skipped=files_skipped,
        )

    def articles(self) -> Iterator[Article]:
        """Give all articles, in order of publication."""
        return self.ask.all(Article)

    def article(self, identity: Id) -> Article:
        """Give an article."""
        return self.ask.get(Article, identity)

    def reports(self) -> Iterator[Report]:
        """Give all reports, the most printed first."""
        return self.ask.all(Report)

    def stories(self) -> Iterator[Story]:
        """Give all stories, the most told first."""
        return self.ask.all(Story)

    def statements(self) -> Iterator[Statement]:
        """Give all statements."""
        return self.ask.all(Statement)

    def events(self) -> Iterator[Event]:
        """Give all events."""
        return self.ask.all(Event)

    def actors(self) -> Iterator[Actor]:
        """Give all actors, who is quoted most first."""
        return self.ask.all(Actor)

    def findings(self) -> Iterator[Finding]:
        """Give all findings, those of most origins first."""
        return self.ask.all(Finding)

    def faults(self) -> Iterator[Fault]:
        """Give all faults by file."""
        return self.ask.all(Fault)

    def apparatus(self, report: Id) -> Apparatus:
        """Give the apparatus of a report."""
        return self.ask.apparatus(report)

    def stemma(self, report: Id) -> Stemma:
        """Give the stemma of a report."""
        return self.ask.stemma(report)

    def measures(self, report: Id) -> tuple[Measure, ...]:
        """Say what each version of a report kept, cut, added and reworded."""
        from newstemma.trace.measures import measure

        apparatus, stemma = self.apparatus(report), self.stemma(report)
        return measure(apparatus, stemma, {one: self.article(one) for one in apparatus.versions})

    def explain(self, report: Id, *, progress: Progress | None = None) -> tuple[Tie, ...]:
        """Say why articles are versions of a report: its sentences that several have, and who has them."""
        from newstemma.group import explain, when_compiling

        tell = progress or (lambda *_: None)
        versions = self.ask.get(Report, report)
        articles = [self.article(version.article) for version in versions.versions]
        with when_compiling(lambda: tell("compiling", 0, 0)):
            return explain(versions, articles)

    def find(self, text: str) -> Noun:
        """Give what an id, or its beginning, stands for."""
        return self.ask.find(text)

    def search(self, text: str, *, limit: int = 20) -> list[Hit]:
        """Find articles by their words, the best first."""
        return self.ask.search(text, limit=limit)

    def digest(self) -> str:
        """Hash all that is in the archive: the same for the same pile, however it was read."""
        digest = blake2b(digest_size=16)
        tables = [f"SELECT id, {'shown' if kind is Article else 'noun'}, noun" for kind in NOUNS.values()]
        for select, kind in zip(tables, NOUNS.values(), strict=True):
            for row in self.ask.rows(f"{select} FROM {table_of(kind)} ORDER BY id"):
                digest.update(repr(row).encode())
        for table in ("apparatus", "stemma"):
            for row in self.ask.rows(f"SELECT id, noun FROM {table} ORDER BY id"):  # noqa: S608
                digest.update(repr(row).encode())
        return digest.hexdigest()


def in_memory() -> Archive:
    """Give an archive that is gone when closed."""
    return Archive(MEMORY)

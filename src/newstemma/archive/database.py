"""The archive's file: opening, transactions, and what SQLite's errors mean to a person."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from newstemma.errors import (
    ArchiveBusyError,
    ArchiveError,
    ArchiveFullError,
    ArchiveVersionError,
    NotFoundError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = 2
"""Number of the schema, kept in the file as `user_version`."""
MIGRATIONS = {
    1: "CREATE TABLE record (id TEXT PRIMARY KEY, noun TEXT NOT NULL);"
    "CREATE TABLE made (kind TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (kind, id)) "
    "WITHOUT ROWID;"
}
"""What makes the next schema of an older one."""
APPLICATION = 0x4E535445
"""Says in the file that it is an archive of this program (`application_id`)."""
BUSY_SECONDS = 5.0
MEMORY = ":memory:"


class Database:
    """One open archive file."""

    def __init__(self, path: str | Path, *, readonly: bool = False) -> None:
        self.path = str(path)
        self.readonly = readonly
        self._lock: sqlite3.Connection | None = None
        with told(self.path):
            self.connection = self._open()

    def _open(self) -> sqlite3.Connection:
        exists = self.path != MEMORY and Path(self.path).exists()
        if self.readonly:
            if not exists:
                raise NotFoundError(f"{self.path}: no such archive; `newstemma read PAGES` makes one")
            uri = Path(self.path).absolute().as_uri() + "?mode=ro"
            connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, check_same_thread=False)
        else:
            connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, check_same_thread=False)
        connection.isolation_level = None  # transactions are begun by hand
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if tables and application != APPLICATION:
            raise ArchiveVersionError(
                f"{self.path}: a database, but no archive of Newstemma; name another file"
            )
        if version > SCHEMA:
            raise ArchiveVersionError(
                f"{self.path}: written by a newer Newstemma (schema {version}, not {SCHEMA}); upgrade"
            )
        if self.readonly:
            connection.execute("PRAGMA query_only = ON")
            return
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if not tables:
            schema = files(__package__).joinpath("schema.sql").read_text(encoding="utf-8")
            numbers = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {SCHEMA};"
            connection.executescript(f"BEGIN IMMEDIATE;\n{schema}\n{numbers}\nCOMMIT;")
        for older in range(version, SCHEMA) if tables else ():
            number = f"PRAGMA user_version = {older + 1};"
            connection.executescript(f"BEGIN IMMEDIATE;\n{MIGRATIONS[older]}\n{number}\nCOMMIT;")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Do all of it or nothing."""
        with told(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Show one state of the archive until done, whatever a writer does meanwhile."""
        with told(self.path):
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self.connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other writers out until done, across many transactions; readers are not hindered.

        The lock is a transaction held open on a file of its own beside the archive, so that it ends with the
        process, however that ends. The file stays: deleting it could let two in at once.
        """
        if self.path == MEMORY:
            yield
            return
        beside = Path(self.path + "-writer")
        with told(str(beside)):
            lock = sqlite3.connect(beside, timeout=0.0)
            lock.isolation_level = None
            try:
                try:
                    lock.execute("BEGIN EXCLUSIVE")
                except sqlite3.OperationalError as error:
                    raise ArchiveBusyError(
                        f"{self.path}: another newstemma is writing to it; wait for its end"
                    ) from error
                yield
                lock.execute("ROLLBACK")
            finally:
                lock.close()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


@contextmanager
def told(path: str) -> Iterator[None]:
    """Turn what SQLite raises into errors that say what to do."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise ArchiveBusyError(f"{path}: another program is writing to it; try again") from error
        if code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
            raise ArchiveFullError(
                f"{path}: the disk is full or refuses to write ({error}); nothing written before is lost: "
                "make room and run the same command again"
            ) from error
        if code in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
            raise ArchiveVersionError(f"{path}: not an archive of Newstemma, or damaged ({error})") from error
        if code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}:
            raise ArchiveError(
                f"{path}: cannot be opened ({error}); does its folder exist, and may you write there?"
            ) from error
        raise ArchiveError(f"{path}: {error}") from error

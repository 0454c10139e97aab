"""Everything that Newstemma raises on purpose.

    NewstemmaError
    ├── InputError            nothing usable was given: no such path, no right to read it
    ├── ArchiveError          the archive cannot be used
    │   ├── ArchiveBusyError      another process is writing to it
    │   ├── ArchiveVersionError   a newer Newstemma wrote it, or it is no archive at all
    │   └── ArchiveFullError      the disk is full or refuses to write
    ├── NotFoundError         no such page, article, report, ...
    ├── QueryError            a search without a single letter or digit
    ├── ExportError           the format is unknown, or the file cannot be written
    └── WorkerError           a worker process failed or was killed

What is wrong with one page is never raised: it becomes a `Fault`, and the rest goes on.
"""


class NewstemmaError(Exception):
    """Base of all errors below; its text says what happened, where, and what to do."""


class InputError(NewstemmaError):
    """Nothing usable was given to read."""


class ArchiveError(NewstemmaError):
    """The archive cannot be used."""


class ArchiveBusyError(ArchiveError):
    """Another process is writing to the archive."""


class ArchiveVersionError(ArchiveError):
    """The file is no archive, or a newer Newstemma wrote it."""


class ArchiveFullError(ArchiveError):
    """The disk is full or refuses to write."""


class NotFoundError(NewstemmaError):
    """The archive holds nothing under this id."""


class QueryError(NewstemmaError):
    """A search that asks for nothing."""


class ExportError(NewstemmaError):
    """An export cannot be made."""


class WorkerError(NewstemmaError):
    """A worker process failed or was killed."""

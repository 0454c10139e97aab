"""Everything in one SQLite file: the only room that knows SQL."""

from newstemma.archive.archive import Archive, Summary, in_memory

__all__ = ["Archive", "Summary", "in_memory"]

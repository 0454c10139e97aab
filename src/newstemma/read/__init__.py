"""Bytes -> pages: files are opened by their content, not by their name; one file a format."""

from newstemma.read.paths import Source, find, read, sources

__all__ = ["Source", "find", "read", "sources"]

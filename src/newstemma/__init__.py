"""Newstemma turns a pile of news pages into a sourced record. `newstemma.model` explains the nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newstemma.errors import NewstemmaError
from newstemma.limits import Limits
from newstemma.model import (
    Actor,
    Apparatus,
    Article,
    Event,
    Fault,
    Finding,
    Page,
    Report,
    Statement,
    Stemma,
    Story,
)

if TYPE_CHECKING:
    from newstemma.archive import Archive

__version__ = "0.1.0"
__all__ = [
    "Actor",
    "Apparatus",
    "Archive",
    "Article",
    "Event",
    "Fault",
    "Finding",
    "Limits",
    "NewstemmaError",
    "Page",
    "Report",
    "Statement",
    "Stemma",
    "Story",
    "__version__",
]


def __getattr__(name: str) -> Any:
    """Import the archive only when it is asked for, so that the command line starts at once."""
    if name == "Archive":
        from newstemma.archive import Archive

        return Archive
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

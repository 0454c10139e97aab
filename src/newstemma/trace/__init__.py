"""Apparatus -> Stemma: who copied whom, and how many origins there are."""

from newstemma.trace.stemma import trace

__all__ = ["trace"]

"""Where in the reading room a noun is shown."""

from __future__ import annotations

from newstemma.archive.reading import NOUNS, table_of

PLACES = {prefix: table_of(kind) for prefix, kind in NOUNS.items()}
"""The three letters of an id -> the first part of the address."""


def address(identity: str, *, form: str = "") -> str:
    """Give the address of the noun with an id; `form` is "" for its page, ".json" for its fields."""
    return f"/{PLACES[identity[:3]]}/{identity}{form}"

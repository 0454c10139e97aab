"""What an archive keeps of an earlier reading, for a pile that grew: see `newstemma.earlier`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from newstemma.record import Analysis

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newstemma.archive.reading import Questions
    from newstemma.earlier import Made
    from newstemma.model import Id


class Kept:
    """Gives what stands in the archive, where it was made from the very same."""

    def __init__(self, ask: Questions) -> None:
        self._ask = ask

    def made(self, kind: type[Made], identity: Id, key: str) -> Made | None:
        """Give the apparatus or the stemma of a report, or the record of an article."""
        table = kind.__name__.lower()
        query = f"SELECT noun FROM {table} JOIN made USING (id) WHERE kind = ? AND id = ? AND key = ?"  # noqa: S608
        for (noun,) in self._ask.rows(query, table, identity, key):
            return msgspec.json.decode(noun, type=kind)
        return None

    def analyses(self, keys: Iterable[str]) -> dict[str, Analysis]:
        """Give what was seen in sentences, as far as it is known."""
        found = {}
        for key in keys:
            for (noun,) in self._ask.rows("SELECT noun FROM analysis WHERE key = ?", key):
                found[key] = msgspec.json.decode(noun, type=Analysis)
        return found

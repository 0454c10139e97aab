"""What a person asks for -> a condition on the columns of a table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newstemma.archive import Archive


def conditions(wanted: Mapping[str, object], archive: Archive) -> tuple[str, list[object]]:
    """Turn options into a condition on a table's columns; values stay apart."""
    columns = {
        "speaker": "speaker LIKE '%' || ? || '%'",
        "name": "name LIKE '%' || ? || '%'",
        "actor": "actor LIKE '%' || ? || '%'",
        "kind": "kind = ?",
        "about": "json_extract(noun, '$.content') LIKE '%' || ? || '%'",
        "since": "article IN (SELECT id FROM article WHERE published >= ?)",
        "until": "article IN (SELECT id FROM article WHERE substr(published, 1, 10) <= ?)",
        "told": "id IN (SELECT m.noun FROM member m JOIN finding f ON f.id = m.finding WHERE origins >= ?)",
        "type": "type = upper(?)",
        "origins": "origins >= ?",
        "outlet": "outlet LIKE '%' || ? || '%'",
        "changed": "id IN (SELECT value FROM json_each(?))",
    }
    given = {name: value for name, value in wanted.items() if value is not None}
    if "changed" in given:
        given["changed"] = json.dumps(archive.ask.changed())
    return " AND ".join(columns[name] for name in given) or "1", list(given.values())

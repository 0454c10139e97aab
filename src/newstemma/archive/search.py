"""What a person types into a search field -> what FTS5 understands."""

from __future__ import annotations

import re

from newstemma.errors import QueryError

MOST_TERMS = 32
_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"\w", re.UNICODE)


def fts_query(text: str) -> str:
    """Quote a search: all words are wanted, "quoted words" together, `-word` not, `word*` with any ending.

    Nothing of the text reaches FTS5 unquoted, so every text can be searched for. Raises QueryError where
    there is no letter or digit to look for.
    """
    printable = "".join(character if character.isprintable() else " " for character in text)
    wanted: list[str] = []
    unwanted: list[str] = []
    for phrase, word in _TERM.findall(printable)[:MOST_TERMS]:
        term = phrase or word
        if not _WORD.search(term):
            continue
        quoted = '"' + term.lstrip("-").replace('"', '""') + '"'
        if word.startswith("-"):
            unwanted.append(quoted)
        else:
            wanted.append(quoted + "*" if word.endswith("*") else quoted)
    if not wanted:
        raise QueryError("a search needs at least one letter or digit to look for")
    return " AND ".join(wanted) + "".join(f" NOT {term}" for term in unwanted)

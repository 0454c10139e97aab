"""CSV for spreadsheets: a column a field; what is more than one value stands in its cell as JSON."""

from __future__ import annotations

import csv
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

# A spreadsheet takes a cell that begins so for a formula, and runs it (CWE-1236).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(nouns: Iterable[Any], file: TextIO) -> int:
    """Write a row a noun under a row of field names, and count them."""
    writer = csv.writer(file, lineterminator="\r\n")
    count = 0
    for noun in nouns:
        names = [field.name for field in fields(noun)]
        if not count:
            writer.writerow(names)
        writer.writerow([cell(getattr(noun, name)) for name in names])
        count += 1
    return count


def cell(value: object) -> str:
    """Give a value as the text of a cell: never a formula."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return "'" + text if text.startswith(_FORMULA) else text


def value(text: str) -> str:
    """Give back the text of a cell that `cell` made from a string."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text

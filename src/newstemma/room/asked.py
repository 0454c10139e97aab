"""What an address asks for, after its question mark -> values that can be trusted to be of their kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from starlette.datastructures import QueryParams

MOST_TEXT = 500
"""Characters of a search that are looked at; SQLite's patterns may have 50,000."""
PAGE_SIZE = 40
"""Nouns on one page of a list."""
_NUMBER = re.compile(r"[0-9]{1,6}")


class Asked:
    """The fields of a form that was sent with an address."""

    def __init__(self, fields: QueryParams) -> None:
        self._fields = fields

    def text(self, name: str) -> str:
        """Give what was typed into a field, "" if nothing was."""
        return " ".join(self._fields.get(name, "")[:MOST_TEXT].split())

    def number(self, name: str, *, default: int | None = None) -> int | None:
        """Give a number from 1 up; what is none is told to whoever asked."""
        text = self.text(name)
        if not text:
            return default
        if not _NUMBER.fullmatch(text) or not int(text):
            raise HTTPException(400, f"“{name}” must be a number from 1 to 999,999.")
        return int(text)

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """Give one of some choices, "" if none was made."""
        text = self.text(name)
        if text and text not in choices:
            raise HTTPException(400, f"“{name}” must be one of {', '.join(choices)}.")
        return text

    def several(self, name: str) -> tuple[str, ...]:
        """Give all values of a field."""
        return tuple(self._fields.getlist(name))


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a long list is shown."""

    path: str
    given: Mapping[str, str | int]
    """The other fields of the form, to be kept from page to page."""
    page: int
    whole: int
    size: int = PAGE_SIZE

    @property
    def offset(self) -> int:
        """How many are passed over."""
        return (self.page - 1) * self.size

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.whole // self.size))

    @property
    def first_shown(self) -> int:
        """The number of the first one on this page."""
        return min(self.whole, self.offset + 1)

    @property
    def last_shown(self) -> int:
        """The number of the last one on this page."""
        return min(self.whole, self.offset + self.size)

    def to(self, page: int) -> str:
        """Give the address of another page."""
        fields = {**self.given, **({"page": page} if page > 1 else {})}
        return f"{self.path}?{urlencode(fields)}" if fields else self.path

    def near(self) -> Iterator[int | None]:
        """Give the pages to link to: the first, the last, and those around this one; None for a gap."""
        before = 0
        for page in sorted({1, self.last, *range(max(1, self.page - 2), min(self.last, self.page + 2) + 1)}):
            if page > before + 1:
                yield None
            yield page
            before = page

"""Text of hostile origin -> text that may stand in a terminal."""

from __future__ import annotations

import unicodedata

from rich.text import Text

# Marks that turn or hide what follows (Unicode's bidirectional controls), besides all control characters.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def inert(text: str) -> str:
    """Give text without control and turning characters; the ends of its lines stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c for c in text if c == "\n" or (unicodedata.category(c) not in {"Cc", "Cs"} and c not in _TURNING)
    )


def safe(text: str | None, *, unknown: str = "") -> str:
    """Give one line of text without control and turning characters; `unknown` stands for None."""
    return unknown if text is None else inert(" ".join(text.split()))


def words(text: str | None, style: str = "", *, unknown: str = "") -> Text:
    """Give safe text as a renderable in which nothing is taken for markup."""
    return Text(safe(text, unknown=unknown), style=style)


def short(text: str | None, most: int, *, unknown: str = "") -> str:
    """Give safe text of at most so many characters, an ellipsis at its end where some were left out."""
    whole = safe(text, unknown=unknown)
    return whole if len(whole) <= most else whole[: most - 1].rstrip() + "…"

"""What a paragraph without markup says of itself when it is a caption: who took it, or that it is old."""

from __future__ import annotations

import re

PAIRS = tuple(
    (
        "file photo, photo file, file photograph, photo by, photos by, photograph by, photo credit, "
        "image credit, photo courtesy, courtesy photo, photo illustration, handout photo, pool photo, "
        "staff photo, ap photo, photo ap, afp photo, photo afp, reuters photo, photo reuters, getty images"
    ).split(", ")
)
"""Pairs of words that captions have."""
LONGEST_CREDIT = 90
"""Characters of a credit in brackets at a paragraph's end, (Agency/Name); the longest seen has 61."""
_CREDIT = re.compile(rf"\([^()/]{{1,{LONGEST_CREDIT}}}/[^()]{{1,{LONGEST_CREDIT}}}\)[ .]*$")
_PAIR = re.compile(rf"\b(?:{'|'.join(map(re.escape, PAIRS))})\b", re.IGNORECASE)


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph says of itself that it is a caption."""
    return bool(_CREDIT.search(paragraph[-2 * LONGEST_CREDIT :]) or _PAIR.search(paragraph))

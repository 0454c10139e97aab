"""A passage's words -> the agency it credits with its reporting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newstemma.collate.tokens import DATELINE
from newstemma.identity import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
# Ways to say to whose reporter somebody spoke, as his own house does too; {name} is the agency.
_TELLING = (
    r"\btold (?:[Tt]he )?{name}\b",
    r"(?:in|to) an? (?:exclusive )?interview with (?:[Tt]he )?{name}\b",
)
# Ways to say that another house did the reporting.
_CREDITING = (
    *_TELLING,
    r"according to (?:[Tt]he )?{name}\b",
    r"as (?:[Tt]he )?{name} (?:first )?reported\b",
    r"\b(?:[Tt]he )?{name} (?:news agency )?(?:first )?(?:reported|quoted|cited|said|learned|revealed)\b",
    r"\b(?:reported|quoted|cited|seen|obtained) by (?:[Tt]he )?{name}\b",
    r"a report by (?:[Tt]he )?{name}\b",
)


def crediting(text: str, agencies: Mapping[str, str]) -> str | None:
    """Give the agency that a passage credits with its reporting, if any of these.

    `agencies` gives for each name an agency goes by its canonical name; the longest name that fits wins.
    """
    return _named(text, agencies, _CREDITING)


def telling(text: str, agencies: Mapping[str, str]) -> str | None:
    """Give the agency to which somebody said what a passage tells.

    Its own report says so too ("told The Associated Press"); that an agency "reported" only others write.
    """
    return _named(text, agencies, _TELLING)


def datelined(text: str, agencies: Mapping[str, str]) -> str | None:
    """Give the agency in the dateline that a passage opens with: whoever copies it, the agency wrote it."""
    dateline = DATELINE.match(plain(text))
    named = _IN_BRACKETS.search(dateline.group()) if dateline else None
    return agencies.get(named.group(1)) if named else None


def _named(text: str, agencies: Mapping[str, str], ways: Sequence[str]) -> str | None:
    flat = plain(text)
    for name in sorted((name for name in agencies if name in flat), key=lambda name: (-len(name), name)):
        if any(re.search(way.format(name=re.escape(name)), flat) for way in ways):
            return agencies[name]
    return None

"""What a page says of its writers -> the names of persons in it, without agencies, outlets, roles, dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newstemma.clean.agencies import canonical, without_agencies

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_PREFIX = re.compile(
    r"^\W*(?:(?:article|words|story|report|text|review|analysis|post|photos?|opinion|column|interview)\s+)?"
    r"(?:written\s+by|reported\s+by|posted\s+by|published\s+by|by|authors?|from|and)\b[:\s]*",
    re.IGNORECASE,
)
# What ends the names: a date, a time, what follows a stroke or a bullet.
_END = re.compile(
    r"(?:[|•·/(\[»]|\s[–—-]\s|\b(?:published|updated|posted|last|on|at)\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\d|\bfor\b|\bof\b|@|\bin\s)",
    re.IGNORECASE,
)
_PARTING = re.compile(r",|;|&|\+|\b(?:and|with|und|et|y)\b", re.IGNORECASE)
_NAME = re.compile(
    r"(?:[^\W\d_a-zß-ÿ][\w.’'-]{0,40}|d[aeiu]|de[lnr]?|du|l[ae]|van|von|bin|al|el|dos|y|ten|ter|zu|af|av)"
    r"(?:\s(?:[^\W\d_a-zß-ÿ][\w.’'-]{0,40}|d[aeiu]|de[lnr]?|du|l[ae]|van|von|bin|al|el|dos|ten|ter|zu|af|av)){1,4}"
)
# Words that no person is called by.
_NO_NAME = re.compile(
    r"\b(?:staff|writers?|reporters?|editors?|editorial|correspondents?|columnists?|special|contributors?"
    r"|contributing|guest|senior|chief|desk|team|newsroom|wires?|press|agency|agencies|news|dispatch|service|media"
    r"|associated|syndicate|bureau|network|web|digital|director|producer|anchor|opinion|admin|times|post|herald"
    r"|gazette|tribune|journal|magazine|daily|weekly|online|tv|radio|today|university|institute|report|com|org|the"
    r"|published|updated|read|more|share|follow|photo|image|comments?|subscribe|science|sports?|business|politics"
    r"|company|inc|ltd|group|redazione|redaktion)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 5
_MOST_CHARACTERS = 150


def people(text: str, *, outlets: Collection[str] = (), is_stated: bool = False) -> Iterator[str]:
    """Give the names of persons in a byline, each as it is printed.

    `outlets` are names, in small letters, that are the page's own. `is_stated` says that the text stands
    where the page states an author: there a name of one word, or in small letters, is one too.
    """
    text = without_agencies(" ".join(text.split())[:_MOST_CHARACTERS])
    text = text[prefix.end() :] if (prefix := _PREFIX.match(text)) else text
    end = _END.search(text)
    for part in _PARTING.split(text[: end.start()] if end else text):
        name = part.strip(' .,:;-–—*"')
        if not name or name.casefold() in outlets or canonical(name):
            continue
        if _NO_NAME.search(name) or len(name.split()) > _MOST_WORDS:
            continue
        if _NAME.fullmatch(name) or (is_stated and name[0].isalpha()):
            yield name

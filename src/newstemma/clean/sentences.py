"""Paragraph -> sentences.

Rules, not a model: news prose marks its sentence ends well, and the few doubtful full stops (abbreviations,
initials, acronyms) form short lists. A rule also gives the same sentences in every version of a report,
which the collation needs more than anything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newstemma.identity import plain
from newstemma.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# A full stop after one of these hardly ever ends a sentence: a name or a number follows.
_TITLES = frozenset(
    """mr mrs ms messrs mx dr prof rev fr hon pres gov lt gen maj col cmdr capt cpl sgt pvt adm brig cdr sen
    sens rep reps atty supt insp det asst assoc dep ft st mt vs v fig figs sec ch vol ca approx est jan
    feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun eg ie cf al""".split()
)
# The same, but only before a figure: "No. 5", though a sentence may well end in "no".
_COUNTERS = frozenset("no nos art p pp".split())
# After one of these a sentence may end or go on: the next word decides.
_DOUBTFUL = frozenset("jr sr inc corp co ltd llc plc bros dept univ ave blvd rd etc esq bn mln".split())
# Words that begin a sentence far more often than they follow an abbreviation inside one.
_STARTERS = frozenset(
    """the a an this that these those it its he she they we you i his her their our there here in on at by for
    from with after before when while since as if but and or so yet however meanwhile although though
    because during under over between among about against into until most many some several few all both
    each no not what who how why where one two three""".split()
)
_END = re.compile(r"[.!?…]{1,10}[\"')\]}]{0,5}(?=\s)|[.!?]\"(?=[A-Z])")
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]{0,30})\.[\"')\]}]{0,5}$")
_NEXT = re.compile(r"\s*[\"'(\[]*([A-Za-z0-9$£€][\w'-]*|\S)")
# “Will you?” Mr Lavrov asked. The name after a question still belongs to the quotation's sentence.
_ATTRIBUTION = re.compile(
    r"\s{0,3}(?:[A-Z][\w.'-]{0,30}\s{1,3}){1,4}(?:said|says|asked|asks|added|told|wrote|replied|cried|shouted)\b"
)
# A note in brackets that ends the paragraph, as photo credits do, is part of the sentence before it.
_NOTE = re.compile(r"\s{0,3}[(\[][^()\[\]]{1,80}[)\]]\s{0,3}$")


def split(text: str) -> Iterator[Span]:
    """Cut one paragraph into the spans of its sentences, white space between them left out."""
    flat = plain(text)
    start = len(flat) - len(flat.lstrip())
    for match in _END.finditer(flat):
        if match.start() >= start and _ends(flat, start, match):
            yield Span(start, match.end())
            start = match.end() + len(flat[match.end() :]) - len(flat[match.end() :].lstrip())
    end = len(flat.rstrip())
    if start < end:
        yield Span(start, end)


def _ends(flat: str, start: int, match: re.Match[str]) -> bool:
    """Whether a sentence ends at this full stop, question or exclamation mark."""
    after = _NEXT.match(flat, match.end())
    if after is None:
        return True
    if _NOTE.match(flat, match.end()):
        return False
    following = after.group(1)
    if not (following[0].isupper() or following[0].isdigit() or not following[0].isalnum()):
        return False
    mark = match.group().strip("\"')]}")
    if mark.startswith(("?", "!")) and '"' in match.group():
        return _ATTRIBUTION.match(flat, match.end()) is None
    if mark != ".":
        return True
    last = _LAST_WORD.search(flat[start : match.end()])
    return last is None or _ends_after(last.group(1), following)


def _ends_after(word: str, following: str) -> bool:
    """Whether a sentence ends after `word` and a full stop when `following` comes next."""
    lower = word.lower()
    if lower in _TITLES or (lower in _COUNTERS and following[0].isdigit()):
        return False
    if len(word) == 1:  # an initial; "plan B." and "World War I." are rarer than "J. Smith"
        return following.lower() in _STARTERS
    if lower in _DOUBTFUL or "." in word:  # U.S., a.m., Inc.
        return following.lower() in _STARTERS
    return True

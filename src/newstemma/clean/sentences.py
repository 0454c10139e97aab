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
    feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun eg ie cf al del
    amb comdr cllr ald msgr mme mlle sra srta rt drs profs govs dist ofc""".split()
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
# All begins with one set of marks, so that the search leaps from one mark to the next. Writing without spaces
# has full stops of its own, after which nothing need follow; other scripts have theirs.
_END = re.compile(
    r"[.!?…؟۔।॥。！？｡](?:"
    r"[.!?…؟۔।॥]{0,9}[\"')\]}]{0,5}(?=\s)"
    r"|(?<=[.!?])\"(?=[A-Z]|-{1,3}\s?[A-Z])"
    r"|(?<=[。！？｡])[。！？｡]{0,9})"
)
# As many characters as an abbreviation has before its last full stop, at most.
_LONGEST_WORD = 31
_NO_WORD = re.compile(r"[^A-Za-z.]")
# What closes after such a full stop. It is looked for in the text as it stands: straight quotation marks do
# not tell whether they open or close.
_CLOSING = "”’」』）】》"
_OPENING = "“„«"
_INK = re.compile(r"\S")
_NEXT = re.compile(r"\s*[\"'(\[]*([A-Za-z0-9$£€][\w'-]*|\S)")
# “Will you?” Mr Lavrov asked. The name after a question still belongs to the quotation's sentence.
_ATTRIBUTION = re.compile(
    r"\s{0,3}(?:[A-Z][\w.'-]{0,30}\s{1,3}){1,4}"
    r"(?:sa(?:id|ys)|asks?|told|w(?:rote|rites)|cried"
    r"|(?:add|answer|ask|declar|exclaim|jok|quipp|post|remark|repli|respond|retort|shout|snapp|tweet|wonder|yell)ed)\b"
)
# - Jane Doe, below a quotation or behind it: what comes on the next line, or is quoted next, is not hers.
_SIGNATURE = re.compile(
    r"-(?:(?<=[\n\".!?]-)|(?<=[\n\".!?]\s-))-{0,2}\s?"
    r"[A-Z][\w.'-]{0,30}(?: [A-Z][\w.'-]{0,30}){0,4}\s{0,3}(?:\n|(?=\"))"
)
# A note in brackets that ends the paragraph, as photo credits do, is part of the sentence before it.
_NOTE = re.compile(r"\s{0,3}[(\[][^()\[\]]{1,80}[)\]]\s{0,3}$")


def split(text: str) -> Iterator[Span]:
    """Cut one paragraph into the spans of its sentences, white space between them left out."""
    flat = plain(text)
    start = 0
    for match in _SIGNATURE.finditer(flat) if "-" in flat else ():
        yield from _sentences(text, flat, start, match.end())
        start = match.end()
    yield from _sentences(text, flat, start, len(flat))


def _sentences(text: str, flat: str, first: int, last: int) -> Iterator[Span]:
    """Cut a part of a paragraph."""
    start = _ink(flat, first)
    for match in _END.finditer(flat, first, last):
        if match.start() >= start and _ends(flat, start, match):
            end = match.end() - _opens_at_once(text, flat, match)
            while end < len(text) and text[end] in _CLOSING:
                end += 1
            yield Span(start, end)
            start = _ink(flat, end)
    end = first + len(flat[first:last].rstrip())
    if start < end:
        yield Span(start, end)


def _opens_at_once(text: str, flat: str, match: re.Match[str]) -> bool:
    """Whether the mark after a full stop opens the next sentence, as in `she said."It leaks."`."""
    mark = match.end() - 1
    if flat[mark] != '"' or flat[match.end() : match.end() + 1].isspace():
        return False
    return text[mark] in _OPENING or (text[mark] == '"' and flat.count('"', 0, mark) % 2 == 0)


def _ink(flat: str, at: int) -> int:
    """Give the place of the first character from here on that is no white space."""
    match = _INK.search(flat, at)
    return match.start() if match else len(flat)


def _ends(flat: str, start: int, match: re.Match[str]) -> bool:
    """Whether a sentence ends at this full stop, question or exclamation mark."""
    after = _NEXT.match(flat, match.end())
    if after is None:
        return True
    if _NOTE.match(flat, match.end()):
        return False
    following = after.group(1)
    if following[0].isalnum() and following[0].islower():
        return False
    mark = match.group().strip("\"')]}")
    if mark.startswith(("?", "!")) and ('"' in match.group() or "''" in match.group()):
        return _ATTRIBUTION.match(flat, match.end()) is None
    if mark != ".":
        return True
    before = flat[max(start, match.start() - _LONGEST_WORD) : match.start()]
    last = _NO_WORD.split(before)[-1].lstrip(".")
    return not last or _ends_after(last, following)


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

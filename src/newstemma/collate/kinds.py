"""One difference between two readings -> what kind of difference it is.

From the harmless to the grave: house style (`style`) and other forms of one name (`form`) say the same;
`wording`, `added` and `removed` words may; a `hedge` gained or lost, an `attribution` left out, a `fact` put
in, a `quotation` tampered with do not; another `name` or `number` is worth a warning. `damage` is nobody's
will.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstemma.collate.lexicon import (
    ABBREVIATIONS,
    CUES,
    DATES,
    EXONYMS,
    HEDGES,
    MAGNITUDES,
    NUMBER_WORDS,
    ORDINALS,
    ROLES,
)
from newstemma.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstemma.collate.tokens import Token
    from newstemma.model import ChangeKind

HARMLESS: frozenset[ChangeKind] = frozenset(("style", "form"))
"""Differences that say nothing else."""
GRAVE: frozenset[ChangeKind] = frozenset(("name", "number", "quotation"))
"""Differences worth a warning."""
BESIDE_HEDGE = 3
"""Words of either side that may change with a hedge; more is another wording that also has one."""
_SAID = CUES | HEDGES
LEAST_SKELETON = 3
"""Letters of a name's skeleton from which on equal skeletons are one name."""
_DIGITS = re.compile(r"\A\d+(?:[.,]\d+)*(?:st|nd|rd|th)?$")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)$")
# How one name is spelt from one alphabet or house to another: what stays is compared.
_SKELETON: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"'s$|'", ""),
        (r"ph", "f"),
        (r"kh|ck|qu?|c(?![eiyh])", "k"),
        (r"x", "ks"),
        (r"tz|ts", "s"),
        (r"sch|sh|tch|ch|zh", "s"),
        (r"w|ff$|v$", "v"),
        (r"z|c", "s"),
        (r"ou|oo", "u"),
        (r"y[eo]|io|[iyj]+", "i"),
        (r"(?<=[aeo])i+|h", ""),
        (r"(.)\1+", r"\1"),
    )
)


@dataclass(frozen=True, slots=True)
class Side:
    """A reading on one side of a difference."""

    sentence: str
    tokens: Sequence[Token]
    """Of the whole sentence."""
    start: int
    end: int
    """The words that differ."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The words that differ, house style folded."""
        return tuple(token.form for token in self.tokens[self.start : self.end])

    @property
    def span(self) -> Span:
        """Their characters in the sentence; an empty span after the word before them where there are none."""
        if self.start < self.end:
            return Span(self.tokens[self.start].span.start, self.tokens[self.end - 1].span.end)
        at = self.tokens[self.start - 1].span.end if self.start else 0
        return Span(at, at)

    @property
    def printed(self) -> str:
        """They as they are printed."""
        return self.sentence[slice(*self.span)]

    @property
    def names(self) -> set[str]:
        """Those with a capital that the sentence's beginning does not give them."""
        return {
            token.form
            for n, token in enumerate(self.tokens[self.start : self.end], self.start)
            if n and self.sentence[token.span.start].isupper() and token.form not in DATES
        }

    @property
    def capitals(self) -> set[str]:
        """Those with a capital, wherever they stand."""
        tokens = self.tokens[self.start : self.end]
        return {token.form for token in tokens if self.sentence[token.span.start].isupper()} - DATES

    @property
    def rest(self) -> set[str]:
        """The words that do not differ."""
        return {token.form for token in (*self.tokens[: self.start], *self.tokens[self.end :])}


def kind(before: Side, after: Side, *, damaged: bool, quoted: bool) -> ChangeKind:
    """Say of what kind a difference is: `damaged` if its letters say so, `quoted` inside a quotation."""
    old, new = before.forms, after.forms
    if _is_style(before, after):
        return "style"
    if _is_form(before, after):
        return "form"
    if old and new and (quantities(old) or quantities(new)) and quantities(old) != quantities(new):
        return "number"
    if damaged:
        return "damage"
    lost, gained = before.names, after.names
    if lost and gained and not lost & gained and lost - after.rest and gained - before.rest:
        return "name"
    if quoted:
        return "quotation"
    hedged = (set(old) ^ set(new)) & HEDGES
    if hedged and len(old) <= BESIDE_HEDGE >= len(new):
        return "hedge"
    said_before, said_after = _said(before), _said(after)
    if set(old) & CUES and said_before > said_after:
        return "attribution"
    if not old or len(new) > len(old):
        if set(new) & CUES and said_after > said_before:
            return "fact"
        told = quantities(new) or gained  # before the whole sentence is looked at
        fresh = set(new) - before.rest - set(old) if told else set()
        if quantities(tuple(fresh)) or gained & fresh:
            return "fact"
    if not old:
        return "added"
    return "removed" if not new else "wording"


def quantities(forms: Sequence[str]) -> set[str]:
    """Give the numbers and dates among words, however they are written."""
    found = set()
    for form in forms:
        if _DIGITS.match(form):
            found.add(_ORDINAL.sub("", form))
        elif form in NUMBER_WORDS and form != "one":  # "one" is a pronoun as often
            found.add(str(NUMBER_WORDS[form]))
        elif form in MAGNITUDES or form in DATES:
            found.add(form)
    return found


def _said(side: Side) -> int:
    return sum(token.form in _SAID for token in side.tokens)


def _plain_style(form: str) -> str:
    form = ABBREVIATIONS.get(form, form)
    if form in NUMBER_WORDS:
        return str(NUMBER_WORDS[form])
    ordinal = ORDINALS.get(form) or (_ORDINAL.sub("", form) if form[:1].isdigit() else form)
    return ordinal.replace("'", "")


def _is_style(before: Side, after: Side) -> bool:
    """Whether houses differ so: numerals, abbreviations, hyphens, short forms of verbs."""
    old, new = (
        [_plain_style(form) for form in forms if form not in {"the", "percent"}]
        for forms in (before.forms, after.forms)
    )
    if not old or not new:
        return False
    if old == new or _short_verb(before.forms, after.forms):
        return True
    joined = "".join(old) == "".join(new)
    return joined and any("-" in side.printed for side in (before, after))


def _short_verb(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether one is the other's short form: `isn't` and `is not`, `he'd` and `he had`."""
    short, long = sorted((" ".join(old), " ".join(new)), key=len)
    if short.count("'") != 1:
        return False
    stem, _, end = short.partition("'")
    negated = stem.removesuffix("n") + " not" if end == "t" else ""
    endings = {
        "d": ("had", "would"),
        "ll": ("will",),
        "re": ("are",),
        "ve": ("have",),
        "s": ("is", "has"),
        "m": ("am",),
    }
    return long in {negated, negated.replace(" ", ""), *(f"{stem} {word}" for word in endings.get(end, ()))}


def _is_form(before: Side, after: Side) -> bool:
    """Whether both name the same: spelt otherwise, as initials, with or without title or first name."""
    old, new = before.forms, after.forms
    if old and new:
        named = before.capitals | after.capitals
        if not named or len(old) != len(new):
            return bool(named) and (_initials(before, after) or _initials(after, before))
        return all(one == other or _same_name(one, other) for one, other in zip(old, new, strict=True)) and (
            set(old) ^ set(new) <= named | {form for form in (*old, *new) if form in EXONYMS}
            or len(named) == len(old)
        )
    more = before if old else after
    following = more.tokens[more.end : more.end + 1]
    if not following or not more.sentence[following[0].span.start].isupper():
        return False
    given = [
        token.form in ROLES or (n > 0 and more.sentence[token.span.start].isupper())
        for n, token in enumerate(more.tokens[more.start : more.end], more.start)
    ]
    return all(given) and following[0].form not in DATES | ROLES


def _initials(short: Side, long: Side) -> bool:
    """Whether one is the other's initials: `UN` and `United Nations`."""
    if len(short.forms) != 1:
        return False
    initials = "".join(form[0] for form in long.forms if form not in {"of", "the", "and", "for"})
    return len(initials) > 1 and short.forms[0] == initials


def _same_name(one: str, other: str) -> bool:
    """Whether two spellings are of one name: `Sergei` and `Sergey`, `José` and `Jose`."""
    first, second = skeleton(one), skeleton(other)
    return first == second and len(first) >= LEAST_SKELETON


def skeleton(name: str) -> str:
    """Give what stays of a name however it is spelt."""
    name = EXONYMS.get(name, name)
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    for pattern, letters in _SKELETON:
        bare = pattern.sub(letters, bare)
    return bare[:1] + bare[1:].rstrip("i")

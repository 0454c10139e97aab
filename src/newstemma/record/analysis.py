"""What the reader saw in one sentence: everything that can be known without its neighbours.

A sentence is read once, however many versions carry it, and what was seen is kept under the sentence's key;
so an `Analysis` is small, holds offsets into the sentence alone, and can be written and read by msgspec.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from newstemma.model import EventStatus, Span, Stance

MentionKind = Literal[
    "country", "capital", "government", "organisation", "person", "name", "pronoun", "group"
]


class Mention(NamedTuple):
    """Words that stand for somebody."""

    start: int
    end: int
    kind: MentionKind
    """`capital` is a city or building that may stand for the government that sits there, `name` a name that
    the sentence alone does not explain, `group` unnamed people: officials, police."""
    name: str
    """Who it is as far as the sentence tells: without title, and for places and bodies that everybody knows
    under the name they are known by."""
    role: str | None = None
    """Office or title that stands with the name."""
    gender: str | None = None
    """`he` or `she`, where a title tells."""

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.start, self.end)


class Claim(NamedTuple):
    """Somebody says something, as one sentence shows it."""

    speaker: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    stance: Stance = "said"
    addressee: Span | None = None
    says: bool = False
    """Whether it is told by a word of speaking, so that quotations may go on after it."""
    named: Span | None = None
    """The words that name the speaker, nothing else told of him; for `who` those that it refers to."""
    occasion: Span | None = None
    """Where or how it was said: `in an interview`."""
    aside: bool = False
    """Whether the reporter hands over to the speaker for a few words: `what he called a lie`."""
    echoed: Span | None = None
    """Who repeats it as his own: `China` in `China echoed Moscow's claim that ...`."""


class Deed(NamedTuple):
    """Somebody does something to somebody, in PLOVER's terms, as one sentence shows it."""

    type: str
    mode: str | None
    cameo: str | None
    verb: Span
    actor: Span | None
    recipient: Span | None
    status: EventStatus = "actual"
    bare: bool = False
    """Whether nothing but the verb tells it, so that only a named recipient proves it: called."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the reader saw in one sentence. Offsets count from the sentence's beginning."""

    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    deeds: tuple[Deed, ...] = ()

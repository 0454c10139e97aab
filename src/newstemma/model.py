"""The nouns of Newstemma: read this page first.

A **page** is bytes as they came. It becomes an **article**, or a **fault** that says why not. Articles that
print one piece of reporting are the **versions** of a **report**. An **apparatus** lays the versions of a
report side by side, **passage** by passage, each with its **readings**. A **stemma** says which version was
copied from which, and which **origin** stands behind each passage. **Statements** (who said what) and
**events** (who did what to whom) are read from the articles' sentences and name **actors**. A **finding** is
a statement or an event with all articles that carry it and the number of its origins. A **story** is the
reports about one happening.

Everything here is frozen tuples, strings, bytes and numbers: it can be hashed, compared, written as JSON and
sent to another process. Offsets are Python string indices into `Article.text`, a span's end exclusive. Ids
are content hashes: three letters that tell the noun, an underscore, 16 hex digits. `None` means unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Id = str
Stage = Literal["read", "clean"]
ParagraphKind = Literal["headline", "deck", "byline", "body", "caption", "credit", "furniture"]
ReadingKind = Literal["kept", "reworded", "damaged", "merged", "split"]
LinkKind = Literal["kept", "reworded", "damaged", "merged", "split", "cut", "added"]
ChangeKind = Literal[
    "style", "form", "name", "number", "quotation", "hedge", "attribution", "fact", "added", "removed",
    "damage", "wording",
]  # fmt: skip
EvidenceKind = Literal["wording", "cuts", "additions", "time", "credit", "style", "damage"]
OriginKind = Literal["agency", "outlet", "credited", "unnamed"]
StatementKind = Literal["direct", "indirect", "mixed"]
Stance = Literal["said", "denied", "withheld"]
EventStatus = Literal["actual", "alleged", "hypothetical", "future"]
ActorKind = Literal["country", "government", "organisation", "person"]


class Span(NamedTuple):
    """Characters of an article's text, from `start` up to, not including, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where exactly the bytes of a page lay."""

    file: str  # the path as it was given; "-" is standard input
    offset: int | None = None  # byte where the record begins in what the file unpacks to; of WARC in the file
    item: int | None = None  # number of the record, counted from 1, where the file holds several

    def __str__(self) -> str:
        """Say it as a person would: `crawl.warc.gz, record 17 at byte 48112`."""
        record = "" if self.item is None else f", record {self.item}"
        return f"{self.file}{record}" + ("" if self.offset is None else f" at byte {self.offset}")


@dataclass(frozen=True, slots=True)
class Given:
    """What the container of a page says of it: fields of a row or a feed item, headers of a response."""

    headline: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as they came."""

    id: Id
    place: Place
    data: bytes
    url: str | None = None
    fetched: str | None = None  # ISO 8601, where the container tells it
    given: Given = Given()


@dataclass(frozen=True, slots=True)
class Fault:
    """A page, or part of one, that could not be used, and why."""

    id: Id
    stage: Stage
    place: Place
    reason: str  # one sentence for a person: what happened, and what can be done where something can
    page: Id | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of an article's text, and what it is there for."""

    start: int
    end: int
    kind: ParagraphKind


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article's text, and the number of its paragraph there.

    `key` is the hash of its normalised text: sentences with one key are analysed once.
    """

    start: int
    end: int
    paragraph: int
    key: str


@dataclass(frozen=True, slots=True)
class Basis:
    """Why a field of an article has its value: `outlet` from `og:site_name`."""

    field: str
    source: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Emendation:
    """Damage that stands in the text as printed, and what is read instead."""

    start: int
    end: int
    text: str
    witnesses: tuple[Id, ...]  # articles that prove it; the first few


@dataclass(frozen=True, slots=True)
class Article:
    """What one outlet printed."""

    id: Id
    page: Id
    outlet: str | None
    headline: str | None
    deck: str | None
    byline: str | None
    dateline: str | None  # as printed: `MOSCOW (AP)`. It also stands in the text
    credit: str | None  # the agency that the article credits in its credit line, byline or dateline
    published: str | None  # ISO 8601 date, or date and time, as far as it is known
    url: str | None
    language: str | None
    text: str  # all of it as printed, damage of transport undone; paragraphs are parted by a blank line
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]  # of all paragraphs but furniture
    mendings: tuple[str, ...] = ()  # names of the damages undone
    bases: tuple[Basis, ...] = ()
    emendations: tuple[Emendation, ...] = ()  # joined words that the pile proves to be two

    @property
    def body(self) -> tuple[str, ...]:
        """The paragraphs of the body."""
        return tuple(self.text[p.start : p.end] for p in self.paragraphs if p.kind == "body")


@dataclass(frozen=True, slots=True)
class Version:
    """An article as one of the texts of a report."""

    article: Id
    outlet: str | None
    headline: str | None
    published: str | None
    credit: str | None
    tied: tuple[int, ...]  # numbers of the sentences that tie it to other versions of the report


@dataclass(frozen=True, slots=True)
class Report:
    """One piece of reporting in all its versions. An article nobody copied is a report of one version."""

    id: Id
    versions: tuple[Version, ...]


class Link(NamedTuple):
    """Sentence `a` of one version is sentence `b` of another; None where one lacks it."""

    a: int | None
    b: int | None
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class Carrier:
    """Where one version has a reading."""

    article: Id
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference in words between a reading and the passage's first reading."""

    kind: ChangeKind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What given versions have at a passage."""

    kind: ReadingKind  # seen from the passage's first reading, which is always `kept`
    text: str
    carriers: tuple[Carrier, ...]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One place in a report: a row of the collation."""

    readings: tuple[Reading, ...]  # the best supported first
    omitted: tuple[Id, ...]  # versions that lack it
    moved: tuple[Id, ...] = ()  # versions that have it, but somewhere else in their order

    @property
    def carriers(self) -> tuple[Carrier, ...]:
        """All versions that have the passage, in any reading."""
        return tuple(carrier for reading in self.readings for carrier in reading.carriers)


@dataclass(frozen=True, slots=True)
class Apparatus:
    """All passages of a report with their readings, in the order that suits the versions best."""

    report: Id
    versions: tuple[Id, ...]
    passages: tuple[Passage, ...]
    headlines: tuple[Reading, ...] = ()
    decks: tuple[Reading, ...] = ()
    captions: tuple[Passage, ...] = ()  # collated apart from the body, as headlines and decks are


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a copy."""

    kind: EvidenceKind
    text: str  # for a person: `takes over 3 rewordings that no other version has`


@dataclass(frozen=True, slots=True)
class Copy:
    """An edge of the stemma: the child was made from the parent."""

    child: Id
    parent: Id  # a version, or a lost archetype
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Archetype:
    """A text that is not in the pile, but that versions in it go back to."""

    id: Id
    credit: str | None  # the agency that a credit somewhere in its descent proves
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """An independent root of reporting."""

    id: Id
    name: str | None
    kind: OriginKind
    because: str


@dataclass(frozen=True, slots=True)
class Choice:
    """At one place of a rebuilt passage: the words taken, what others have there, and who has which."""

    taken: str
    other: str  # either may be empty: nothing stands there
    takers: tuple[Id, ...]
    others: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """One passage of the text that the versions go back to, rebuilt word by word from its readings."""

    passage: int  # its number in `Apparatus.passages`
    text: str
    support: tuple[Id, ...]
    proven: bool  # whether independent branches of the stemma have it; one alone may have added it
    doubts: tuple[Choice, ...] = ()  # where no two independent branches agree
    healings: tuple[Choice, ...] = ()  # damage in others, healed from the takers
    joined: tuple[int, ...] = ()  # numbers of further passages that stand in the same sentence


@dataclass(frozen=True, slots=True)
class Stemma:
    """The family tree of a report."""

    report: Id
    versions: tuple[Id, ...]
    archetypes: tuple[Archetype, ...]
    copies: tuple[Copy, ...]
    origins: tuple[Origin, ...]  # the report's own first
    passages: tuple[Id, ...]  # for each passage of the apparatus the id of its origin
    restored: tuple[Restored, ...] = ()  # the text that all go back to; of a single version none


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what, in one article."""

    id: Id
    article: Id
    sentence: int
    kind: StatementKind
    speaker: str | None  # under the fullest name the article gives; None where the text does not say who
    content: str
    speaker_span: Span | None
    cue_span: Span | None
    content_spans: tuple[Span, ...]
    stance: Stance = "said"
    """`denied`: the speaker says it is not so; `withheld`: the text says that the speaker did not say it."""
    addressee: str | None = None  # to whom it was said, where the text tells
    occasion: str | None = None  # where or how it was said, in the text's own words: `in an interview`
    echoed_by: str | None = None  # who repeats it as his own, where the text says so
    within: Id | None = None  # the statement in whose content this one stands


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, in one article, in PLOVER's terms."""

    id: Id
    article: Id
    sentence: int
    type: str
    mode: str | None
    cameo: str | None
    actor: str | None
    recipient: str | None
    actor_span: Span | None
    recipient_span: Span | None
    verb_span: Span
    status: EventStatus = "actual"
    date: str | None = None
    location: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A country, government, organisation or person under one canonical name."""

    id: Id
    name: str
    kind: ActorKind
    names: tuple[str, ...]  # all spellings met
    roles: tuple[str, ...]  # each once, those that most articles give first


@dataclass(frozen=True, slots=True)
class Support:
    """One origin of a finding, and what carries the finding from there."""

    origin: Origin
    report: Id
    articles: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement or an event with every article that carries it and the count of outlets and origins."""

    id: Id
    kind: Literal["statement", "event"]
    text: str  # the words said, or `ACTOR TYPE RECIPIENT`
    speaker: str | None  # for an event, its actor
    members: tuple[Id, ...]  # the statements or events that say it
    articles: tuple[Id, ...]
    outlets: int
    origins: int  # how many independent origins stand behind it: the length of `support`
    support: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Reports about one happening."""

    id: Id
    reports: tuple[Id, ...]
    headline: str | None
    articles: int

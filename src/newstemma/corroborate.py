"""Statements, events and stemmata -> findings: what is reported, by whom, and from how many origins.

A finding counts origins, not articles: the origin of a statement is that of the passage it stands in
(`trace.origins`), and an agency or outlet is one origin, in however many reports, at hand or only credited.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from rapidfuzz import fuzz

from newstemma.identity import identify, plain
from newstemma.model import Finding, Origin, Support
from newstemma.record import is_described, same_statement, words_shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newstemma.model import Apparatus, Event, Id, Report, Statement, Stemma, Story

SHINGLE = 4
"""Words in a run; what shares no run is compared only within one story, or in one passage."""
MOST_ALIKE = 64
"""Findings that a statement is compared with; those that share most runs first."""
WHOLE = 0.9
"""Length, as a share of the fullest statement's, from which one can stand for the group."""
MOST_FORMS = 6
SAME_WORDING = 85.0
"""Likeness from which they are one, whoever is said to speak: the versions name him differently."""
_KINDS = ("agency", "outlet", "credited", "unnamed")
"""Of several origins of one name the first of these says best what stands behind a finding."""
SAME_PASSAGE = 70.0
"""Likeness of letters, of 100, from which two statements in one passage are one, however damaged."""
MOST_SHARED = 0.5
"""Share of the shorter one's words above which they are one, however reworded: a sentence may tell two."""


@dataclass(frozen=True, slots=True)
class Row:
    """A passage of a report, or what stands outside the body of its versions: headlines, decks, captions."""

    report: Id
    passage: int | None


class Record:
    """Where every sentence of the pile stands: in which passage, of which origin, in which story."""

    def __init__(
        self,
        reports: Iterable[Report],
        apparatuses: Iterable[Apparatus],
        stemmata: Iterable[Stemma],
        stories: Iterable[Story],
    ) -> None:
        self.story_of = {report: story.id for story in stories for report in story.reports}
        self.outlet_of = {
            version.article: version.outlet or version.article
            for report in reports
            for version in report.versions
        }
        self.stemma_of = {stemma.report: stemma for stemma in stemmata}
        self.origins = {origin.id: origin for stemma in self.stemma_of.values() for origin in stemma.origins}
        self.rows: dict[tuple[Id, int], list[tuple[int, Row]]] = defaultdict(list)
        sentences: dict[Id, Counter[Id]] = defaultdict(Counter)
        for apparatus in apparatuses:
            for number, passage in enumerate(apparatus.passages):
                carriers = passage.carriers
                for carrier in carriers:
                    sentences[carrier.article][apparatus.report] += len(carrier.sentences)
                    for sentence in carrier.sentences:
                        self.rows[carrier.article, sentence].append(
                            (-len(carriers), Row(apparatus.report, number))
                        )
        self.own = {report: stemma.origins[0] for report, stemma in self.stemma_of.items()}
        self.home = {
            article: min(counts, key=lambda report: (-counts[report], report))
            for article, counts in sentences.items()
        }
        """The report that most of an article belongs to."""

    def row(self, article: Id, sentence: int) -> Row | None:
        """Give the passage that a sentence stands in; of several, the one that most versions have."""
        found = self.rows.get((article, sentence))
        if found:
            return min(found, key=lambda one: (one[0], one[1].report, one[1].passage))[1]
        return Row(self.home[article], None) if article in self.home else None

    def story(self, row: Row | None) -> Id | None:
        """Give the story that a passage belongs to."""
        return None if row is None else self.story_of.get(row.report, row.report)

    def origin(self, article: Id, row: Row | None) -> Origin:
        """Give the origin of a passage; what a version says outside its body tells what the report tells."""
        if row is None:
            outlet = self.outlet_of.get(article)
            because = "its article is no version of a report"
            return Origin(identify("ori", "own", outlet or article), outlet, "outlet", because)
        if row.passage is None:
            return self.own[row.report]
        return self.origins[self.stemma_of[row.report].passages[row.passage]]


def corroborate(
    statements: Iterable[Statement],
    events: Iterable[Event],
    *,
    reports: Iterable[Report],
    apparatuses: Iterable[Apparatus],
    stemmata: Iterable[Stemma],
    stories: Iterable[Story],
) -> tuple[Finding, ...]:
    """Join what is the same, and count its origins: statements and events of a pile -> findings.

    Speakers, actors and recipients must bear their canonical names (`record.resolve`). Findings come sorted:
    most origins first, then most articles.
    """
    record = Record(reports, apparatuses, stemmata, stories)
    found = [
        *(_statement_finding(group, record) for group in _same_statements(statements, record)),
        *(_event_finding(group, record) for group in _same_events(events, record)),
    ]
    return tuple(sorted(found, key=lambda one: (-one.origins, -len(one.articles), one.kind, one.id)))


@dataclass(slots=True)
class _Group:
    """Statements taken for one."""

    head: Statement
    """The fullest of them."""
    stories: set[Id | None]
    members: list[Statement] = field(default_factory=list)
    forms: list[Statement] = field(default_factory=list)
    """Those that stand for all: the head, and others as whole, for damage may have made it the longest."""

    def add(self, statement: Statement, story: Id | None) -> None:
        """Take a statement in."""
        whole = len(statement.content) >= WHOLE * len(self.head.content)
        if whole and len(self.forms) < MOST_FORMS:
            self.forms.append(statement)
        self.members.append(statement)
        self.stories.add(story)


def _same_statements(statements: Iterable[Statement], record: Record) -> Iterator[list[Statement]]:
    """Group statements that are one.

    Each joins the group that has one of its words as whole as any, the fullest quotations coming first, so
    that a short statement that is part of two long ones does not make one of them.
    """
    groups: list[_Group] = []
    with_key: dict[object, dict[int, None]] = defaultdict(dict)
    placed: dict[tuple[str | None, str, str], int] = {}
    for statement in sorted(statements, key=_fullest_first):
        row = record.row(statement.article, statement.sentence)
        story = record.story(row)
        words = plain(statement.content).casefold().split()
        same = (statement.speaker, statement.kind, " ".join(words))
        number = placed.get(same) if len(words) > SHINGLE else None
        keys: list[object] = [("row", row)] if row is not None and row.passage is not None else []
        keys += [("run", *words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1)]
        if story is not None and statement.speaker is not None:
            keys.append(("story", story, statement.speaker))
        if number is None:
            seen = Counter(n for key in keys for n in with_key.get(key, ()))
            likely = sorted(seen, key=lambda n: (-seen[n], n))[:MOST_ALIKE]
            in_row = set(with_key.get(("row", row), ()))
            number = next(
                (n for n in likely if _joins(statement, story, groups[n], in_one_row=n in in_row)), None
            )
        if number is None:
            number = len(groups)
            groups.append(_Group(statement, {story}))
        groups[number].add(statement, story)
        placed.setdefault(same, number)
        for key in keys:
            with_key[key][number] = None
    for group in groups:
        yield group.members


def _fullest_first(statement: Statement) -> tuple[int, int, str, Id]:
    kinds = ("direct", "mixed", "indirect")
    return (kinds.index(statement.kind), -len(statement.content), statement.content, statement.id)


def _joins(statement: Statement, story: Id | None, group: _Group, *, in_one_row: bool) -> bool:
    speakers = {statement.speaker, group.head.speaker}
    if statement.stance != group.head.stance:
        return False
    if in_one_row:
        one, other = statement.content.casefold(), group.head.content.casefold()
        if len(speakers) == 1 or None in speakers:
            return words_shared(one, other) > MOST_SHARED or fuzz.partial_ratio(one, other) >= SAME_PASSAGE
        return fuzz.ratio(one, other) >= SAME_WORDING
    if "indirect" in {statement.kind, group.head.kind} and story not in group.stories:
        return False
    return any(same_statement(statement, form) for form in group.forms)


def _same_events(events: Iterable[Event], record: Record) -> Iterator[list[Event]]:
    """Group events that are one: same actor, type and recipient, of one date, or undated in one story.

    An event of which neither is known is no finding: nobody could look for it elsewhere. Nor is one that may
    be, or is only planned.
    """
    groups: dict[tuple[object, ...], list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda event: event.id):
        if event.actor is None and event.recipient is None:
            continue
        if event.status in {"hypothetical", "future"}:
            continue
        row = record.row(event.article, event.sentence)
        where = event.date or record.story(row) or event.article
        groups[event.type, event.actor, event.recipient, where].append(event)
    yield from groups.values()


def _statement_finding(members: Sequence[Statement], record: Record) -> Finding:
    speakers = Counter(one.speaker for one in members if one.speaker is not None)
    fullest = [one for one in members if one.kind == members[0].kind]
    texts = Counter(one.content for one in fullest)
    return _finding(
        "statement",
        text=min(texts, key=lambda text: (-texts[text], -len(text), text)),
        # A name says more than a description: the company.
        speaker=min(speakers, key=lambda name: (is_described(name), -speakers[name], name), default=None),
        members=members,
        record=record,
    )


def _event_finding(members: Sequence[Event], record: Record) -> Finding:
    first = members[0]
    parts = (first.actor or "somebody", first.type, first.recipient or "nobody named")
    return _finding("event", text=" ".join(parts), speaker=first.actor, members=members, record=record)


def _finding(
    kind: Literal["statement", "event"],
    *,
    text: str,
    speaker: str | None,
    members: Sequence[Statement] | Sequence[Event],
    record: Record,
) -> Finding:
    carriers: dict[Id, set[Id]] = defaultdict(set)
    report_of: dict[Id, Id] = {}
    standing = [(one.article, record.row(one.article, one.sentence)) for one in members]
    origins, origin_of = _origins(standing, record)
    for (article, row), origin in zip(standing, origin_of, strict=True):
        carriers[origin].add(article)
        report = row.report if row is not None else ""
        report_of[origin] = min(report_of.get(origin, report), report)
    support = tuple(
        Support(origins[origin], report_of[origin], tuple(sorted(carriers[origin])))
        for origin in sorted(origins, key=lambda origin: (-len(carriers[origin]), origin))
    )
    articles = tuple(sorted({one.article for one in members}))
    ids = tuple(sorted(one.id for one in members))
    return Finding(
        id=identify("fin", kind, *ids),
        kind=kind,
        text=text,
        speaker=speaker,
        members=ids,
        articles=articles,
        outlets=len({record.outlet_of.get(article, article) for article in articles}),
        origins=len(support),
        support=support,
    )


def _origins(standing: Sequence[tuple[Id, Row | None]], record: Record) -> tuple[dict[Id, Origin], list[Id]]:
    """Give the origins of a finding, and for each of its places (article and passage) the id of its own.

    What a report carries itself, an outlet that copied the report did not find anew, wherever in its article
    it stands; and a house is one origin, in however many reports it says so, and also where it is only
    credited.
    """
    found = [record.origin(article, row) for article, row in standing]
    own = {row.report: record.own[row.report] for _, row in standing if row is not None}
    carried = {
        row.report
        for (_, row), origin in zip(standing, found, strict=True)
        if row is not None and origin.id == own[row.report].id
    }
    for n, (_, row) in enumerate(standing):
        if row is not None and row.report in carried and found[n].kind == "outlet":
            found[n] = own[row.report]
    houses: dict[str | None, Origin] = {}
    for origin in sorted(set(found), key=lambda one: (_KINDS.index(one.kind), one.id)):
        houses.setdefault(origin.name, origin)
    found = [one if one.name is None else houses[one.name] for one in found]
    return {origin.id: origin for origin in found}, [origin.id for origin in found]

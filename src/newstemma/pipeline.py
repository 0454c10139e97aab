"""The flow, in one place: cleaned articles -> everything that is said of the pile.

Nothing here opens a file, prints, or knows an engine: whoever calls says with `spread` how work that falls
apart report by report is done (the built-in `map`, or an engine's).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newstemma.clean.agencies import AGENCIES
from newstemma.clean.furniture import furnish
from newstemma.collate import collate
from newstemma.collate.tokens import forms
from newstemma.corroborate import corroborate
from newstemma.gather import gather
from newstemma.group import group
from newstemma.record import Analysis, Record, actors, analyse, record, resolve
from newstemma.trace import trace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from newstemma.model import (
        Actor,
        Apparatus,
        Article,
        Event,
        Finding,
        Id,
        Report,
        Statement,
        Stemma,
        Story,
    )

    Progress = Callable[[str, int, int], None]
    """Called with what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Family:
    """A report with all that is needed to collate and trace it, so that any process can."""

    report: Report
    articles: tuple[Article, ...]
    words: Mapping[str, int]
    agencies: Mapping[str, str]
    """Every name that an agency goes by, and its canonical name."""


@dataclass(frozen=True, slots=True)
class Pile:
    """Everything that is said of a pile of articles."""

    articles: tuple[Article, ...]
    """The articles, furniture found from the whole pile marked."""
    reports: tuple[Report, ...] = ()
    apparatuses: tuple[Apparatus, ...] = ()
    stemmata: tuple[Stemma, ...] = ()
    stories: tuple[Story, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    actors: tuple[Actor, ...] = ()
    findings: tuple[Finding, ...] = ()
    analyses: Mapping[str, Analysis] = field(default_factory=dict)
    """Of the sentences that had none before, by key."""


def derive(
    articles: Iterable[Article],
    *,
    analyses: Mapping[str, Analysis] | None = None,
    spread: Callable[..., Iterable[tuple[Apparatus, Stemma]]] = map,
    progress: Progress | None = None,
) -> Pile:
    """Say everything of a pile: cleaned articles -> pile. The order of the articles does not matter.

    `analyses` holds what was seen earlier in sentences, by key; those are not read again.
    """
    tell = progress or _silent
    pile = furnish(sorted(articles, key=lambda article: article.id))
    tell("grouping", 0, len(pile))
    reports = group(pile)
    apparatuses, stemmata = _trace_all(pile, reports, spread, tell)
    tell("gathering stories", 0, len(reports))
    stories = gather(reports, pile)
    records, new = _record_all(pile, analyses or {}, tell)
    people = actors(records)
    named = tuple(resolve(records, people))
    statements = tuple(one for found in named for one in found.statements)
    events = tuple(one for found in named for one in found.events)
    tell("counting origins", 0, len(statements) + len(events))
    return Pile(
        articles=pile,
        reports=reports,
        apparatuses=apparatuses,
        stemmata=stemmata,
        stories=stories,
        statements=statements,
        events=events,
        actors=people,
        findings=corroborate(
            statements,
            events,
            reports=reports,
            apparatuses=apparatuses,
            stemmata=stemmata,
            stories=stories,
        ),
        analyses=new,
    )


def collate_and_trace(family: Family) -> tuple[Apparatus, Stemma]:
    """Lay the versions of one report side by side and find its tree."""
    articles = {article.id: article for article in family.articles}
    apparatus = collate(family.report, articles)
    return apparatus, trace(apparatus, articles, words=family.words, agencies=family.agencies)


def _trace_all(
    pile: Sequence[Article],
    reports: Sequence[Report],
    spread: Callable[..., Iterable[tuple[Apparatus, Stemma]]],
    tell: Progress,
) -> tuple[tuple[Apparatus, ...], tuple[Stemma, ...]]:
    apparatuses: list[Apparatus] = []
    stemmata: list[Stemma] = []
    for apparatus, stemma in spread(collate_and_trace, _families(pile, reports)):
        apparatuses.append(apparatus)
        stemmata.append(stemma)
        tell("tracing copies", len(stemmata), len(reports))
    return tuple(apparatuses), tuple(stemmata)


def _families(pile: Sequence[Article], reports: Sequence[Report]) -> Iterator[Family]:
    articles = {article.id: article for article in pile}
    agencies = AGENCIES | {article.credit: article.credit for article in pile if article.credit}
    words_of = {report.id: _words(report, articles) for report in reports}
    spread_of = Counter(word for words in words_of.values() for word in words)
    for report in reports:
        versions = tuple(articles[version.article] for version in report.versions)
        words = {word: spread_of[word] for word in words_of[report.id]} if len(versions) > 1 else {}
        yield Family(report, versions, words, agencies)


def _words(report: Report, articles: Mapping[Id, Article]) -> frozenset[str]:
    return frozenset(form for version in report.versions for form in forms(articles[version.article].text))


def _record_all(
    pile: Sequence[Article], known: Mapping[str, Analysis], tell: Progress
) -> tuple[list[Record], dict[str, Analysis]]:
    """Read each distinct sentence once, then each article's record from what was seen."""
    texts = {
        sentence.key: article.text[sentence.start : sentence.end]
        for article in pile
        for sentence in article.sentences
        if sentence.key not in known
    }
    new: dict[str, Analysis] = {}
    for key, analysis in analyse(texts):
        new[key] = analysis
        tell("reading sentences", len(new), len(texts))
    seen = {**known, **new}
    return [record(article, seen) for article in pile], new


def _silent(_what: str, _done: int, _whole: int) -> None:
    """Tell nobody."""

"""The flow, in one place: cleaned articles -> everything that is said of the pile.

Nothing here opens a file, prints, or knows an engine: whoever calls says with `spread` how work that falls
apart report by report is done (the built-in `map`, or an engine's).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from newstemma.clean.agencies import AGENCIES
from newstemma.clean.furniture import furnish
from newstemma.collate import collate
from newstemma.collate.tokens import forms
from newstemma.corroborate import corroborate
from newstemma.gather import gather
from newstemma.group import group, when_compiling
from newstemma.record import Analysis, Record, actors, analyse, record, resolve
from newstemma.trace import trace
from newstemma.trace.characters import credited
from newstemma.trace.origins import other_origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from newstemma.model import (
        Actor,
        Apparatus,
        Article,
        Event,
        Finding,
        Id,
        Origin,
        Report,
        Statement,
        Stemma,
        Story,
    )

    Progress = Callable[[str, int, int], None]
    """Called with what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Family:
    """A report with all that is needed to trace it, so that any process can."""

    report: Report
    articles: Mapping[Id, Article]
    apparatus: Apparatus | None = None
    words: Mapping[str, int] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    """Every name that an agency goes by, and its canonical name."""
    elsewhere: Mapping[tuple[Id, int], Origin] = field(default_factory=dict)
    """Sentences of composites that belong to another report, and its origin."""


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
    spread: Callable[..., Iterable[Any]] = map,
    progress: Progress | None = None,
) -> Pile:
    """Say everything of a pile: cleaned articles -> pile. The order of the articles does not matter.

    `analyses` holds what was seen earlier in sentences, by key; those are not read again.
    """
    tell = progress or _silent
    pile = furnish(sorted(articles, key=lambda article: article.id))
    tell("grouping", 0, len(pile))
    with when_compiling(lambda: tell("compiling", 0, 0)):
        reports = group(pile)
    apparatuses, stemmata = trace_all(pile, reports, spread, tell)
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


def collate_family(family: Family) -> Apparatus:
    """Lay the versions of one report side by side."""
    return collate(family.report, family.articles)


def trace_family(family: Family) -> Stemma:
    """Find the tree of one report."""
    assert family.apparatus is not None
    return trace(
        family.apparatus,
        family.articles,
        words=family.words,
        agencies=family.agencies,
        elsewhere=family.elsewhere,
    )


def trace_all(
    pile: Sequence[Article],
    reports: Sequence[Report],
    spread: Callable[..., Iterable[Any]],
    tell: Progress,
) -> tuple[tuple[Apparatus, ...], tuple[Stemma, ...]]:
    """Lay every report of a pile side by side and find its tree: pile and reports -> both, in this order."""
    by_id = {article.id: article for article in pile}
    families = [Family(one, {v.article: by_id[v.article] for v in one.versions}) for one in reports]
    apparatuses: list[Apparatus] = []
    for apparatus in spread(collate_family, families):
        apparatuses.append(apparatus)
        tell("laying side by side", len(apparatuses), len(reports))
    stemmata: list[Stemma] = []
    for stemma in spread(trace_family, _traceable(families, apparatuses)):
        stemmata.append(stemma)
        tell("tracing copies", len(stemmata), len(reports))
    return tuple(apparatuses), tuple(stemmata)


def _traceable(families: Sequence[Family], apparatuses: Sequence[Apparatus]) -> Iterator[Family]:
    """Give each family with what the whole pile tells of it."""
    articles = {article.id: article for family in families for article in family.articles.values()}
    agencies = AGENCIES | {one.credit: one.credit for one in articles.values() if one.credit}
    words_of = [_words(family) for family in families]
    spread_of = Counter(word for words in words_of for word in words)
    elsewhere = _elsewhere(families, apparatuses)
    for family, apparatus, words in zip(families, apparatuses, words_of, strict=True):
        yield replace(
            family,
            apparatus=apparatus,
            words={word: spread_of[word] for word in words} if len(family.articles) > 1 else {},
            agencies=agencies,
            elsewhere=elsewhere.get(family.report.id, {}),
        )


def _elsewhere(
    families: Sequence[Family], apparatuses: Sequence[Apparatus]
) -> dict[Id, dict[tuple[Id, int], Origin]]:
    """Find the sentences of composites that only composites have in one report, and more versions in another.

    The other report is the one where most versions have the passage.
    """
    reports_of = Counter(article for family in families for article in family.articles)
    composites = {article for article, count in reports_of.items() if count > 1}
    standing: dict[tuple[Id, int], dict[Id, int]] = defaultdict(dict)
    borrowed: dict[tuple[Id, int], list[Id]] = defaultdict(list)
    for apparatus in apparatuses:
        for passage in apparatus.passages:
            having = {carrier.article for carrier in passage.carriers}
            for carrier in passage.carriers:
                if carrier.article in composites:
                    for sentence in carrier.sentences:
                        standing[carrier.article, sentence][apparatus.report] = len(having)
                        if having <= composites:
                            borrowed[carrier.article, sentence].append(apparatus.report)
    credit_of = {family.report.id: credited(family.articles.values()) for family in families}
    found: dict[Id, dict[tuple[Id, int], Origin]] = defaultdict(dict)
    for place in sorted(borrowed):
        owner = min(standing[place], key=lambda report: (-standing[place][report], report))
        origin = other_origin(owner, credit_of[owner])
        for report in borrowed[place]:
            if standing[place][report] < standing[place][owner]:
                found[report][place] = origin
    return found


def _words(family: Family) -> frozenset[str]:
    return frozenset(form for article in family.articles.values() for form in forms(article.text))


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

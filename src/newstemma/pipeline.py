"""The flow, in one place: cleaned articles -> everything that is said of the pile.

Nothing here opens a file, prints, or knows an engine: whoever calls says with `spread` how work that falls
apart is done, report by report and sentence by sentence (the built-in `map`, or an engine's).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping  # noqa: TC003 - read when a family goes to another process
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from newstemma.clean.agencies import AGENCIES
from newstemma.clean.furniture import furnish
from newstemma.clean.joined import part_joined
from newstemma.collate import collate
from newstemma.collate.tokens import forms
from newstemma.corroborate import corroborate
from newstemma.earlier import Nothing, key_of
from newstemma.gather import gather
from newstemma.group import group
from newstemma.identity import plain
from newstemma.model import Apparatus, Article, Id, Origin, Report, Stemma
from newstemma.record import SHIPPED, Analysis, Record, actors, analyse, as_read, record, resolve
from newstemma.trace import trace
from newstemma.trace.characters import credited
from newstemma.trace.exchanges import Exchange, exchanged, leanings
from newstemma.trace.origins import other_origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newstemma.earlier import Earlier, Made
    from newstemma.model import Actor, Event, Finding, Statement, Story

    Progress = Callable[[str, int, int], None]
    """Called with what is being done, how much of it is done, and how much there is."""


MANY = 16
"""Reports that have a word, from which on it is simply common. With every count as it is, 0.931 of contested
passages are rebuilt as the lost original had them; with 16 the same, with 8 0.928."""
CHUNK = 256
"""Sentences that are read in one go: a second's work, so that processes end together."""


@dataclass(frozen=True, slots=True)
class Family:
    """A report with all that is needed to trace it, so that any process can."""

    report: Report
    articles: Mapping[Id, Article]
    apparatus: Apparatus | None = None
    words: Mapping[str, int] = field(default_factory=dict)
    """In how many reports of the pile its words occur, as exactly as is needed: see `_commonness`."""
    agencies: Mapping[str, str] = field(default_factory=dict)
    """Every name that an agency goes by, and its canonical name; of those that only the pile tells, the ones
    that the report's texts have."""
    elsewhere: Mapping[tuple[Id, int], Origin] = field(default_factory=dict)
    """Sentences of composites that belong to another report, and its origin."""
    leanings: Mapping[Exchange, int] = field(default_factory=dict)
    """Which way other reports exchange the words that its versions have differently."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Texts of sentences under their keys, and the pipeline that is to read them."""

    texts: dict[str, str]
    reader: str


@dataclass(frozen=True, slots=True)
class Pile:
    """Everything that is said of a pile of articles."""

    articles: tuple[Article, ...]
    """The articles with what the whole pile tells of them: furniture marked, joined words emended."""
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
    records: tuple[Record, ...] = ()
    """What is read in each article, names as it gives them."""
    keys: Mapping[str, Mapping[Id, str]] = field(default_factory=dict)
    """Under which keys apparatuses, stemmata and records are to be kept: see `newstemma.earlier`."""


def derive(
    articles: Iterable[Article],
    *,
    earlier: Earlier | None = None,
    spread: Callable[..., Iterable[Any]] = map,
    reader: str = SHIPPED,
    progress: Progress | None = None,
) -> Pile:
    """Say everything of a pile: cleaned articles -> pile. The order of the articles does not matter.

    `earlier` keeps what was made of parts of the pile before it grew; with it the answer is the same, and
    comes sooner. `reader` names the spaCy pipeline that sentences are read with.
    """
    earlier = earlier or Nothing()
    tell = progress or _silent
    pile = furnish(sorted(articles, key=lambda article: article.id))
    tell("grouping", 0, len(pile))
    reports = group(pile, compiling=lambda: tell("compiling", 0, 0))
    pile = part_joined(pile, reports)
    apparatuses, stemmata, keys = trace_all(pile, reports, spread, tell, earlier=earlier)
    tell("gathering stories", 0, len(reports))
    stories = gather(reports, pile)
    records, new, keys["record"] = _record_all(pile, earlier, spread, reader, tell)
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
        records=records,
        keys=keys,
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
        leanings=family.leanings,
    )


def read_sentences(unread: Unread) -> dict[str, Analysis]:
    """Read sentences, each under its key."""
    return dict(analyse(unread.texts, reader=unread.reader))


def trace_all(
    pile: Sequence[Article],
    reports: Sequence[Report],
    spread: Callable[..., Iterable[Any]],
    tell: Progress,
    *,
    earlier: Earlier | None = None,
) -> tuple[tuple[Apparatus, ...], tuple[Stemma, ...], dict[str, dict[Id, str]]]:
    """Lay every report of a pile side by side and find its tree: pile and reports -> both, in this order.

    With the keys under which they are to be kept; what is known from earlier is taken over.
    """
    earlier = earlier or Nothing()
    by_id = {article.id: article for article in pile}
    families = [Family(one, {v.article: by_id[v.article] for v in one.versions}) for one in reports]
    collated = {one.report.id: key_of(one.report, list(one.articles.values())) for one in families}
    kept = [earlier.made(Apparatus, *key) for key in collated.items()]
    laid = partial(tell, "laying side by side")
    apparatuses = tuple(_made(families, kept, collate_family, spread=spread, tell=laid))
    families = list(traceable(families, apparatuses))
    traced = {one.report.id: _stemma_key(one, collated[one.report.id]) for one in families}
    found = [earlier.made(Stemma, *key) for key in traced.items()]
    stemmata = tuple(
        _made(families, found, trace_family, spread=spread, tell=partial(tell, "tracing copies"))
    )
    return apparatuses, stemmata, {"apparatus": collated, "stemma": traced}


def _made(
    families: Sequence[Family],
    kept: Sequence[Made | None],
    make: Callable[[Family], Made],
    *,
    spread: Callable[..., Iterable[Made]],
    tell: Callable[[int, int], None],
) -> Iterator[Made]:
    """Give for each family what is kept of it, or else make it."""
    missing = [family for family, one in zip(families, kept, strict=True) if one is None]
    made = iter(spread(make, missing))
    done = 0
    for one in kept:
        if one is None:
            yield next(made)
            done += 1
            tell(done, len(missing))
        else:
            yield one


def _stemma_key(family: Family, apparatus: str) -> str:
    """Hash what a report is traced from, its texts being those that the apparatus was made from."""
    told = sorted(family.agencies.items() - AGENCIES.items())
    of_pile = family.words, family.elsewhere, family.leanings
    return key_of(apparatus, told, *(sorted(one.items()) for one in of_pile))


def traceable(families: Sequence[Family], apparatuses: Sequence[Apparatus]) -> Iterator[Family]:
    """Give each family with what the whole pile tells of it."""
    credits_ = {one.credit for family in families for one in family.articles.values() if one.credit}
    told = sorted(name for name in credits_ if AGENCIES.get(name) != name)
    words_of = [_words(*pair) for pair in zip(families, apparatuses, strict=True)]
    spread_of = Counter(word for words in words_of for word in words)
    elsewhere = _elsewhere(families, apparatuses)
    exchanged_in = [exchanged(apparatus) for apparatus in apparatuses]
    exchanges: Counter[Exchange] = Counter()
    for own in exchanged_in:
        exchanges.update(own)
    for family, apparatus, words, own in zip(families, apparatuses, words_of, exchanged_in, strict=True):
        text = plain("\n".join(_texts(family, apparatus))) if told else ""
        yield replace(
            family,
            apparatus=apparatus,
            words={word: _commonness(spread_of[word], parts=parts) for word, parts in words.items()}
            if len(family.articles) > 1
            else {},
            agencies=AGENCIES | {name: name for name in told if name in text},
            elsewhere=elsewhere.get(family.report.id, {}),
            leanings=leanings(apparatus, own, exchanges),
        )


def _commonness(reports: int, *, parts: bool) -> int:
    """Round the number of reports that have a word down to a power of two, and many to MANY.

    Of a word in no passage that parts the versions it is enough to know whether a second report has it. With
    every count as it is, each new page would change what every report is traced from. Measured with 20 pages
    that joined 4,980: of 659 trees whose texts stayed the same all are sought again with exact counts, 634
    with powers of two, 203 with the cap, and 66 so.
    """
    return 1 << min(reports, MANY).bit_length() - 1 if parts else min(reports, 2)


def _texts(family: Family, apparatus: Apparatus) -> Iterator[str]:
    """Give all texts in which an agency may be credited."""
    yield from (article.text for article in family.articles.values())
    yield from (passage.readings[0].text for passage in apparatus.passages)


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


def _words(family: Family, apparatus: Apparatus) -> dict[str, bool]:
    """Give the words of a report, and whether they stand in a passage that the versions have differently.

    A sentence that many versions have is looked at once.
    """
    texts = {
        sentence.key: article.text[sentence.start : sentence.end]
        for article in family.articles.values()
        for sentence in article.sentences
    }
    known = {text: forms(text) for text in texts.values()}
    words = {form: False for row in known.values() for form in row}
    for passage in apparatus.passages:
        if len(passage.readings) > 1:
            for reading in passage.readings:
                words |= dict.fromkeys(known.get(reading.text) or forms(reading.text), True)
    return words


def _record_all(
    pile: Sequence[Article],
    earlier: Earlier,
    spread: Callable[..., Iterable[Any]],
    reader: str,
    tell: Progress,
) -> tuple[tuple[Record, ...], dict[str, Analysis], dict[Id, str]]:
    """Read each distinct sentence once, then each article's record from what was seen.

    Gives the records, what was seen in sentences that had not been read before, and the keys of the records.
    """
    keys = {article.id: key_of(article) for article in pile}
    kept = [earlier.made(Record, *key) for key in keys.items()]
    texts = {
        key: text
        for article, one in zip(pile, kept, strict=True)
        if one is None
        for key, text in as_read(article)
    }
    seen = earlier.analyses(texts)
    unread = [(key, text) for key, text in texts.items() if key not in seen]
    chunks = [Unread(dict(unread[at : at + CHUNK]), reader) for at in range(0, len(unread), CHUNK)]
    new: dict[str, Analysis] = {}
    for found in spread(read_sentences, chunks):
        new |= found
        tell("reading sentences", len(new), len(unread))
    seen |= new
    records = tuple(one or record(article, seen) for article, one in zip(pile, kept, strict=True))
    return records, new, keys


def _silent(_what: str, _done: int, _whole: int) -> None:
    """Tell nobody."""

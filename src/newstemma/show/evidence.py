"""Anything in an archive -> itself with its evidence, for the terminal."""

from __future__ import annotations

from collections import Counter
from functools import singledispatch
from typing import TYPE_CHECKING

from rich.console import Group
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from newstemma.errors import InputError
from newstemma.model import Actor, Article, Event, Fault, Finding, Report, Statement, Story
from newstemma.show import tables
from newstemma.show.marks import sigla
from newstemma.show.reasons import reasons, ties_of
from newstemma.show.restored import measures, original_text
from newstemma.show.safe import safe, words
from newstemma.show.synopsis import left_out, readings, synopsis
from newstemma.show.trees import family_tree
from newstemma.show.wanted import EVERYTHING
from newstemma.trace.measures import measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from newstemma.archive import Archive
    from newstemma.model import Id, Span, Stemma
    from newstemma.show.wanted import Wanted

MOST_LISTED = 12
"""Articles named one by one; of more, the outlets are listed."""
KIND_STYLES = {"headline": "bold", "deck": "italic", "furniture": "dim strike", "body": ""}


@singledispatch
def evidence(noun: object, archive: Archive, width: int, wanted: Wanted = EVERYTHING) -> RenderableType:
    """Show a noun with what proves it, in so many characters; of a report the differences that are wanted."""
    del archive, width, wanted
    raise TypeError(f"nothing shows a {type(noun).__name__}")


@evidence.register(Article)
def _article(noun: Article, archive: Archive, _width: int, _wanted: Wanted = EVERYTHING) -> RenderableType:
    page = archive.ask.page(noun.page)
    facts = _facts(
        outlet=noun.outlet,
        published=noun.published,
        byline=noun.byline,
        credit=noun.credit,
        url=noun.url,
        language=noun.language,
        mended=", ".join(noun.mendings) or None,
        apart="; ".join(f"{noun.text[e.start : e.end]} → {e.text}" for e in noun.emendations) or None,
        page=f"{noun.page} ({len(page.data)} bytes)",
        place="; ".join(map(str, archive.ask.places(noun.page))),
        reports=", ".join(archive.ask.reports_of(noun.id)),
    )
    parts: list[RenderableType] = [facts]
    for paragraph in noun.paragraphs:
        style = KIND_STYLES.get(paragraph.kind, "dim")
        text = words(noun.text[paragraph.start : paragraph.end], style)
        label = "" if paragraph.kind in {"body", "headline"} else f"[{paragraph.kind}] "
        parts += [Text(), Text.assemble((label, "dim cyan"), text)]
    return Group(*parts)


@evidence.register(Report)
def _report(noun: Report, archive: Archive, width: int, wanted: Wanted = EVERYTHING) -> RenderableType:
    apparatus, stemma = archive.apparatus(noun.id), archive.stemma(noun.id)
    articles = {version.article: archive.article(version.article) for version in noun.versions}
    return Group(
        synopsis(noun, apparatus, articles, width=width, wanted=wanted),
        Text(),
        measures(measure(apparatus, stemma, articles), sigla(articles)),
        Text(),
        family_tree(noun, stemma, apparatus),
        Text(),
        origins_of(stemma),
    )


def origins_of(stemma: Stemma) -> RenderableType:
    """List the origins of a report, and how many of its passages each stands behind."""
    behind = Counter(stemma.passages)
    listed = Table(box=None, pad_edge=False, show_header=False)
    for origin in stemma.origins:
        if behind[origin.id]:
            name = words(origin.name, "bold", unknown="unnamed")
            listed.add_row(name, _count(behind[origin.id], "passage"), words(origin.because, "dim"))
    return Group(Text(_count(len(behind), "origin"), style="bold"), listed)


@evidence.register(Story)
def _story(noun: Story, archive: Archive, _width: int, _wanted: Wanted = EVERYTHING) -> RenderableType:
    reports = [archive.ask.get(Report, report) for report in noun.reports]
    return Group(words(noun.headline, "bold", unknown="no headline"), Text(), tables.reports(reports))


@evidence.register(Statement)
def _statement(
    noun: Statement, archive: Archive, _width: int, _wanted: Wanted = EVERYTHING
) -> RenderableType:
    article = archive.article(noun.article)
    return Group(
        _facts(
            speaker=noun.speaker,
            kind=noun.kind,
            article=f"{noun.article}  {safe(article.outlet)}  {safe(article.headline)}",
            findings=", ".join(archive.ask.findings_of(noun.id)),
        ),
        Text(),
        _marked(
            article,
            noun.sentence,
            [(noun.speaker_span, "bold cyan"), (noun.cue_span, "magenta")]
            + [(span, "bold yellow") for span in noun.content_spans],
        ),
    )


@evidence.register(Event)
def _event(noun: Event, archive: Archive, _width: int, _wanted: Wanted = EVERYTHING) -> RenderableType:
    article = archive.article(noun.article)
    return Group(
        _facts(
            actor=noun.actor,
            type=f"{noun.type}{f' ({noun.mode})' if noun.mode else ''}, CAMEO {noun.cameo or 'unknown'}",
            recipient=noun.recipient,
            status=noun.status,
            date=noun.date,
            location=noun.location,
            article=f"{noun.article}  {safe(article.outlet)}  {safe(article.headline)}",
            findings=", ".join(archive.ask.findings_of(noun.id)),
        ),
        Text(),
        _marked(
            article,
            noun.sentence,
            [
                (noun.actor_span, "bold cyan"),
                (noun.verb_span, "bold yellow"),
                (noun.recipient_span, "bold magenta"),
            ],
        ),
    )


@evidence.register(Actor)
def _actor(noun: Actor, archive: Archive, _width: int, _wanted: Wanted = EVERYTHING) -> RenderableType:
    said = list(archive.ask.all(Statement, "speaker = ?", noun.name, limit=MOST_LISTED))
    done = list(archive.ask.all(Event, "actor = ?1 OR recipient = ?1", noun.name, limit=MOST_LISTED))
    parts: list[RenderableType] = [
        _facts(name=noun.name, kind=noun.kind, roles=", ".join(noun.roles), names=", ".join(noun.names))
    ]
    if said:
        parts += [Text(), Rule("said", align="left"), tables.statements(said)]
    if done:
        parts += [Text(), Rule("did, or was done to", align="left"), tables.events(done)]
    return Group(*parts)


@evidence.register(Finding)
def _finding(noun: Finding, archive: Archive, _width: int, _wanted: Wanted = EVERYTHING) -> RenderableType:
    parts: list[RenderableType] = [
        words(noun.text, "bold"),
        Text.assemble(words(noun.speaker, "cyan", unknown="unknown speaker")),
        Text(
            f"{_count(noun.origins, 'origin')} behind {_count(len(noun.articles), 'article')} of "
            f"{_count(noun.outlets, 'outlet')}",
            style="green",
        ),
    ]
    for support in noun.support:
        name = words(support.origin.name, "bold", unknown="unnamed")
        parts += [
            Text(),
            Text.assemble(
                "● ", name, (f"  {support.origin.kind}", "dim"), "  ", words(support.origin.because, "dim")
            ),
            Text.assemble("  ", words(carriers(archive, support.articles)), ("  " + support.report, "dim")),
        ]
    return Group(*parts)


@evidence.register(Fault)
def _fault(noun: Fault, archive: Archive, _width: int, _wanted: Wanted = EVERYTHING) -> RenderableType:
    del archive
    return _facts(stage=noun.stage, place=str(noun.place), page=noun.page, reason=noun.reason)


def part_of(
    noun: object,
    archive: Archive,
    wanted: Wanted,
    *,
    passage: int | None = None,
    original: bool = False,
    tree: bool = False,
    why: bool = False,
    **_others: object,
) -> RenderableType | None:
    """Show what was asked for of a report; None where all of it was, or where it is something else.

    That is one passage, counted from 1; the text that its versions go back to; its tree with what proves each
    copy; or the sentences that tie its versions.
    """
    if not isinstance(noun, Report):
        return None
    names = sigla(version.article for version in noun.versions)
    if passage is not None:
        passages = archive.apparatus(noun.id).passages
        if passage > len(passages):
            raise InputError(f"{noun.id} has {len(passages)} passages, no number {passage}")
        found = passages[passage - 1]
        return Group(readings(found.readings, names, wanted), left_out(found, names))
    if original:
        return original_text(archive.stemma(noun.id).restored, names)
    if tree:
        return family_tree(noun, archive.stemma(noun.id), archive.apparatus(noun.id), evidence=True)
    if why:
        articles = {version.article: archive.article(version.article) for version in noun.versions}
        return reasons(noun, ties_of(noun, archive), articles)
    return None


def nouns_of(
    noun: object,
    archive: Archive,
    wanted: Wanted,
    *,
    tree: bool = False,
    why: bool = False,
    **_others: object,
) -> Iterator[object]:
    """Give what `evidence` or `part_of` shows as nouns of the model."""
    if not isinstance(noun, Report):
        yield noun
    elif tree:
        yield archive.stemma(noun.id)
    elif why:
        yield noun
        yield from ties_of(noun, archive)
    else:
        yield from report_nouns(noun, archive, wanted=wanted)


def report_nouns(report: Report, archive: Archive, *, wanted: Wanted) -> Iterator[object]:
    """Give a report with its apparatus, its stemma, and a measure for each version."""
    yield report
    yield wanted.filtered(archive.apparatus(report.id))
    yield archive.stemma(report.id)
    yield from archive.measures(report.id)


def _facts(**facts: str | None) -> Table:
    """Tabulate what is known; what is not known is left out."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in facts.items():
        if value:
            table.add_row(name, words(value))
    return table


def _marked(article: Article, sentence: int, marks: Iterable[tuple[Span | None, str]]) -> Text:
    """Show a paragraph with some of its characters marked."""
    spans = [(span, style) for span, style in marks if span is not None]
    paragraph = article.paragraphs[article.sentences[sentence].paragraph]
    start = min([paragraph.start, *(span.start for span, _ in spans)])
    end = max([paragraph.end, *(span.end for span, _ in spans)])
    # One character stays one character, so that the marks stand where they should.
    text = Text("".join(c if c.isprintable() else " " for c in article.text[start:end]))
    for span, style in spans:
        text.stylize(style, span.start - start, span.end - start)
    return text


def carriers(archive: Archive, articles: tuple[Id, ...]) -> str:
    """List articles with their outlets; of many the outlets alone."""
    outlets = {one: archive.article(one).outlet for one in articles}
    if len(articles) <= MOST_LISTED:
        return "; ".join(f"{outlets[one] or 'unknown outlet'} ({one})" for one in articles)
    return tables.outlets_of(articles, outlets)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"

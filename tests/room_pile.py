"""Archives for the tests of the reading room, and a visitor who asks for their pages."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import httpx

from newstemma.archive import Archive
from newstemma.archive.writing import add, replace_derived
from newstemma.clean.compose import Fact, Line, compose
from newstemma.identity import identify
from newstemma.model import (
    Actor,
    Apparatus,
    Archetype,
    Carrier,
    Change,
    Copy,
    Event,
    Evidence,
    Fault,
    Finding,
    Origin,
    Page,
    Passage,
    Place,
    Reading,
    Report,
    Sentence,
    Span,
    Statement,
    Stemma,
    Story,
    Support,
    Version,
)
from newstemma.pipeline import Pile
from newstemma.room import app

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from starlette.applications import Starlette

    from newstemma.model import Article

ADDRESS = "http://127.0.0.1:8011"


class Visitor:
    """Asks a reading room for pages, without a network."""

    def __init__(self, site: Starlette, runner: asyncio.Runner) -> None:
        self.site = site
        self._runner = runner
        # What fails becomes an answer, as it does in the server.
        transport = httpx.ASGITransport(site, raise_app_exceptions=False)
        self._client = httpx.AsyncClient(transport=transport, base_url=ADDRESS)

    def ask(self, address: str, *, method: str = "GET", **headers: str) -> httpx.Response:
        """Ask for an address; `sec_fetch_site="none"` is a header."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._runner.run(self._client.request(method, address, headers=named))

    def get(self, address: str) -> str:
        """Give a page that must be there."""
        answer = self.ask(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        return answer.text

    def close(self) -> None:
        """Go home."""
        self._runner.run(self._client.aclose())
        self.site.state.shelf.close()


@contextmanager
def visiting(path: Path) -> Iterator[Visitor]:
    """Open the reading room of an archive to a visitor."""
    with asyncio.Runner() as runner:
        visitor = Visitor(app(path), runner)
        try:
            yield visitor
        finally:
            visitor.close()


def fill(path: Path, pile: Pile, faults: Iterable[Fault] = ()) -> Path:
    """Write a pile to a new archive."""
    with Archive(path) as archive, archive._database.transaction() as connection:
        add(connection, [(page_of(article), article) for article in pile.articles])
        add(connection, [(None, fault) for fault in faults])
        replace_derived(connection, pile)
    return path


def page_of(article: Article) -> Page:
    """Give a page for an article that never had one."""
    return Page(
        article.page, Place("pages/" + article.id), article.text.encode(), fetched="2031-05-02T08:00:00Z"
    )


def article(
    number: int,
    paragraphs: Sequence[str],
    *,
    outlet: str,
    headline: str,
    url: str | None = None,
    **facts: str,
) -> Article:
    """Compose an article."""
    page = Page(identify("pag", "room", str(number)), Place("pages"), b"", url=url)
    known = {"outlet": outlet, "headline": headline, **facts}
    lines = [Line(headline, "headline"), *(Line(paragraph) for paragraph in paragraphs)]
    lines.append(Line("Read more in the paper.", "furniture"))
    return compose(
        page, lines, {name: Fact(value, "test", 0.9) for name, value in known.items()}, ["nothing"]
    )


def _unbroken(one: Article) -> Article:
    """Make every paragraph one sentence, whatever stands in it."""
    body = [(n, p) for n, p in enumerate(one.paragraphs) if p.kind != "furniture"]
    return replace(one, sentences=tuple(Sentence(p.start, p.end, n, f"{one.id}{n}") for n, p in body))


def noun_set(number: int, text: str) -> tuple[Pile, Fault]:
    """Give one of every noun, with the same text in every field that pages can fill."""
    body = [f"{text}", f"{text} zebra"]
    when = {
        "published": text,
        "byline": text,
        "credit": text,
        "dateline": text,
        "deck": text,
        "language": "en",
    }
    pair = tuple(
        _unbroken(article(2 * number + n, [body[0], body[n]], outlet=text, headline=text, **when))
        for n in range(2)
    )
    a, b = pair
    plain = a.body[0]
    versions = tuple(Version(one.id, text, text, text, text, (1,)) for one in pair)
    report = Report(identify("rep", str(number)), versions)
    reworded = Reading("reworded", f"{text} zebra", (Carrier(b.id, (2,)),), (Change("added", text, text),))
    passages = (
        Passage((Reading("kept", plain, (Carrier(a.id, (1,)), Carrier(b.id, (1,)))),), ()),
        Passage((Reading("kept", plain, (Carrier(a.id, (2,)),)), reworded), (), (b.id,)),
    )
    lost = Archetype(identify("arc", str(number)), text, (Evidence("credit", text),))
    origin = Origin(identify("ori", str(number)), text, "agency", text)
    stemma = Stemma(
        report.id,
        (a.id, b.id),
        (lost,),
        (
            Copy(a.id, lost.id, 0.9, (Evidence("wording", text),)),
            Copy(b.id, a.id, 0.3, (Evidence("wording", text),)),
        ),
        (origin,),
        (origin.id, origin.id),
    )
    span = Span(a.paragraphs[1].start, a.paragraphs[1].end)
    statement = Statement(
        identify("sta", str(number)), a.id, 1, "direct", text, text, None, None, (span,), addressee=text
    )
    event = Event(
        identify("eve", str(number)), a.id, 1, text, text, text, text, text, None, None, span,
        date=text, location=text,
    )  # fmt: skip
    actor = Actor(identify("act", str(number)), text, "person", (text, text + " also"), (text,))
    support = (Support(origin, report.id, (a.id,)),)
    said, done = (
        Finding(identify("fin", member), "statement", text, text, (member,), (a.id,), 1, 1, support)
        for member in (statement.id, event.id)
    )
    findings = (said, replace(done, kind="event"))
    story = Story(identify("sto", str(number)), (report.id,), text, 2)
    pile = Pile(
        pair,
        (report,),
        (Apparatus(report.id, (a.id, b.id), passages),),
        (stemma,),
        (story,),
        (statement,),
        (event,),
        (actor,),
        findings,
    )
    return pile, Fault(identify("fau", str(number)), "read", Place(text, 1, 2), text)


def joined(piles: Iterable[Pile]) -> Pile:
    """Put piles together."""
    some = list(piles)
    return Pile(
        articles=tuple(one for pile in some for one in pile.articles),
        reports=tuple(one for pile in some for one in pile.reports),
        apparatuses=tuple(one for pile in some for one in pile.apparatuses),
        stemmata=tuple(one for pile in some for one in pile.stemmata),
        stories=tuple(one for pile in some for one in pile.stories),
        statements=tuple(one for pile in some for one in pile.statements),
        events=tuple(one for pile in some for one in pile.events),
        actors=tuple(one for pile in some for one in pile.actors),
        findings=tuple(one for pile in some for one in pile.findings),
    )

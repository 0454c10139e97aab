"""Articles and reports of our own making, for the tests of many rooms."""

from __future__ import annotations

from newstemma.clean.compose import Fact, Line, compose
from newstemma.model import Article, Page, Place, Report, Version


def article(
    name: str,
    text: str,
    *,
    outlet: str | None = None,
    headline: str | None = None,
    published: str | None = None,
    credit: str | None = None,
) -> Article:
    """Make an article; paragraphs are parted by blank lines."""
    page = Page(id=f"pag_{name}", place=Place(f"{name}.txt"), data=text.encode())
    given = {"outlet": outlet or name, "headline": headline, "published": published, "credit": credit}
    facts = {field: Fact(value, "test") for field, value in given.items() if value}
    lines = [Line(headline, "headline")] if headline else []
    return compose(page, [*lines, *(Line(paragraph) for paragraph in text.strip().split("\n\n"))], facts)


def report(*articles: Article, name: str = "rep_test") -> Report:
    """Make a report of articles as its versions."""
    versions = (Version(a.id, a.outlet, a.headline, a.published, a.credit, ()) for a in articles)
    return Report(name, tuple(versions))


def by_id(*articles: Article) -> dict[str, Article]:
    """Give articles under their ids."""
    return {article.id: article for article in articles}


LEAD = "The harbour of Varrick reopened on Monday, nine days after a storm, the port authority said."
SHIPS = "Forty ships were waiting in the roads, three of them with grain for the mills upstream."
QUOTE = "“Nobody slept for a week, and nobody complained,” harbour master Ilse Brandner told reporters."
COST = "The closure cost the city about two million crowns a day, according to the chamber of commerce."
CRANE = "A crane that fell on the eastern quay will not be repaired before the summer."
UNION = "The dock workers’ union asked for an inquiry into why the crane had not been tied down."
STORM = "It was the worst storm on this coast since the flood of 1953, the weather service said."
FERRY = "Ferries to the islands will run again from Thursday."
REPORT = (LEAD, SHIPS, QUOTE, COST, CRANE, UNION, STORM, FERRY)


def paragraphs(*sentences: str) -> str:
    """Put each sentence in a paragraph of its own."""
    return "\n\n".join(sentences)

"""Invented articles for the tests of grouping and gathering."""

from __future__ import annotations

from newstemma.clean.compose import Fact, Line, compose
from newstemma.model import Article, Page, Place

DAM = (
    "Engineers in the Tarvo valley opened all six gates of the Quennet dam on Thursday after a week of rain.",
    "The reservoir had risen to within a hand's breadth of the crest, the Mervan water board said.",
    "About 2,300 people left the villages of Ostry and Lower Hamm before dark, most in their own cars.",
    "“Nobody wanted to be the last one on the bridge,” said Ilka Brandvold, who keeps the inn at Ostry.",
    "The board's chief engineer, Pavo Rennick, called the release a precaution and ruled out any weakness.",
    "Farmers below the dam fear for the winter barley, which had only just been sown on the lower terraces.",
    "The last time that all the gates stood open was in the spring floods eleven years ago.",
    "Soldiers from the garrison at Carrow filled sandbags through the night and guarded the empty houses.",
    "A railway bridge near Lower Hamm was closed, and trains to the coast were sent through the Sill tunnel.",
    "Forecasters expect the rain to move east on Saturday and the river to fall by the middle of next week.",
    "The government in Mervan promised each household four hundred crowns for food and shelter.",
    "Opposition deputies asked why the sluices had not been opened when the warnings first came in.",
)
FERRY = (
    "The island of Skerra will lose its evening ferry in October, the shipping line Nordhavn announced.",
    "Fewer than nine passengers a night had used the boat since the new bridge to Holm was opened.",
    "Islanders collected 1,140 signatures against the cut within two days and took them to its office.",
    "Nordhavn offered to run the boat on Fridays for one more winter if the county paid for the fuel.",
    "The county's transport committee will debate the offer on the third of September.",
    "Skerra's only doctor warned that patients who fall ill at night would have to wait for a helicopter.",
    "The boat, built at Lunde forty years ago, is to be sold to a museum on the mainland.",
    "Two deckhands and a cook are to lose their jobs, and the captain is to retire.",
)


def article(
    name: str,
    paragraphs: tuple[str, ...] | list[str],
    *,
    outlet: str | None = None,
    published: str | None = None,
    headline: str | None = None,
) -> Article:
    facts = {
        field: Fact(value, "test")
        for field, value in {"outlet": outlet, "published": published, "headline": headline}.items()
        if value
    }
    page = Page(id=f"pag_{name}", place=Place(name), data=b"")
    title = [Line(headline, "headline")] if headline else []
    return compose(page, [*title, *(Line(text) for text in paragraphs)], facts)

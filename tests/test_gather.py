"""Reports about one happening are one story."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from piles import DAM, FERRY, article

from newstemma.gather import gather
from newstemma.group import group

if TYPE_CHECKING:
    from newstemma.model import Article, Story

OTHER_DAM = (
    "Water from the Quennet dam poured into the Tarvo valley as the Mervan water board let it go.",
    "In Ostry the innkeeper Ilka Brandvold locked her doors and drove uphill with her guests.",
    "“Nobody wanted to be the last one on the bridge,” she told this newspaper.",
    "Lower Hamm stood empty by nightfall; 2,300 had gone, according to the garrison at Carrow.",
    "Pavo Rennick, who has looked after the dam for the board since spring, called it routine.",
)


def gathered(*articles: Article) -> tuple[Story, ...]:
    return gather(group(articles), articles)


def test_nothing_gives_nothing() -> None:
    assert gather((), ()) == ()


def test_independent_reports_of_one_happening_are_one_story() -> None:
    pages = [
        article("wire", DAM, headline="Dam opened", published="2031-04-30"),
        article("copy", DAM[:7], headline="Valley flooded", published="2031-05-01"),
        article("own", OTHER_DAM, headline="Empty village", published="2031-05-02"),
        article("ferry", FERRY, headline="Ferry cut", published="2031-05-01"),
    ]
    stories = gathered(*pages)
    assert sorted(len(story.reports) for story in stories) == [1, 2]
    dam = max(stories, key=lambda story: len(story.reports))
    assert (dam.headline, dam.articles) == ("Dam opened", 3)


def test_days_apart_are_two_happenings() -> None:
    first = article("a", DAM, published="2031-05-01")
    second = article("b", OTHER_DAM, published="2031-05-21")
    undated = article("c", OTHER_DAM)
    assert len(gathered(first, second)) == 2
    assert len(gathered(first, undated)) == 1


def test_every_report_stands_in_one_story_whatever_the_order() -> None:
    pages = [article("a", DAM), article("b", OTHER_DAM), article("c", FERRY), article("d", [])]
    reports = list(group(pages))
    expected = gather(reports, pages)
    assert sorted(report for story in expected for report in story.reports) == sorted(r.id for r in reports)
    random.Random(1).shuffle(reports)
    assert gather(reports, pages[::-1]) == expected


def test_an_article_with_two_reports_joins_no_stories() -> None:
    pages = [
        *(article(f"dam{n}", DAM[: 11 - n], outlet=f"d{n}.example") for n in range(4)),
        *(article(f"ferry{n}", FERRY[: 7 - n], outlet=f"f{n}.example") for n in range(3)),
        article("both", [*DAM[:10], *FERRY], outlet="both.example"),
    ]
    assert len(group(pages)) == 2
    assert len(gathered(*pages)) == 2


def test_background_joins_no_stories() -> None:
    background = [
        "The Mervan water board was founded in the year of the great drought to build the Sill tunnel.",
        "It has 412 people at Carrow and Lunde, led by Tomas Aldering.",
    ]
    pages = article("dam", [*DAM, *background]), article("ferry", [*FERRY, *background])
    assert len(group(pages)) == 2
    assert len(gathered(*pages)) == 2

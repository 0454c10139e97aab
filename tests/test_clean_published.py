from __future__ import annotations

import json
from datetime import date, time

import pytest

from newstemma.clean import clean
from newstemma.clean.facts.shown import Shown, dates_of
from newstemma.model import Article, Page, Place

LINE = "The council of Harrowmere agreed on Monday to rebuild the old ferry landing, a spokesman said. "


def published(
    *, line: str = "", head: str = "", linked: dict[str, str] | None = None, url: str = "https://a.example/b"
) -> tuple[str | None, str | None]:
    """Clean a page with this line below its headline; give its time of publication and what told it."""
    stated = {"@type": "NewsArticle", **linked} if linked else {}
    source = f"""<html><head><title>Landing to be rebuilt</title>{head}
        <script type="application/ld+json">{json.dumps(stated)}</script></head>
        <body><article><h1>Landing to be rebuilt</h1><div>{line}</div>
        {f"<p>{LINE}{LINE}</p>" * 4}</article></body></html>"""
    article = clean(Page("pag_1", Place("-"), source.encode(), url=url))
    assert isinstance(article, Article)
    basis = next((basis.source for basis in article.bases if basis.field == "published"), None)
    return article.published, basis


@pytest.mark.parametrize(
    ("line", "day", "clock"),
    [
        ("Dec. 12, 2031, at 3:28 p.m.", date(2031, 12, 12), time(15, 28)),
        ("By Ada QuillDec 05, 2031", date(2031, 12, 5), None),
        ("Sunday 17 December 2031 17:23, UK", date(2031, 12, 17), time(17, 23)),
        ("Veröffentlicht am 5. März 2031", date(2031, 3, 5), None),
        ("1 de mayo de 2031", date(2031, 5, 1), None),
        ("le 3 août 2031", date(2031, 8, 3), None),
        ("27.01.2031", date(2031, 1, 27), None),
        ("2031/09/19", date(2031, 9, 19), None),
        ("12/22/2031 05:00 AM EST", date(2031, 12, 22), time(5, 0)),
        ("22/12/2031 12:05 am", date(2031, 12, 22), time(0, 5)),
    ],
)
def test_dates_are_read_as_they_are_printed(line: str, day: date, clock: time | None) -> None:
    assert list(dates_of(line)) == [Shown(day, clock, is_update=False)]


@pytest.mark.parametrize(
    "line", ["03/04/2031", "Chapter 12, 2031", "— Ferry Friends (@ferries) June 1, 2031", "31 June 2031"]
)
def test_what_is_no_sure_date_is_none(line: str) -> None:
    assert not list(dates_of(line))


def test_the_day_of_a_change_is_told_from_that_of_publication() -> None:
    line = "Last updated 4 Jun 2031, originally created 17 Jun 2030"
    assert [shown.is_update for shown in dates_of(line)] == [True, False]
    assert published(line=line)[0] == "2030-06-17"
    assert published(line="Updated 4 Jun 2031")[0] is None


def test_an_instant_has_the_day_that_the_page_prints() -> None:
    stated = {"datePublished": "2031-12-25T22:03:09Z"}
    assert published(linked=stated, line="December 26, 2031 - 9:03AM")[0] == "2031-12-26T09:03:09+11:00"
    element = '<time datetime="2031-12-26T09:03:09+11:00">26 December</time>'
    assert published(linked=stated, line=element)[0] == "2031-12-26T09:03:09+11:00"
    other = '<time datetime="2031-12-26T09:04:09+11:00">26 December</time>'
    assert published(linked=stated, line=other)[0] == "2031-12-25T22:03:09Z"
    assert published(linked=stated, line="December 26, 2031 - 9:17AM")[0] == "2031-12-25T22:03:09Z"


@pytest.mark.parametrize(
    "stated", ["2031-12-25T25:61Z", "2031-12-25T10:00+99:99", "Mon, 01 Jan 0001 00:00:00 +0900"]
)
def test_a_time_that_is_none_does_no_harm(stated: str) -> None:
    for line in ("December 26, 2031 - 9:03AM", '<time datetime="2031-12-25T25:61+09:00">26 December</time>'):
        assert published(linked={"datePublished": stated}, line=line)[0] is not None


def test_a_page_issued_again_has_the_day_that_it_prints() -> None:
    linked = {"datePublished": "2029-03-30T08:00:00Z", "dateModified": "2031-12-19T14:00:00Z"}
    again = published(linked=linked, line="Dec 19, 2031 9:02 AM")
    assert again == ("2031-12-19", "line near the headline, day of the last change")
    assert published(linked=linked, line="Updated Dec 19, 2031")[0] == "2029-03-30T08:00:00Z"
    assert published(linked=linked, line="Dec 24, 2031")[0] == "2029-03-30T08:00:00Z"
    soon = {"datePublished": "2031-12-18T16:22:00Z", "dateModified": "2031-12-19T05:39:00Z"}
    assert published(linked=soon, line="19 December 2031 05:39, UK")[0] == "2031-12-18T16:22:00Z"


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2031/12/05/landing", "2031-12-05"),
        ("/2031/dec/05/landing", "2031-12-05"),
        ("/2031/1205/landing", "2031-12-05"),
        ("/2031/dec05/landing", None),
        ("/landing-2031", None),
    ],
)
def test_the_address_tells_a_day(path: str, day: str | None) -> None:
    assert published(url=f"https://a.example{path}")[0] == day


def test_a_date_in_the_path_of_a_picture_is_none() -> None:
    head = '<meta property="og:image" content="https://a.example/uploads/2031/02/01/ferry.jpg">'
    line = '<img src="https://a.example/uploads/2031/02/01/ferry.jpg">'
    assert published(head=head, line=line) == (None, None)

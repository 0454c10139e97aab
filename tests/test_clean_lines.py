from __future__ import annotations

import json

from lxml.html import document_fromstring

from newstemma.clean import clean
from newstemma.clean.blocks import blocks
from newstemma.clean.compose import Line
from newstemma.clean.cues import cues
from newstemma.clean.extract import judge_lines
from newstemma.clean.facts.shown import is_date
from newstemma.clean.features import Stated
from newstemma.clean.judging import are_text, judged, place_features, taken_first, weights
from newstemma.clean.places import guess, lay_out, plausible
from newstemma.model import Article, Page, Place

STORY = [
    "The harbour of Osk was closed on Tuesday after a storm tore the roof from the ferry house, police said.",
    "Nobody was hurt, but about 200 passengers had to sleep in the school, according to the mayor, Ida Holm.",
    "“We have soup and blankets for all of them,” Holm said. “The ferry will sail again on Thursday.”",
    "The ferry house was built in 1911 and had been repaired last year, at a cost of two million crowns.",
    "The regional council is to meet on Friday to decide whether it will be rebuilt where it stands today.",
]
SIGN_UP = "Sign up for our newsletter and get the Osk Post delivered to your inbox every morning."
RELATED = "Read more: Five storms that the islands remember"


def page(*paragraphs: str) -> Page:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    html = (
        "<html><head><title>Harbour of Osk closed after storm</title></head><body><article>"
        f"<h1>Harbour of Osk closed after storm</h1>{body}</article></body></html>"
    )
    return Page("pag_0000000000000000", Place("x"), html.encode())


def kinds(article: Article) -> dict[str, str]:
    return {article.text[p.start : p.end]: p.kind for p in article.paragraphs}


def test_lines_that_speak_to_the_reader_are_furniture_and_are_kept_as_such() -> None:
    article = clean(page(*STORY[:3], RELATED, *STORY[3:], SIGN_UP))
    assert isinstance(article, Article)
    assert list(article.body) == STORY
    assert kinds(article)[SIGN_UP] == "furniture"
    assert kinds(article)[RELATED] == "furniture"


def test_credits_are_lines_of_their_own_kind() -> None:
    credit = "Jon Vell in Osk Haven contributed to this report."
    article = clean(page(*STORY, credit, "Source: NSW"))
    assert isinstance(article, Article)
    assert list(article.body) == STORY
    assert kinds(article)[credit] == "credit"
    assert kinds(article)["Source: NSW"] == "credit"


def test_lines_without_markup_are_judged_by_their_words() -> None:
    lines = [Line(text) for text in (*STORY, SIGN_UP)]
    judged_lines = judge_lines(lines, "Osk Post", None)
    assert [line.kind for line in judged_lines] == ["body"] * len(STORY) + ["furniture"]


def test_text_is_found_by_its_place_and_comments_are_not() -> None:
    remarks = (
        "I have taken that ferry for thirty years and never seen the harbour closed for so long, a shame.",
        "Why was the roof not looked at last year, when the council paid two million for the repairs?",
        "Thanks to the teachers who opened the school in the night, we were there with two small children.",
    )
    comments = "".join(f"<li class=comment><p>{remark}</p></li>" for remark in remarks)
    html = page(*STORY).data.decode().replace("</article>", f"</article><ol class=comments>{comments}</ol>")
    article = clean(Page("pag_0000000000000000", Place("x"), html.encode()))
    assert isinstance(article, Article)
    assert list(article.body) == STORY


def test_lines_that_only_say_when_or_by_whom_are_no_text() -> None:
    when, writer = "Published 4 March 2031, 19:15", "by Lena Marsh"
    html = page(writer, when, *STORY).data.decode()
    html = html.replace("</head>", "<meta name=author content='Lena Marsh'></head>")
    article = clean(Page("pag_0000000000000000", Place("x"), html.encode()))
    assert isinstance(article, Article)
    assert list(article.body) == STORY
    assert kinds(article)[writer] == "byline"


def test_a_sentence_with_a_date_is_no_date_line() -> None:
    assert is_date("Last updated on Tuesday, March 4, 2031 at 7:15 pm GMT")
    assert not is_date("The bridge was opened on March 4, 2031")
    assert not is_date("Posted by the council")


def test_a_deck_that_the_head_gives_is_found_below_the_headline() -> None:
    deck = "Council to decide on the ferry house this Friday"
    html = page(*STORY).data.decode().replace("</h1>", f"</h1><div><h2>{deck}</h2></div>")
    html = html.replace("</head>", f"<meta name=description content='{deck}'></head>")
    article = clean(Page("pag_0000000000000000", Place("x"), html.encode()))
    assert isinstance(article, Article)
    assert article.deck == deck
    assert list(article.body) == STORY


def test_a_page_of_one_paragraph_keeps_it() -> None:
    html = page("Read more from our podcast here, in which we talk about storms with Ida Holm of Osk Haven.")
    article = clean(html)
    assert isinstance(article, Article)
    assert len(article.body) == 1


def test_weights_add_up_to_the_same_however_features_are_looked_up() -> None:
    root = document_fromstring(page("Menu", *STORY, SIGN_UP).data)
    layout = lay_out(blocks(root.find("body")), Stated(headline="HarbourofOskclosedafterstorm"))
    guessed = guess(layout)
    among = plausible(layout, guessed)
    of = weights()["place"]
    totals = [sum(of.get(name, 0) for name in known) for known in place_features(layout, guessed, among)]
    assert {number for number, total in zip(among, totals, strict=True) if total > 0} == {
        number for number, took in enumerate(taken_first(layout)) if took
    }


def test_a_page_without_paragraphs_is_read_from_what_it_states() -> None:
    stated = json.dumps({"@type": "NewsArticle", "articleBody": "\n".join(STORY)})
    script = f"<script type='application/ld+json'>{stated}</script>"
    html = f"<html><head>{script}</head><body><p>Loading</p></body></html>"
    article = clean(Page("pag_0000000000000000", Place("x"), html.encode()))
    assert isinstance(article, Article)
    assert list(article.body) == STORY


def test_nothing_is_judged_where_nothing_was_taken() -> None:
    assert list(judged([False] * 30)) == []
    assert are_text([]) == []


def test_cues_are_told_by_name() -> None:
    assert {"sign-up", "begins: imperative"} <= set(cues(SIGN_UP))
    assert "speech" in cues(STORY[2])

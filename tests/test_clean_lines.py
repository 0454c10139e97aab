from __future__ import annotations

from lxml.html import document_fromstring

from newstemma.clean import clean
from newstemma.clean.blocks import blocks
from newstemma.clean.compose import Line
from newstemma.clean.cues import cues
from newstemma.clean.extract import judge_lines
from newstemma.clean.judging import are_text, judged
from newstemma.clean.matching import match
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


def test_every_line_of_an_extractor_finds_its_block() -> None:
    root = document_fromstring("<body>" + "".join(f"<p>{text}</p>" for text in ("Menu", *STORY)) + "</body>")
    found, taken = match(STORY, blocks(root.find("body")))
    assert [block.text for block in found] == ["Menu", *STORY]
    assert taken == [False] + [True] * len(STORY)


def test_a_part_of_a_block_and_a_line_that_is_in_none_are_kept() -> None:
    root = document_fromstring(f"<body><p>{STORY[0]} Read more here</p><p>{STORY[1]}</p></body>")
    found, taken = match(
        [STORY[0], "A line made by the extractor itself", STORY[1]], blocks(root.find("body"))
    )
    assert [block.text for block in found] == [STORY[0], "A line made by the extractor itself", STORY[1]]
    assert all(taken)


def test_nothing_is_judged_where_nothing_was_taken() -> None:
    assert list(judged([False] * 30)) == []
    assert are_text("page", []) == []


def test_cues_are_told_by_name() -> None:
    assert {"sign-up", "begins: imperative"} <= set(cues(SIGN_UP))
    assert "speech" in cues(STORY[2])

from __future__ import annotations

import json

from lxml.html import document_fromstring

from newstemma.clean import clean
from newstemma.clean.blocks import blocks
from newstemma.clean.compose import Line
from newstemma.clean.cues import cues
from newstemma.clean.extract import judge_lines
from newstemma.clean.facts.shown import is_date
from newstemma.clean.features import Stated, squeezed
from newstemma.clean.judging import are_text, judged, look_first, place_features, take, weights
from newstemma.clean.kinds import kind_of
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


def article_of(html: str) -> Article:
    article = clean(Page("pag_0000000000000000", Place("x"), html.encode()))
    assert isinstance(article, Article)
    return article


def described(inside: str, description: str) -> Article:
    """Clean a page whose head gives a description, with its article's elements given."""
    html = page().data.decode().replace("</article>", f"{inside}</article>")
    return article_of(html.replace("</head>", f'<meta name=description content="{description}"></head>'))


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_a_deck_may_end_as_a_sentence_where_it_stands_with_the_headline() -> None:
    deck = "Two hundred people spent the night in a school on the island."
    article = described(f"<h2>{deck}</h2><div class=text>{paragraphs(*STORY)}</div>", deck)
    assert article.deck == deck
    assert list(article.body) == STORY


def test_a_first_paragraph_that_the_head_repeats_is_no_deck() -> None:
    article = described(f"<div class=text>{paragraphs(*STORY)}</div>", STORY[0])
    assert article.deck is None
    assert list(article.body) == STORY
    apart = described(f"<div>{paragraphs(STORY[0])}<div>{paragraphs(*STORY[1:])}</div></div>", STORY[0])
    assert apart.deck is None
    filed = (
        "OSK HAVEN (NSW) — The harbour was closed on Tuesday, the day that the storm came in from the sea."
    )
    with_place = described(f"<p>{filed}</p><div class=text>{paragraphs(*STORY)}</div>", filed)
    assert with_place.deck is None
    assert with_place.body[0] == filed


def test_a_first_paragraph_that_is_named_intro_is_no_deck() -> None:
    first = f"<p class=article-intro>{STORY[0]}</p>"
    article = described(f"<div class=text>{first}{paragraphs(*STORY[1:])}</div>", "Storm news from Osk")
    assert article.deck is None
    assert list(article.body) == STORY


def test_what_is_read_out_by_screen_readers_alone_is_no_text() -> None:
    spoken = (
        '<span class="sr-only">(opens in a new window)</span>',
        '<span class="visually-hidden">Slide 1 of 4</span>',
        '<span style="position:absolute;clip:rect(0 0 0 0)">, opens new tab</span>',
        "<span hidden>external</span>",
    )
    told = [f"{text[:-1]}{more}." for text, more in zip(STORY, (*spoken, ""), strict=True)]
    assert list(article_of(page(*told).data.decode()).body) == [f"{text[:-1]}." for text in STORY]


def test_paragraphs_that_are_hidden_until_somebody_pays_are_lines_of_the_page() -> None:
    hidden = (
        f"<span style='display:none'>{paragraphs(*STORY)}</span><p><span hidden>{' '.join(STORY)}</span></p>"
    )
    found = blocks(document_fromstring(f"<body>{hidden}</body>").find("body"))
    assert [block.text for block in found] == [*STORY, " ".join(STORY)]


def test_a_headline_of_the_second_level_is_found_below_the_outlets_name() -> None:
    title = "Harbour of Osk closed after storm"
    second = f"<h1>Osk Post</h1><ul><li>{title}</li></ul><h2>{title}</h2>{paragraphs(*STORY)}"
    both = f"<h1>Osk Post</h1><h2>{title}</h2><h1>{title}: live</h1>{paragraphs(*STORY)}"
    for inside, number in ((second, 2), (both, 2), (f"<h1>Osk Post</h1>{paragraphs(*STORY)}", 0)):
        found = blocks(document_fromstring(f"<body>{inside}</body>").find("body"))
        assert lay_out(found, Stated(headline=squeezed(title))).headline == number


def test_a_text_that_is_cut_in_pieces_is_kept_whole() -> None:
    more = [
        "Fishermen from Nordhavn brought bread over the water in the night, as they had in 1987.",
        "The ferry company has chartered a boat from Westwater, to arrive on Wednesday night.",
        "Insurers put the loss at four million crowns, twice what the last repairs had cost.",
    ]
    piece = "<div><div class='q-v vk'>{}</div></div>"  # class names that a program made
    advert = "<div class=slot><div>Advertisement</div></div>"
    inside = piece.format(paragraphs(*STORY)) + advert + piece.format(paragraphs(*more))
    assert list(described(f"<div>{inside}</div>", "Storm news").body) == [*STORY, *more]


def test_a_long_paragraph_is_no_advertisement_for_a_name_that_a_program_made() -> None:
    named = f"<p class=ad7QkLm>{STORY[4]} {STORY[3]}</p><p class=ad7QkLm>Win a trip to Osk</p>"
    article = described(f"<div>{paragraphs(*STORY[:3])}{named}</div>", "Storm news")
    assert list(article.body) == [*STORY[:3], f"{STORY[4]} {STORY[3]}"]


def test_lines_that_say_how_long_one_reads_are_no_text() -> None:
    times = ("4 min read", "Reading time: 3 minutes", "Tempo de leitura: 1 minuto", "Lesezeit 2 Min.")
    assert [kind_of(line) for line in times] == ["furniture"] * len(times)
    assert kind_of("Most read in island news") == "furniture"
    assert (
        kind_of("Reading time tables aloud took the guard 3 minutes, and nobody on the pier listened.")
        is None
    )


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
        number for number, took in enumerate(take(look_first(layout))) if took
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

from __future__ import annotations

import random

from newstemma.clean.compose import Fact, Line, compose
from newstemma.clean.furniture import furnish
from newstemma.model import Article, Page, Place

SIGN_UP = "Sign up for the Osk morning letter and read our reports before everybody else does."
NOUNS = "harbour ferry council bread storm quay island school bridge winter train market doctor vote".split()


def paragraph(seed: int) -> str:
    words = random.Random(seed)
    return "The " + " ".join(words.choice(NOUNS) for _ in range(14)) + f" {seed}."


def article(number: int, *lines: str, outlet: str = "Osk Post") -> Article:
    page = Page(f"pag_{outlet}{number}", Place("x"), b"")
    return compose(
        page, [Line(f"Headline {number}", "headline"), *map(Line, lines)], {"outlet": Fact(outlet, "test")}
    )


def own(number: int) -> list[str]:
    return [paragraph(100 * number + n) for n in range(4)]


def kinds(article: Article, line: str) -> list[str]:
    return [p.kind for p in article.paragraphs if article.text[p.start : p.end] == line]


def test_line_on_all_pages_of_an_outlet_is_furniture() -> None:
    pile = [article(number, *own(number), SIGN_UP) for number in range(4)]
    furnished = furnish(pile)
    assert all(kinds(one, SIGN_UP) == ["furniture"] for one in furnished)
    assert all(one.body == tuple(own(number)) for number, one in enumerate(furnished))
    assert all(one.text == before.text for one, before in zip(furnished, pile, strict=True))
    dropped = {SIGN_UP}
    for one, before in zip(furnished, pile, strict=True):
        gone = set(before.sentences) - set(one.sentences)
        assert {before.text[sentence.start : sentence.end] for sentence in gone} == dropped


def test_same_line_at_several_outlets_is_no_furniture() -> None:
    pile = [article(number, *own(number), SIGN_UP, outlet=f"Outlet {number}") for number in range(6)]
    assert furnish(pile) == tuple(pile)


def test_versions_of_one_report_make_no_furniture() -> None:
    shared = own(1)
    pile = [article(number, paragraph(1000 + number), *shared) for number in range(5)]
    assert furnish(pile) == tuple(pile)


def test_background_of_a_running_story_is_no_furniture() -> None:
    background = paragraph(5)
    pile = [article(number, *own(number), *([background] if number < 4 else [])) for number in range(20)]
    assert furnish(pile) == tuple(pile)


def test_label_on_a_few_pages_is_furniture() -> None:
    pile = [
        article(number, *own(number), *(["Back to the front"] if number < 4 else [])) for number in range(20)
    ]
    assert kinds(furnish(pile)[0], "Back to the front") == ["furniture"]


def test_order_of_the_pile_does_not_matter() -> None:
    pile = [article(number, *own(number), SIGN_UP) for number in range(7)]
    before = {one.id: one for one in furnish(pile)}
    for seed in range(5):
        shuffled = random.Random(seed).sample(pile, len(pile))
        assert {one.id: one for one in furnish(shuffled)} == before

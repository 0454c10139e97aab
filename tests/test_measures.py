"""What each version kept, cut, added and reworded; and what is collated apart from the body."""

from __future__ import annotations

from making import COST, CRANE, LEAD, QUOTE, REPORT, SHIPS, STORM, UNION, article, by_id, paragraphs, report

from newstemma.clean.compose import Fact, Line, compose
from newstemma.collate import collate
from newstemma.model import Article, Page, Place
from newstemma.trace import trace
from newstemma.trace.measures import Measure, measure

OWN = "At Lowfield mill, the first barge in ten days was greeted with a brass band, said miller Ute Hansen."


def measured(*articles: Article) -> dict[str, Measure]:
    known = by_id(*articles)
    apparatus = collate(report(*articles), known)
    return {one.article: one for one in measure(apparatus, trace(apparatus, known), known)}


def test_shares_add_up_and_say_what_was_left_out() -> None:
    reworded = COST.replace("about two million crowns a day", "a fortune")
    found = measured(
        article("whole", paragraphs(*REPORT)),
        article("again", paragraphs(*REPORT)),
        article("cut", paragraphs(LEAD, SHIPS, QUOTE, reworded, OWN)),
    )
    cut = found["art_cut"]
    assert (cut.kept, cut.reworded, cut.cut) == (3 / 8, 1 / 8, 4 / 8)
    assert cut.added == 1 / 5
    assert cut.left_out == (5, 6, 7, 8)  # its own sentence stands before them
    assert cut.words == sum(len(text.split()) for text in (LEAD, SHIPS, QUOTE, reworded, OWN))
    whole = found["art_whole"]
    assert (whole.kept, whole.cut, whole.added, whole.moved) == (1, 0, 0, 0)


def test_moved_passages_are_counted() -> None:
    found = measured(
        article("one", paragraphs(*REPORT)),
        article("two", paragraphs(*REPORT)),
        article("moved", paragraphs(LEAD, STORM, SHIPS, QUOTE, COST, CRANE, UNION)),
    )
    assert found["art_moved"].moved == 1


def test_each_passage_of_a_sentence_that_the_original_joins_is_one_of_it() -> None:
    joined = f"{CRANE.rstrip('.')}, and the dock workers{UNION.partition('workers')[2]}"
    texts = ((LEAD, SHIPS, joined, STORM), (LEAD, joined, COST), (LEAD, QUOTE, f"{CRANE} {UNION}", COST))
    found = measured(*(article(f"copy{n}", paragraphs(*text)) for n, text in enumerate(texts)))
    parted = found["art_copy2"]
    assert (parted.kept, parted.reworded, parted.cut) == (1 / 5, 2 / 5, 2 / 5)
    assert parted.added == 2 / 5  # what harbour master and chamber of commerce say


def test_a_report_of_one_version_is_kept_whole() -> None:
    (alone,) = measured(article("alone", paragraphs(*REPORT))).values()
    assert (alone.kept, alone.cut, alone.added) == (1, 0, 0)


def illustrated(name: str, caption: str, deck: str) -> Article:
    page = Page(id=f"pag_{name}", place=Place(f"{name}.html"), data=name.encode())
    lines = [
        Line("Harbour reopens", "headline"),
        Line(deck, "deck"),
        Line(LEAD),
        Line(caption, "caption"),
        Line(SHIPS),
    ]
    facts = {"headline": "Harbour reopens", "deck": deck, "outlet": name}
    return compose(page, lines, {field: Fact(value, "test") for field, value in facts.items()})


def test_headlines_decks_and_captions_are_collated_apart_from_the_body() -> None:
    one = illustrated("one", "A crane lies on the eastern quay.", "Nine days after the storm")
    two = illustrated("two", "A fallen crane lies on the eastern quay.", "Nine days after a storm")
    apparatus = collate(report(one, two), by_id(one, two))
    assert [passage.readings[0].text for passage in apparatus.passages] == [LEAD, SHIPS]
    (caption,) = apparatus.captions
    assert {reading.text for reading in caption.readings} == {
        "A crane lies on the eastern quay.",
        "A fallen crane lies on the eastern quay.",
    }
    assert len(apparatus.decks) == 2
    (headline,) = apparatus.headlines
    for carrier in (*headline.carriers, *apparatus.decks[1].carriers, *caption.carriers):
        known = by_id(one, two)[carrier.article]
        assert all(known.text[known.sentences[n].start :] for n in carrier.sentences)
        assert carrier.sentences

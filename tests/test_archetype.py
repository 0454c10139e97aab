"""The text that the versions go back to."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from making import (
    COST,
    CRANE,
    FERRY,
    LEAD,
    QUOTE,
    REPORT,
    SHIPS,
    STORM,
    UNION,
    article,
    by_id,
    paragraphs,
    report,
)

from newstemma.clean.joined import part_joined
from newstemma.collate import collate
from newstemma.trace import trace

if TYPE_CHECKING:
    from pathlib import Path

    from newstemma.model import Article, Restored

OWN = "At Lowfield mill, the first barge in ten days was greeted with a brass band, said miller Ute Hansen."


WORDS = {"grain": 9, "orsan": 9}


def restored(*articles: Article) -> tuple[Restored, ...]:
    known = by_id(*articles)
    return trace(collate(report(*articles), known), known, words=WORDS).restored


def copies(*texts: tuple[str, ...]) -> tuple[Article, ...]:
    """Copies of a lost agency report."""
    return tuple(
        article(f"copy{n}", paragraphs(*sentences), credit="Northpoint") for n, sentences in enumerate(texts)
    )


def lost_report() -> tuple[Article, ...]:
    """Three copies, each cut elsewhere, so that none can be the original; each has a passage in other
    words."""
    other_cost = COST.replace("cost the city about", "is said to have robbed the town of")
    other_storm = STORM.replace("the weather service said", "meteorologists explained")
    other_crane = CRANE.replace("will not be repaired", "stays broken")
    return copies(
        (LEAD, SHIPS, QUOTE, other_cost, CRANE, UNION, STORM),
        (LEAD, SHIPS, COST, CRANE, UNION, other_storm, FERRY),
        (LEAD, QUOTE, COST, other_crane, STORM, FERRY),
    )


def test_the_lost_text_is_rebuilt_word_for_word_from_copies_none_of_which_has_it() -> None:
    found = restored(*lost_report())
    assert [one.text for one in found] == list(REPORT)
    assert [one.text for one in found if one.proven] == [
        text for text in REPORT if text in {LEAD, COST, CRANE, STORM, FERRY}
    ]


def test_words_that_one_branch_alone_has_lose_against_two() -> None:
    found = restored(*lost_report())
    cost = next(one for one in found if one.text == COST)
    assert len(cost.support) == 3
    assert cost.doubts == ()


def test_where_two_versions_divide_it_is_said() -> None:
    one, two, *_ = lost_report()
    cost = next(found for found in restored(one, two) if "crowns" in found.text)
    assert {frozenset((doubt.taken, doubt.other)) for doubt in cost.doubts} >= {
        frozenset(("city about", "town of"))
    }


def test_of_two_wordings_the_one_is_taken_that_others_put_another_for() -> None:
    def wording(*leanings: tuple[str, str]) -> str:
        articles = lost_report()[:2]
        known = by_id(*articles)
        apparatus = collate(report(*articles), known)
        found = trace(apparatus, known, leanings=dict.fromkeys(leanings, 3)).restored
        return next(one.text for one in found if "the weather service" in one.text or "meteor" in one.text)

    assert wording(("the weather service said", "meteorologists explained")) == STORM
    assert "meteorologists explained" in wording(("meteorologists explained", "the weather service said"))


def test_what_one_outlet_added_is_not_proven() -> None:
    one, two, three = lost_report()
    added = article("copy0", one.text.replace(SHIPS, f"{SHIPS}\n\n{OWN}"), credit="Northpoint")
    assert OWN not in [found.text for found in restored(added, two, three) if found.proven]


def test_what_one_copy_may_have_given_to_the_other_is_not_proven() -> None:
    """Of three copies the third breaks off early. What the first two add to it the first may have added."""
    long = (LEAD, SHIPS, QUOTE, COST, CRANE, OWN)
    short = (LEAD, SHIPS, QUOTE, UNION)

    def proven(second: tuple[str, ...]) -> list[str]:
        return [one.text for one in restored(*copies(long, second, short)) if one.proven]

    assert OWN not in proven(long)
    # Here each of the two lacks what the other and the third have, so that neither was made from the other.
    assert OWN in proven((LEAD, SHIPS, UNION, COST, CRANE, OWN))


def test_what_an_agencys_own_text_has_is_proven_by_any_copy() -> None:
    sent = article("wire", paragraphs(LEAD, SHIPS, QUOTE, COST), outlet="Northpoint", credit="Northpoint")
    whole, short = copies((LEAD, SHIPS, QUOTE, COST), (LEAD, SHIPS))
    assert [one.text for one in restored(sent, whole, short) if one.proven] == [LEAD, SHIPS, QUOTE, COST]


def test_what_one_outlet_printed_twice_is_not_proven() -> None:
    texts = [(LEAD, SHIPS, COST, CRANE, OWN), (LEAD, QUOTE, COST, STORM, OWN), (SHIPS, QUOTE, CRANE, UNION)]

    def proven(outlets: str) -> list[str]:
        made = [
            article(f"copy{n}", paragraphs(*text), outlet=outlet, credit="Northpoint")
            for n, (text, outlet) in enumerate(zip(texts, outlets, strict=True))
        ]
        return [one.text for one in restored(*made) if one.proven]

    assert OWN in proven("abc")
    assert OWN not in proven("aab")
    assert COST not in proven("aab")


def test_damage_is_healed_from_the_others_and_says_from_whom() -> None:
    damaged = (LEAD, SHIPS.replace("grain", "graln"), QUOTE, COST, STORM)
    found = restored(*copies(damaged, (LEAD, SHIPS, COST, CRANE), (LEAD, SHIPS, QUOTE, UNION, STORM)))
    ships = next(one for one in found if "Forty" in one.text)
    assert ships.text == SHIPS
    (healing,) = ships.healings
    assert (healing.other, healing.taken) == ("graln", "grain")
    assert healing.others == ("art_copy0",)
    assert healing.takers == ("art_copy1", "art_copy2")


def test_a_slip_that_a_large_pile_repeats_is_healed_from_whoever_rewords_most() -> None:
    misread = (LEAD, SHIPS.replace("grain", "graln"), QUOTE, COST, CRANE, STORM)
    reworded = (
        LEAD.replace("reopened", "was open again"),
        SHIPS,
        QUOTE.replace("complained", "grumbled"),
        COST.replace("cost the city about", "is said to have robbed the town of"),
        CRANE.replace("will not be repaired", "stays broken"),
        UNION,
    )
    articles = copies(misread, reworded, (LEAD, QUOTE, COST, CRANE, UNION, STORM, FERRY))
    known = by_id(*articles)
    found = trace(collate(report(*articles), known), known, words={"grain": 16, "graln": 2}).restored
    assert SHIPS in [one.text for one in found]


def test_a_copy_that_misreads_much_is_believed_least() -> None:
    """Their letters do not tell which of two names is right that nobody else has."""
    name = "Ilse Brandner"
    misread = [
        text.replace("th", "tb").replace("Brandner", "Brandmer") for text in (LEAD, SHIPS, QUOTE, COST)
    ]

    def names(*texts: list[str]) -> str:
        first, second = texts
        found = restored(*copies((*first, CRANE), (*second, FERRY)))
        return next(one.text for one in found if "Ilse" in one.text)

    whole = [LEAD, SHIPS, QUOTE, COST]
    assert name in names(whole, misread)
    assert name in names(misread, whole)


def test_a_sentence_that_copies_join_was_two() -> None:
    joined = f"{CRANE.rstrip('.')}, and the dock workers{UNION.partition('workers')[2]}"
    found = restored(*copies((LEAD, SHIPS, joined, STORM, FERRY), (LEAD, f"{CRANE} {UNION}", STORM)))
    text = " ".join(one.text for one in found)
    assert CRANE in text
    assert UNION in text


def test_a_sentence_that_most_have_in_one_is_given_once() -> None:
    joined = f"{CRANE.rstrip('.')}, and the dock workers{UNION.partition('workers')[2]}"
    texts = ((LEAD, SHIPS, joined, FERRY), (LEAD, joined, STORM), (LEAD, QUOTE, f"{CRANE} {UNION}", COST))
    found = restored(*copies(*texts))
    (one,) = [one for one in found if CRANE[:20] in one.text or UNION[-20:] in one.text]
    assert one.text == joined
    assert one.joined == (one.passage + 1,)


def test_a_sentence_that_breaks_off_is_healed() -> None:
    broken = UNION.partition(" into ")[0]
    found = restored(*copies((LEAD, SHIPS, QUOTE, broken), (LEAD, COST, SHIPS, UNION, STORM)))
    union = next(one for one in found if "union" in one.text)
    assert union.text == UNION
    assert union.healings[0].other == broken
    assert union.healings[0].takers == ("art_copy1",)


def test_names_that_lost_their_hyphen_are_parted() -> None:
    joined = "The Varrickorsan line has been closed since."
    names = "Varrick and Orsan police said so, and the Varrick and Orsan railways."
    printed = copies((LEAD, SHIPS, joined, COST), (LEAD, SHIPS, names, STORM))
    found = restored(*part_joined(printed, [report(*printed)]))
    line = next(one for one in found if "closed since" in one.text)
    assert line.text == joined.replace("Varrickorsan", "Varrick-Orsan")
    assert line.healings[0].takers == ("art_copy1",)


def test_a_caption_that_several_print_is_no_part_of_the_text() -> None:
    caption = "The harbour of Varrick in a file photo from March. (Northpoint/Ida Vale)"
    one, two, three = lost_report()
    with_photo = [
        article(f"copy{n}", f"{caption}\n\n{text.text}", credit="Northpoint")
        for n, text in enumerate((one, two, three))
    ]
    assert caption not in [found.text for found in restored(*with_photo)]


def test_a_report_of_one_version_has_nothing_to_rebuild() -> None:
    assert restored(article("alone", paragraphs(*REPORT))) == ()


def test_the_order_of_versions_does_not_matter() -> None:
    found = {restored(*order) for order in itertools.permutations(lost_report())}
    assert len(found) == 1


def test_every_rebuilt_word_stands_in_a_version() -> None:
    articles = lost_report()
    words = {word for one in articles for word in one.text.split()}
    assert {word for one in restored(*articles) for word in one.text.split()} <= words


def test_the_seeds_are_healed(shared: Path) -> None:
    from newstemma.archive import in_memory

    with in_memory() as archive:
        archive.read(*(shared / f"data/seeds/{name}.txt" for name in ("000", "002")), workers=1)
        (found,) = archive.reports()
        text = archive.stemma(found.id).restored
    (joined,) = [one for one in text for healing in one.healings if healing.other == "Chineserussian"]
    assert "Chinese-Russian" in joined.text
    (broken,) = [one for one in text for healing in one.healings if healing.other.endswith(" Lavrov")]
    assert broken.text.endswith(("”.", ".”", "."))
    assert len(broken.support) == 2

"""What newsrooms put for what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from making import FERRY, LEAD, SHIPS, STORM, article, by_id, paragraphs, report

from newstemma.collate import collate
from newstemma.pipeline import trace_all
from newstemma.trace.exchanges import ANY, exchanged, later, leanings

if TYPE_CHECKING:
    from newstemma.model import Apparatus


def spoken(name: str, *verbs: str, day: str = "Monday") -> Apparatus:
    """Lay side by side versions of a report in each of which another verb stands for `said`."""
    texts = [LEAD.replace(" said", f" {verb}").replace("Monday", day) for verb in verbs]
    articles = [article(f"{name} {n}", paragraphs(text, SHIPS)) for n, text in enumerate(texts)]
    return collate(report(*articles, name=name), by_id(*articles))


def test_what_fewer_copies_have_is_an_exchange_and_each_of_its_words_counts() -> None:
    counts = exchanged(spoken("one", "said", "said", "has stated"))
    assert counts == {("said", "has stated"): 1, ("said", ANY): 1, (ANY, "has"): 1, (ANY, "stated"): 1}


def test_where_as_many_copies_have_either_nothing_is_told() -> None:
    assert not exchanged(spoken("one", "said", "stated"))


def test_leanings_are_what_other_reports_tell() -> None:
    one, two, three = (spoken(name, "said", "said", "stated") for name in "abc")
    own = exchanged(one)
    assert leanings(one, own, own) == {}
    pile = own + exchanged(two) + exchanged(three)
    found = leanings(one, own, pile)
    assert found == {("said", "stated"): 2, ("said", ANY): 2, (ANY, "stated"): 2}
    difference = (("said",), ("stated",))
    assert later([difference], found, {}) == -later([difference[::-1]], found, {}) == 6


def test_editors_cut_more_than_they_add_and_put_rarer_words() -> None:
    assert later([(("at", "noon"), ())], {}, {}) > 0 > later([((), ("at", "noon"))], {}, {})
    assert later([(("said",), ("averred",))], {}, {"said": 9}) > 0


def restored(whats: tuple[str, str, str], *leads: str) -> str:
    """Give the first sentence restored of the last of three reports, each of another thing.

    Each has a copy with each of the leads; of the last report only the second and third are left, and these
    go on differently.
    """
    articles, reports = [], []
    for n, what in enumerate(whats):
        texts: list[tuple[str, ...]] = [(lead.format(what), SHIPS) for lead in leads]
        if n == 2:
            texts = [(*texts[1], STORM), (*texts[2], FERRY)]
        made = [
            article(f"{what} {number}", paragraphs(*text), credit="Northpoint")
            for number, text in enumerate(texts)
        ]
        articles += made
        reports.append(report(*made, name=f"rep_{n}"))
    return trace_all(articles, reports, map, lambda *_: None)[1][2].restored[0].text


def test_a_lost_original_is_given_the_words_for_which_other_reports_put_others() -> None:
    """Of two copies of a lost text one has either; which it had, the other reports of the pile tell."""
    days = ("Monday", "Tuesday", "Friday")
    said = LEAD.replace("Monday", "{}")
    stated = said.replace(" said", " stated")
    assert "authority said" in restored(days, said, said, stated)
    assert "authority stated" in restored(days, stated, stated, said)


def test_a_sentence_that_others_turn_round_so_is_turned_back() -> None:
    """Of two copies of a lost text one begins with the day; which came first, the pile's others tell."""
    whats = ("a bridge", "a tunnel", "a canal")
    plain = "The council of Varrick closed {} near the harbour on Monday."
    turned = "On Monday the council of Varrick closed {} near the harbour."
    assert restored(whats, plain, plain, turned).startswith("The council")
    assert restored(whats, turned, turned, plain).startswith("On Monday")

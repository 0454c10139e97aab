"""Who copied whom."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING

import numpy as np
import pytest
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

from newstemma.clean.agencies import AGENCIES
from newstemma.collate import collate
from newstemma.model import Apparatus, Carrier, Passage, Reading
from newstemma.trace import trace
from newstemma.trace.arborescence import cheapest_tree
from newstemma.trace.characters import ABSENT, characters, hours, is_agency
from newstemma.trace.costs import _of_words, copy_costs
from newstemma.trace.crediting import crediting, telling
from newstemma.trace.lost import Search
from newstemma.trace.origins import passage_origins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstemma.model import Article, Stemma

NEWS = "The first ships entered the harbour of Varrick on Tuesday, led by a tug with flags from bow to stern."
OWN = "At Lowfield mill, the first barge in ten days was greeted with a brass band, said miller Ute Hansen."


def stemma_of(*articles: Article) -> Stemma:
    known = by_id(*articles)
    return trace(collate(report(*articles), known), known)


def parents(stemma: Stemma) -> dict[str, str]:
    return {copy.child: copy.parent for copy in stemma.copies}


def agency_family() -> tuple[Article, ...]:
    """An agency's report, a cut copy, a reworded copy, a copy of that one, and one with an own paragraph."""
    reworded = [s.replace("reopened on Monday", "opened again on Monday") for s in REPORT]
    reworded[3] = (
        "Every day of the closure cost the city some two million crowns, the chamber of commerce says."
    )
    day = "2024-05-0{}"
    return (
        article(
            "wire", paragraphs(*REPORT), outlet="Northpoint", credit="Northpoint", published=day.format(1)
        ),
        article("cut", paragraphs(*REPORT[:5]), credit="Northpoint", published=day.format(1)),
        article("reworded", paragraphs(*reworded), credit="Northpoint", published=day.format(2)),
        article("second", paragraphs(*reworded[:6]), published=day.format(2)),
        article("local", paragraphs(*REPORT[:6], OWN, *REPORT[6:]), published=day.format(2)),
    )


def test_copies_hang_under_what_they_were_made_from() -> None:
    stemma = stemma_of(*agency_family())
    assert parents(stemma) == {
        "art_cut": "art_wire",
        "art_reworded": "art_wire",
        "art_second": "art_reworded",
        "art_local": "art_wire",
    }
    assert stemma.archetypes == ()


def test_the_tree_does_not_depend_on_the_order_of_versions() -> None:
    articles = agency_family()
    known = by_id(*articles)
    trees = set()
    for order in itertools.islice(itertools.permutations(articles), 0, 120, 17):
        stemma = trace(collate(report(*order), known), known)
        trees.add(frozenset(parents(stemma).items()))
    assert len(trees) == 1


def test_an_own_paragraph_is_the_outlets_and_the_rest_the_agencys() -> None:
    articles = agency_family()
    known = by_id(*articles)
    apparatus = collate(report(*articles), known)
    stemma = trace(apparatus, known)
    name = {origin.id: origin.name for origin in stemma.origins}
    names = [name[origin] for origin in stemma.passages]
    own = [n for n, passage in enumerate(apparatus.passages) if passage.readings[0].text == OWN]
    assert [names[n] for n in own] == ["local"]
    assert {names[n] for n in range(len(names)) if n not in own} == {"Northpoint"}
    assert stemma.origins[0].kind == "agency"


def test_what_the_original_has_is_its_own_though_a_copy_of_a_cut_copy_has_it() -> None:
    versions = [article("full", paragraphs(LEAD, SHIPS, UNION), outlet="first.example")]
    versions.append(article("cut", paragraphs(LEAD, SHIPS), outlet="second.example"))
    versions.append(article("whole", paragraphs(LEAD, SHIPS, UNION), outlet="third.example"))
    full, cut, whole = (one.id for one in versions)
    _, origins = passage_origins(
        collate(report(*versions), by_id(*versions)),
        by_id(*versions),
        parent_of={full: "lost", cut: "lost", whole: cut},
        lost_passages={"lost": frozenset(range(3))},
        credit="Northpoint",
        mention=None,
        agencies={},
        elsewhere={},
    )
    assert {origin.name for origin in origins} == {"Northpoint"}


def test_a_lost_original_is_found_where_no_version_has_it_all() -> None:
    one = article("one", paragraphs(LEAD, SHIPS, COST, CRANE, STORM, FERRY), credit="Northpoint")
    two = article("two", paragraphs(LEAD, SHIPS, QUOTE, COST, UNION, STORM), credit="Northpoint")
    three = article("three", paragraphs(LEAD, SHIPS, QUOTE, CRANE, UNION, FERRY), credit="Northpoint")
    stemma = stemma_of(one, two, three)
    (lost,) = stemma.archetypes
    assert lost.credit == "Northpoint"
    assert set(parents(stemma).values()) == {lost.id}
    assert len(set(stemma.passages)) == 1


def test_what_stands_where_all_other_copies_end_is_no_part_of_the_lost_original() -> None:
    """One copy alone has it, and none passes over it: the others would all have been cut at one place."""
    kept = [(LEAD, SHIPS, COST, UNION, STORM), (LEAD, QUOTE, COST, STORM), (SHIPS, QUOTE, COST, UNION, STORM)]
    others = [article(f"copy {n}", paragraphs(*texts), credit="Northpoint") for n, texts in enumerate(kept)]
    local = article("local", paragraphs(LEAD, SHIPS, QUOTE, UNION, STORM, OWN), credit="Northpoint")
    stemma = stemma_of(*others, local)
    assert len(stemma.archetypes) == 1
    assert {origin.name for origin in stemma.origins} == {"Northpoint", "local"}


def test_what_one_of_two_copies_lacks_amid_what_both_have_may_be_the_others_own() -> None:
    """Hardly anybody drops a fourth paragraph; where copies go different ways, nothing tells who did what."""
    shared = (CRANE, STORM, FERRY)
    cut = article("cut", paragraphs(LEAD, SHIPS, QUOTE, COST, UNION, *shared), credit="Northpoint")
    own = article("own", paragraphs(LEAD, SHIPS, QUOTE, OWN, NEWS, COST, *shared), credit="Northpoint")
    other = article("other", paragraphs(LEAD, SHIPS, QUOTE, COST, UNION, OWN, NEWS), credit="Northpoint")
    assert {origin.name for origin in stemma_of(cut, own).origins} == {"Northpoint", "own"}
    assert {origin.name for origin in stemma_of(cut, other).origins} == {"Northpoint"}


def test_what_every_copy_has_the_lost_original_had() -> None:
    """However differently they word it."""
    words = [*LEAD.split(), *SHIPS.split(), *QUOTE.split()]
    rng = random.Random(4)
    texts = [" ".join(word if rng.random() < 0.6 else word[::-1] for word in words) for _ in range(6)]
    copies = [article(f"copy {n}", paragraphs(text), credit="Northpoint") for n, text in enumerate(texts)]
    known = by_id(*copies)
    found = characters(collate(report(*copies), known), known)
    tree = Search(found).best()
    assert len(tree.texts) > tree.versions
    assert tree.texts.present.all()


def test_what_one_copy_alone_has_says_nothing_of_how_much_it_changes() -> None:
    """A copy full of misread letters goes on where the other ends: nobody knows what was changed there."""
    short = article("short", paragraphs(*REPORT[:5]), credit="Northpoint")
    misread = [one.replace("th", "tb").replace("it", "lt") for one in REPORT]
    known = by_id(short, article("whole", paragraphs(*misread), credit="Northpoint"))
    found = characters(collate(report(*known.values()), known), known)
    search = Search(found)
    whole = search._whole(None, found.texts)
    present = np.array([np.arange(len(REPORT)) < some for some in (5, len(REPORT))])
    costs = _of_words(found, search._having(whole, present), found.texts)
    assert found.ids == ("art_short", "art_whole")
    assert costs[0, 1] == costs[1, 1]


@pytest.mark.parametrize(("parent", "child"), [("said", "stated"), ("stated", "said")])
def test_what_newsrooms_put_for_what_tells_the_copy(parent: str, child: str) -> None:
    """Nothing else tells: neither date nor credit, and as many words in both."""
    texts = [[one.replace(" said", f" {verb}") for one in REPORT] for verb in (parent, child)]
    articles = [article(verb, paragraphs(*text)) for verb, text in zip((parent, child), texts, strict=True)]
    known = by_id(*articles)
    stemma = trace(collate(report(*articles), known), known, leanings={(parent, child): 2})
    assert parents(stemma) == {f"art_{child}": f"art_{parent}"}
    assert any("as copies do" in one.text for one in stemma.copies[0].evidence)


def test_a_lost_original_is_named_by_a_passage_that_credits_an_agency() -> None:
    told = "“We saw the crane go,” pilot Jon Reed told The Associated Press."
    one = article("one", paragraphs(LEAD, SHIPS, COST, CRANE, STORM, FERRY))
    two = article("two", paragraphs(LEAD, SHIPS, QUOTE, told, UNION, STORM))
    stemma = stemma_of(one, two)
    assert [lost.credit for lost in stemma.archetypes] == ["Associated Press"]
    assert {origin.name for origin in stemma.origins} == {"Associated Press"}


def test_an_agencys_update_begins_with_the_news_and_hangs_under_what_it_updates() -> None:
    """The update is the longer of the two: without its new lead it would pass for the original."""
    first = article("first", paragraphs(*REPORT), outlet="Northpoint", credit="Northpoint")
    update = article("update", paragraphs(NEWS, *REPORT), outlet="Northpoint", credit="Northpoint")
    copy = article("copy", paragraphs(NEWS, *REPORT[:6]), credit="Northpoint")
    found = parents(stemma_of(first, update, copy))
    assert found == {"art_update": "art_first", "art_copy": "art_update"}


@pytest.mark.parametrize(
    ("dateline", "origins"), [("VARRICK (Northpoint) — ", {"Northpoint"}), ("", {"Northpoint", "late"})]
)
def test_the_paragraph_that_an_agencys_dateline_opens_is_the_agencys(
    dateline: str, origins: set[str]
) -> None:
    """An update of which one paper's copy is all there is: without the dateline it is that paper's own."""
    renewed = f"{dateline}{NEWS} Its master, Ute Hansen, waved a hat."
    stemma = stemma_of(
        article("wire", paragraphs(*REPORT), outlet="Northpoint", credit="Northpoint"),
        article("early", paragraphs(*REPORT[:6]), credit="Northpoint"),
        article("late", paragraphs(renewed, *REPORT[:7])),
    )
    assert {origin.name for origin in stemma.origins} == origins


def test_what_one_version_leaves_out_hides_nothing_that_others_changed_there() -> None:
    whole = " and ".join(one.rstrip(".") for one in REPORT[:5]) + "."
    versions = {
        "a": whole,
        "b": whole.replace("two million", "three million").replace("eastern quay", "western quay"),
        "c": REPORT[0],
    }
    known = by_id(*(article(name, text) for name, text in versions.items()))
    readings = tuple(
        Reading("kept" if n == 0 else "reworded", one.text, (Carrier(one.id, (0,)),))
        for n, one in enumerate(known.values())
    )
    apparatus = Apparatus("rep_test", tuple(known), (Passage(readings, ()),))
    state = characters(apparatus, known).texts.state
    assert state.T.tolist() == [[0, 0, 1], [0, 1, ABSENT]]


def test_an_outlets_report_with_a_cut_copy_is_the_outlets() -> None:
    stemma = stemma_of(article("own", paragraphs(*REPORT)), article("copy", paragraphs(*REPORT[:5])))
    assert parents(stemma) == {"art_copy": "art_own"}
    assert [(origin.kind, origin.name) for origin in stemma.origins] == [("outlet", "own")]


def test_a_report_of_one_version_has_no_copies() -> None:
    stemma = stemma_of(article("alone", paragraphs(*REPORT)))
    assert stemma.copies == ()
    assert [origin.name for origin in stemma.origins] == ["alone"]


def test_every_copy_says_why_and_how_sure() -> None:
    for copy in stemma_of(*agency_family()).copies:
        assert copy.evidence
        assert 0 < copy.confidence <= 1


def test_cheapest_tree_is_the_cheapest_of_all() -> None:
    """Against every arborescence of small graphs, tried one by one."""
    rng = random.Random(7)
    for size in (2, 3, 4, 5):
        for _ in range(30):
            costs = np.array([[rng.randint(1, 9) for _ in range(size)] for _ in range(size)], dtype=float)
            found = cheapest_tree(costs, 0)
            total = sum(costs[found[n], n] for n in range(1, size))
            assert total == min(_all_totals(costs, size))


def _all_totals(costs: np.ndarray[tuple[int, int], np.dtype[np.float64]], size: int) -> list[float]:
    totals = []
    for choice in itertools.product(range(size), repeat=size - 1):
        parent = (-1, *choice)

        def reaches_root(node: int, parent: tuple[int, ...] = parent) -> bool:
            for _ in range(size):
                if node == 0:
                    return True
                node = parent[node]
            return False

        if all(parent[n] != n and reaches_root(n) for n in range(1, size)):
            totals.append(sum(float(costs[parent[n], n]) for n in range(1, size)))
    return totals


@pytest.mark.parametrize(
    ("text", "agency", "told"),
    [
        ("“It held,” she told the Associated Press.", "Associated Press", True),
        ("The bridge, Reuters reported, was closed.", "Reuters", False),
        ("“It held,” AFP quoted her as saying.", "Agence France-Presse", False),
        ("He said so in an interview with AFP.", "Agence France-Presse", True),
        ("Reuters has an office in the tower.", None, False),
        ("He told reporters that it held.", None, False),
    ],
)
def test_crediting_names_the_agency_a_passage_credits(text: str, agency: str | None, told: bool) -> None:
    assert crediting(text, AGENCIES) == agency
    assert telling(text, AGENCIES) == (agency if told else None)


def test_who_writes_that_an_agency_reported_is_not_that_agency() -> None:
    quoted = "“We saw the crane go,” Reuters quoted pilot Jon Reed as saying."
    stemma = stemma_of(
        article("own", paragraphs(LEAD, quoted, UNION)), article("copy", paragraphs(LEAD, quoted))
    )
    assert not stemma.archetypes
    assert stemma.origins[0].kind == "outlet"


def test_an_agency_is_known_by_name_domain_or_initials() -> None:
    assert is_agency("northwire.example", "Northwire")
    assert is_agency("Northwater Press Agency", "NPA")
    assert not is_agency("Stannick Herald", "NPA")
    assert not is_agency(None, "NPA")


def test_hours_are_compared_across_time_zones() -> None:
    assert hours("2024-05-01T12:00:00+02:00") == hours("2024-05-01T10:00:00Z")
    start, end = hours("2024-05-01")
    assert 23 < end - start < 24
    assert np.isnan(hours("last Tuesday")[0])


def test_costs_do_not_depend_on_how_many_are_judged_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = agency_family()
    found = characters(collate(report(*articles), by_id(*articles)), by_id(*articles))
    together = copy_costs(found, found.texts, found.texts)
    assert len(np.unique(together)) > len(articles)
    monkeypatch.setattr("newstemma.trace.costs.MOST_CELLS", 1)
    assert (copy_costs(found, found.texts, found.texts) == together).all()
    for n in range(len(articles)):
        alone = copy_costs(found, found.texts, found.texts.take([n]))
        assert (alone[:, 0] == together[:, n]).all()


def test_a_text_without_passages_can_be_parent_and_child() -> None:
    articles = agency_family()
    found = characters(collate(report(*articles), by_id(*articles)), by_id(*articles))
    empty = found.texts.take([0])
    empty.present[:] = False
    assert np.isfinite(copy_costs(found, empty, found.texts)).all()
    assert np.isfinite(copy_costs(found, found.texts.joined(empty), empty)).all()


def test_every_cycle_is_broken_where_that_costs_least() -> None:
    """Against all trees of five nodes; whole numbers make many of them cost the same."""
    rng = np.random.default_rng(7)
    for _ in range(60):
        costs = rng.integers(0, 4, (5, 5)).astype(float)
        least = min(
            sum(costs[parent, child] for child, parent in enumerate(parents, 1))
            for parents in itertools.product(range(5), repeat=4)
            if is_tree(parents)
        )
        found = cheapest_tree(costs, 0)
        assert found[0] == -1
        assert is_tree(found[1:].tolist())
        assert sum(costs[parent, child] for child, parent in enumerate(found[1:], 1)) == least


def is_tree(parents: Sequence[int]) -> bool:
    """Whether nodes 1, 2, ... with these parents all lead to node 0."""

    def leads(node: int) -> bool:
        for _ in parents:
            node = parents[node - 1] if node else 0
        return node == 0

    return all(map(leads, range(1, len(parents) + 1)))

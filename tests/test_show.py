"""What is put before the reader's eyes."""

from __future__ import annotations

from itertools import pairwise

from lxml import etree
from making import COST, CRANE, LEAD, REPORT, SHIPS, STORM, UNION, article, by_id, paragraphs, report
from rich.console import Console

from newstemma.collate import collate
from newstemma.model import Apparatus, Copy, Stemma
from newstemma.show.marks import sigla
from newstemma.show.restored import original_text
from newstemma.show.safe import safe, short
from newstemma.show.svg import family_svg
from newstemma.show.synopsis import synopsis
from newstemma.show.trees import family_tree
from newstemma.show.wanted import Wanted
from newstemma.trace import trace

HOSTILE = '</text><script>alert(1)</script>"&\u202e\x1b[2J'


def printed(renderable: object, width: int = 120) -> str:
    console = Console(width=width, record=True, file=open("/dev/null", "w"))  # noqa: SIM115, PTH123
    with console.file:
        console.print(renderable)
    return console.export_text()


def test_few_versions_stand_in_columns_with_their_own_words() -> None:
    one = article("one", paragraphs(*REPORT))
    two = article("two", paragraphs(LEAD, SHIPS.replace("Forty", "Some forty"), COST))
    known = by_id(one, two)
    shown = printed(synopsis(report(one, two), collate(report(one, two), known), known, width=120))
    assert "Some forty" in shown
    assert "left out" in shown


def test_many_versions_become_a_picture() -> None:
    many = [article(f"v{n}", paragraphs(*REPORT[: 8 - n])) for n in range(6)]
    known = by_id(*many)
    shown = printed(synopsis(report(*many), collate(report(*many), known), known, width=100), 100)
    assert "A B C D E F" in shown
    assert "·" in shown


def test_five_hundred_versions_have_a_line_each_that_fits() -> None:
    """Neither collating, tracing, rebuilding nor showing may grow out of hand with the versions."""
    texts = [
        REPORT[: 3 + n % 6] if n % 7 else (*REPORT[:2], REPORT[4].replace("fell", "f3ll")) for n in range(500)
    ]
    many = [article(f"v{n}", paragraphs(*text), credit="Northpoint") for n, text in enumerate(texts)]
    known = by_id(*many)
    apparatus = collate(report(*many), known)
    stemma = trace(apparatus, known)
    assert [one.text for one in stemma.restored] == list(REPORT)
    shown = printed(synopsis(report(*many), apparatus, known, width=100), 100).splitlines()
    strips = [line.rstrip() for line in shown if "●" in line and "kept" not in line]
    assert len(strips) == 500
    assert max(map(len, strips)) <= 20


def test_the_original_shows_what_is_proven_and_healed() -> None:
    broken = UNION.partition(" into ")[0]
    versions = [
        article("one", paragraphs(LEAD, SHIPS, CRANE, broken), credit="Northpoint"),
        article("two", paragraphs(LEAD, COST, SHIPS, UNION, STORM), credit="Northpoint"),
    ]
    known = by_id(*versions)
    stemma = trace(collate(report(*versions), known), known)
    shown = printed(original_text(stemma.restored, sigla(one.id for one in versions)), 300)
    assert f"⟨{STORM}⟩" in shown
    assert f"healed: {broken} (A) → {UNION} (from B)" in shown


def test_only_changes_leaves_out_what_all_have_alike() -> None:
    one, two = article("one", paragraphs(LEAD, CRANE, STORM)), article("two", paragraphs(LEAD, CRANE))
    known = by_id(one, two)
    apparatus = collate(report(one, two), known)
    shown = printed(
        synopsis(report(one, two), apparatus, known, width=120, wanted=Wanted(only=frozenset({"changes"})))
    )
    assert "worst storm" in shown
    assert "crane" not in shown


def test_the_tree_names_every_version_once() -> None:
    many = [article(f"v{n}", paragraphs(*REPORT[: 8 - n]), published=f"2024-01-0{n + 1}") for n in range(5)]
    known = by_id(*many)
    apparatus = collate(report(*many), known)
    shown = printed(family_tree(report(*many), trace(apparatus, known), apparatus, evidence=True))
    assert all(shown.count(f" v{n} ") == 1 for n in range(5))


def test_a_chain_of_copies_is_drawn_however_long() -> None:
    names = [f"v{n}" for n in range(1500)]
    pile = report(*(article(name, paragraphs(LEAD)) for name in names))
    versions = tuple(version.article for version in pile.versions)
    copies = tuple(Copy(child, parent, 0.9, ()) for parent, child in pairwise(versions))
    stemma = Stemma(pile.id, versions, (), copies, (), ())
    apparatus = Apparatus(pile.id, versions, ())
    tree = family_tree(pile, stemma, apparatus)
    for _ in copies:
        (tree,) = tree.children
    drawn = etree.fromstring(family_svg(pile, stemma, apparatus))
    assert len(drawn.findall(".//{*}g[@class='version']")) == len(versions)


def test_the_picture_is_inert_xml_whatever_the_outlets_are_called() -> None:
    many = [
        article(f"v{n}", paragraphs(LEAD, SHIPS, UNION, REPORT[n]), outlet=HOSTILE, headline=HOSTILE)
        for n in range(3)
    ]
    known = by_id(*many)
    apparatus = collate(report(*many), known)
    picture = family_svg(report(*many), trace(apparatus, known), apparatus, link="/article/{id}")
    root = etree.fromstring(picture)
    names = {etree.QName(element).localname for element in root.iter()}
    assert names <= {"svg", "title", "path", "g", "circle", "text", "a"}
    assert not any(
        name.startswith("on") or name == "style" for element in root.iter() for name in element.attrib
    )


def test_sigla_go_on_after_z() -> None:
    assert list(sigla(str(n) for n in range(28)).values())[-3:] == ["Z", "A1", "B1"]


def test_safe_text_is_one_line_without_controls() -> None:
    assert safe("a\x1b[31m b\n\u202ec") == "a[31m b c"
    assert safe(None, unknown="unknown") == "unknown"
    assert short("abcdef", 4) == "abc…"

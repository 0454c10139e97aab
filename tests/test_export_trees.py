"""Family trees as GraphML, Newick and PROV."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from making import COST, CRANE, LEAD, QUOTE, REPORT, SHIPS, article, by_id, paragraphs, report

from newstemma import Archive
from newstemma.cli import main
from newstemma.collate import collate
from newstemma.errors import ExportError
from newstemma.export import TREE_FORMATS, graphml, newick, prov, write
from newstemma.export.families import Family, lost_name
from newstemma.model import Apparatus, Archetype, Copy, Evidence, Report, Stemma, Version
from newstemma.show.safe import safe

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

GRAPHML = {"g": "http://graphml.graphdrawing.org/xmlns"}
HOSTILE = (
    "O'Brien's \"Post\" [&confidence=1](a,b):0.5;\n<![CDATA[]]></data><node/>&amp;\t\x1b[2J\x00"
    "\u202e\ufffe\ud800 --"
)
NAMES = st.text(st.characters(blacklist_categories=()), max_size=40)


def family(outlet: str = "Varrick Post", credit: str | None = "Northpoint") -> Family:
    """Two papers that each lack what the other has, and one that copied the first: their original is lost."""
    articles = (
        article("one", paragraphs(*REPORT[:6]), outlet=outlet, credit=credit, published="2024-05-01"),
        article("two", paragraphs(LEAD, SHIPS, *REPORT[4:]), credit=credit, headline="Port open again"),
        article("three", paragraphs(LEAD, SHIPS, QUOTE, COST, CRANE), headline="Quays <open> & busy"),
    )
    lost = Archetype("arc_1", credit, (Evidence("cuts", "its copies each have passages that others lack"),))
    leaves_out = Evidence("cuts", "leaves out 1 more passage")
    copies = (
        Copy("art_one", "arc_1", 0.75, (Evidence("credit", "credits Northpoint"),)),
        Copy("art_two", "arc_1", 0.7, ()),
        Copy("art_three", "art_one", 0.9, (leaves_out, Evidence("time", "was printed within a day"))),
    )
    stemma = Stemma("rep_test", tuple(one.id for one in articles), (lost,), copies, (), ())
    return Family(report(*articles), stemma, collate(report(*articles), by_id(*articles)))


def renamed(whole: Family, name: str) -> Family:
    """Put a name wherever somebody else's words can stand."""
    versions = tuple(
        replace(one, outlet=name, headline=name, published=name, credit=name) for one in whole.report.versions
    )
    evidence = (Evidence("credit", name),)
    return Family(
        replace(whole.report, versions=versions),
        replace(
            whole.stemma,
            archetypes=tuple(replace(one, credit=name, evidence=evidence) for one in whole.stemma.archetypes),
            copies=tuple(replace(one, evidence=evidence) for one in whole.stemma.copies),
        ),
        whole.apparatus,
    )


def written(form: ModuleType, *families: Family) -> str:
    file = io.StringIO()
    assert form.write(families, file) == len(families)
    return file.getvalue()


def read_graph(text: str) -> tuple[dict[str, dict[str, str]], dict[tuple[str, str], dict[str, str]]]:
    """Read GraphML as its users do: nodes and edges with their data under the names the keys declare."""
    root = ET.fromstring(text.encode())
    names = {key.get("id"): key.attrib for key in root.iterfind("g:key", GRAPHML)}
    (graph,) = root.iterfind("g:graph", GRAPHML)
    assert graph.get("edgedefault") == "directed"

    def data(of: ET.Element) -> dict[str, str]:
        found = {}
        for one in of.iterfind("g:data", GRAPHML):
            key = names[one.get("key")]
            assert of.tag.endswith("}" + key["for"])
            found[key["attr.name"]] = one.text or ""
        return found

    nodes = {str(one.get("id")): data(one) for one in graph.iterfind("g:node", GRAPHML)}
    assert len(nodes) == len(list(graph.iterfind("g:node", GRAPHML)))
    edges = {
        (str(one.get("source")), str(one.get("target"))): data(one)
        for one in graph.iterfind("g:edge", GRAPHML)
    }
    assert {end for edge in edges for end in edge} <= nodes.keys()
    return nodes, edges


def read_newick(text: str) -> tuple[dict[str, str | None], dict[str, str]]:
    """Read one Newick tree: the parent of each name, and the comment after it."""
    parents: dict[str, str | None] = {}
    comments: dict[str, str] = {}
    waiting: list[list[str]] = [[]]
    last = ""
    for token in re.findall(r"'(?:[^']|'')*'|\[[^\]]*\]|[(),;]", text):
        if token == "(":
            waiting.append([])
        elif token == ")":
            children = waiting.pop()
            waiting[-1].append("")
            parents.update((child, "") for child in children)
            pending = children
        elif token.startswith("'"):
            last = token[1:-1].replace("''", "'")
            if waiting[-1] and waiting[-1][-1] == "":
                waiting[-1][-1] = last
                parents.update((child, last) for child in pending)
            else:
                waiting[-1].append(last)
        elif token.startswith("["):
            comments[last] = token
    ((root,),) = waiting
    parents[root] = None
    return parents, comments


def test_graphml_holds_every_text_and_every_copy() -> None:
    whole = family()
    nodes, edges = read_graph(written(graphml, whole))
    assert [one["kind"] for one in nodes.values()].count("lost") == 1 == len(whole.stemma.archetypes)
    assert nodes["rep_test.art_one"] == {
        "label": "Varrick Post", "report": "rep_test", "text": "art_one", "kind": "version",
        "outlet": "Varrick Post", "published": "2024-05-01", "credit": "Northpoint",
    }  # fmt: skip
    assert nodes["rep_test.art_three"]["headline"] == "Quays <open> & busy"
    assert edges.keys() == {
        (f"rep_test.{copy.parent}", f"rep_test.{copy.child}") for copy in whole.stemma.copies
    }
    edge = edges["rep_test.art_one", "rep_test.art_three"]
    assert edge == {
        "confidence": "0.9",
        "kept": "0.8333",
        "evidence": "leaves out 1 more passage; was printed within a day",
    }


def test_newick_has_lost_texts_as_inner_nodes() -> None:
    whole = family()
    line = written(newick, whole)
    assert line.count("\n") == 1
    parents, comments = read_newick(line)
    (lost,) = whole.stemma.archetypes
    root = f"lost text of Northpoint {lost.id}"
    assert parents == {
        root: None,
        "Varrick Post art_one": root,
        "two art_two": root,
        "three art_three": "Varrick Post art_one",
    }
    assert comments[root] == '[&report="rep_test"]'
    assert comments["three art_three"] == "[&confidence=0.9,kept=0.8333]"


def test_prov_derives_copies_and_attributes_texts() -> None:
    whole = family()
    document = json.loads(written(prov, whole))
    assert_is_prov(document)
    (lost,) = whole.stemma.archetypes
    assert document["entity"][f"nt:{lost.id}"]["prov:label"] == "lost text of Northpoint"
    derived = {
        (one["prov:generatedEntity"], one["prov:usedEntity"]) for one in document["wasDerivedFrom"].values()
    }
    assert derived == {(f"nt:{copy.child}", f"nt:{copy.parent}") for copy in whole.stemma.copies}
    names = {agent: one["prov:label"] for agent, one in document["agent"].items()}
    attributed = {
        (one["prov:entity"], names[one["prov:agent"]]) for one in document["wasAttributedTo"].values()
    }
    assert {
        ("nt:art_one", "Varrick Post"), ("nt:art_one", "Northpoint"), (f"nt:{lost.id}", "Northpoint"),
        ("nt:art_three", "three"),
    } <= attributed  # fmt: skip
    assert ("nt:art_three", "Northpoint") not in attributed


def assert_is_prov(document: dict[str, Any]) -> None:
    """Check what the PROV-JSON schema asks for: sections, their records, and that every name resolves."""
    assert document.keys() == {"prefix", "entity", "agent", "wasDerivedFrom", "wasAttributedTo"}
    known = {**document["prefix"], "prov": "http://www.w3.org/ns/prov#"}
    for section in ("entity", "agent", "wasDerivedFrom", "wasAttributedTo"):
        for identity, record in document[section].items():
            prefix, _, local = identity.partition(":")
            assert prefix in {*known, "_"}
            assert re.fullmatch(r"\w+", local)
            for name, value in record.items():
                assert name.partition(":")[0] in known
                if isinstance(value, dict):
                    assert value.keys() == {"$", "type"}
                else:
                    assert isinstance(value, str | float)
    for one in document["wasDerivedFrom"].values():
        assert {one["prov:generatedEntity"], one["prov:usedEntity"]} <= document["entity"].keys()
        assert one["prov:type"] == {"$": "prov:Quotation", "type": "prov:QUALIFIED_NAME"}
    for one in document["wasAttributedTo"].values():
        assert one["prov:entity"] in document["entity"]
        assert one["prov:agent"] in document["agent"]


@pytest.fixture(scope="module")
def whole() -> Family:
    return family()


@given(name=NAMES | st.just(HOSTILE))
def test_whatever_an_outlet_is_called_its_tree_can_be_read(whole: Family, name: str) -> None:
    hostile = renamed(whole, name)
    shown = safe(name)
    nodes, edges = read_graph(written(graphml, hostile))
    in_xml = "".join(c for c in shown if c not in "\ufffe\uffff")
    assert {one["outlet"] for one in nodes.values() if one["kind"] == "version"} == {in_xml}
    assert len(edges) == len(whole.stemma.copies)
    line = written(newick, hostile)
    assert line.splitlines() == [line.removesuffix("\n")]
    parents, _ = read_newick(line)
    assert parents.keys() == {
        f"{shown} {one.article}" if isinstance(one, Version) else f"{lost_name(one)} {one.id}"
        for one in hostile.texts
    }
    document = json.loads(written(prov, hostile))
    assert_is_prov(document)
    written(prov, hostile).encode()


def test_many_trees_are_one_file() -> None:
    one = family()
    other = replace(one, report=replace(one.report, id="rep_other"))
    nodes, edges = read_graph(written(graphml, one, other))
    assert len(nodes) == 2 * len(one.texts)
    assert len(edges) == 2 * len(one.stemma.copies)
    assert len(written(newick, one, other).splitlines()) == 2
    document = json.loads(written(prov, one, other))
    assert len(document["entity"]) == len(one.texts)
    assert len(document["wasDerivedFrom"]) == 2 * len(one.stemma.copies)


def test_a_long_chain_and_several_roots_can_be_written() -> None:
    articles = tuple(f"art_{n}" for n in range(3000))
    versions = tuple(Version(one, "Outlet", None, None, None, ()) for one in articles)
    copies = tuple(Copy(b, a, 0.5, ()) for a, b in pairwise(articles[1:]))
    stemma = Stemma("rep_test", articles, (), copies, (), ())
    chain = Family(Report("rep_test", versions), stemma, Apparatus("rep_test", articles, ()))
    line = newick.newick(chain)
    assert line.startswith("('Outlet art_0',((((")
    assert line.endswith("'Outlet art_1')[&report=\"rep_test\"];")
    assert line.count("(") == line.count(")") == 2999


def test_a_lost_text_without_credit_has_a_name() -> None:
    assert lost_name(Archetype("arc_1", None, ())) == "lost text"


@pytest.mark.parametrize("form", TREE_FORMATS)
def test_all_trees_and_one_report_are_exported(form: str, example_archive: Path, tmp_path: Path) -> None:
    with Archive(example_archive, readonly=True) as archive:
        reports = list(archive.reports())
        texts = {version.article for one in reports for version in one.versions}
    target = tmp_path / f"trees.{form}"
    for what, expected in (("stemmata", texts), (reports[0].id, {v.article for v in reports[0].versions})):
        command = ["export", what, "--archive", str(example_archive), "--format", form, "-o", str(target)]
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 0, result.output
        assert set(re.findall(r"art_[0-9a-f]{16}", target.read_text(encoding="utf-8"))) == expected
    shown = CliRunner().invoke(main, [*command[:-2]])
    assert shown.stdout == target.read_text(encoding="utf-8")


def test_stemmata_are_lists_too(example_archive: Path) -> None:
    result = CliRunner().invoke(main, ["export", "stemmata", "--archive", str(example_archive)])
    with Archive(example_archive, readonly=True) as archive:
        found = [json.loads(line)["report"] for line in result.stdout.splitlines()]
        assert found == [one.id for one in archive.reports()]


def test_lists_of_other_nouns_are_no_trees() -> None:
    with pytest.raises(ExportError, match="stemmata, and one report, also as graphml, newick, prov"):
        write([], io.StringIO(), "newick")

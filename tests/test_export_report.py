"""A report as TEI and as HTML."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from lxml import etree
from lxml import html as lxml_html
from making import COST, CRANE, LEAD, QUOTE, REPORT, SHIPS, STORM, article, by_id, paragraphs, report

from newstemma import Archive
from newstemma.cli import main
from newstemma.collate import collate
from newstemma.errors import ExportError
from newstemma.export import html, tei, write, write_one
from newstemma.trace import trace

if TYPE_CHECKING:
    from types import ModuleType

    from newstemma.model import Article

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
SCHEMA = Path(__file__).parent / "tei" / "apparatus.rng"
HOSTILE = "</p><script>alert(1)</script>\u202e\x1b[2J\ufffe &amp; <b onclick=x>"


def exported(form: ModuleType, *articles: Article) -> str:
    known = by_id(*articles)
    apparatus = collate(report(*articles), known)
    file = io.StringIO()
    form.write(report(*articles), apparatus, trace(apparatus, known), known, file)
    return file.getvalue()


def versions(hostile: str = "") -> tuple[Article, ...]:
    """Three versions with other words, damage, a cut, a joined sentence, and a name of hostile letters."""
    joined = f"{COST.rstrip('.')}, while a{CRANE[1:]}"
    return (
        article("one", paragraphs(*REPORT), headline=f"Harbour reopens{hostile}", credit="Northpoint"),
        article(
            "two",
            paragraphs(LEAD, SHIPS.replace("Forty", "Fifty"), QUOTE, joined, STORM + hostile),
            headline="Port open again",
            credit="Northpoint",
        ),
        article("three", paragraphs(LEAD, SHIPS, QUOTE.replace("slept", "s1ept"), COST), credit="Northpoint"),
    )


@pytest.mark.parametrize("hostile", ["", HOSTILE])
def test_tei_is_valid(hostile: str) -> None:
    document = etree.fromstring(exported(tei, *versions(hostile)).encode())
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    assert schema.validate(document), schema.error_log


def test_the_schema_refuses_what_is_no_apparatus() -> None:
    document = etree.fromstring(exported(tei, *versions()).encode())
    (lemma, *_) = document.iterfind(".//t:lem", TEI)
    del lemma.attrib["wit"]
    assert not etree.RelaxNG(etree.parse(SCHEMA)).validate(document)


def test_tei_says_who_reads_what_and_of_what_kind_it_is() -> None:
    document = etree.fromstring(exported(tei, *versions()).encode())
    readings = {(one.get("type"), one.text, one.get("wit")) for one in document.iterfind(".//t:rdg", TEI)}
    assert ("number", "Fifty", "#B") in readings
    assert ("damage", "s1ept", "#C") in readings
    assert ("omitted", None, "#B #C") in readings
    assert ("reworded", "Port open again", "#B") in readings
    ids = [
        one.get("{http://www.w3.org/XML/1998/namespace}id") for one in document.iterfind(".//t:witness", TEI)
    ]
    assert ids == ["A", "B", "C"]


def test_tei_gives_back_each_passage_as_the_first_reading_has_it() -> None:
    document = etree.fromstring(exported(tei, *versions()).encode())
    for rdg in list(document.iterfind(".//t:rdg", TEI)):
        tail = rdg.tail or ""
        rdg.getparent().remove(rdg)
        assert not tail.strip()
    texts = ["".join(one.itertext()) for one in document.iterfind("t:text/t:body/t:p", TEI)]
    assert texts == list(REPORT)


@pytest.mark.parametrize("count", [3, 9])
def test_html_holds_every_version_and_needs_nothing_else(count: int) -> None:
    cuts = [REPORT[: 8 - n % 4] for n in range(count)]
    many = [article(f"copy{n}", paragraphs(*cut), outlet=f"Outlet {n}") for n, cut in enumerate(cuts)]
    text = exported(html, *many)
    assert all(f"Outlet {n}" in text for n in range(count))
    assert all(sentence in text for sentence in REPORT if "union" not in sentence)
    document = lxml_html.document_fromstring(text)
    assert not document.xpath("//script | //link | //img | //a | //@src | //@href")
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy


def test_html_is_inert_whatever_an_outlet_prints() -> None:
    text = exported(html, *versions(HOSTILE))
    document = lxml_html.document_fromstring(text)
    assert not document.xpath("//script | //b | //@onclick")
    assert not {"\x1b", "\u202e"} & set(text)


def test_html_marks_changed_numbers() -> None:
    document = lxml_html.document_fromstring(exported(html, *versions()))
    assert [one.text for one in document.xpath("//div[@class='side']//mark[@class='number']")] == ["Fifty"]


def test_a_report_is_exported_by_its_id(example_archive: Path, tmp_path: Path) -> None:
    with Archive(example_archive, readonly=True) as archive:
        found = next(archive.reports())
        with pytest.raises(ExportError, match="only a report"):
            write_one(next(archive.articles()), archive, io.StringIO(), "tei")
    for form in ("tei", "html", "jsonl"):
        target = tmp_path / f"report.{form}"
        command = ["export", found.id, "--archive", str(example_archive), "--format", form, "-o", str(target)]
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 0, result.output
        assert found.id in target.read_text(encoding="utf-8")


def test_lists_have_no_report_format() -> None:
    with pytest.raises(ExportError, match="by its id, also as tei"):
        write([], io.StringIO(), "tei")

"""What a reader finds on each page, in the archive of the example pages."""

from __future__ import annotations

import itertools
from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from lxml import html
from room_pile import fill, noun_set, visiting

from newstemma.archive import Archive
from newstemma.archive.reading import NOUNS, table_of
from newstemma.model import Apparatus, Fault, Finding, Report, Statement, Stemma, Story
from newstemma.pipeline import Pile
from newstemma.room.addresses import address
from newstemma.room.listing import LISTINGS
from newstemma.room.site import VIEWS
from newstemma.show.marks import sigla

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from room_pile import Visitor


MOST_VISITS = 30
"""Pages of one kind that are visited; the others are like them."""


@pytest.fixture(scope="module")
def visitor(example_archive: Path) -> Iterator[Visitor]:
    with visiting(example_archive) as one:
        yield one


@pytest.fixture(scope="module")
def archive(example_archive: Path) -> Iterator[Archive]:
    with Archive(example_archive, readonly=True) as one:
        yield one


@pytest.fixture(scope="module")
def report(archive: Archive) -> Report:
    """Give the most printed report."""
    return next(archive.reports())


SHARES = ("words", "kept", "reworded", "cut", "added")


def read(visitor: Visitor, place: str) -> html.HtmlElement:
    return html.document_fromstring(visitor.get(place))


def words(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def test_every_link_of_every_page_leads_somewhere(visitor: Visitor) -> None:
    waiting, seen, anchors = ["/"], {"/"}, set()
    found: dict[str, set[str]] = {}
    visits: Counter[str] = Counter()
    while waiting:
        place = waiting.pop()
        answer = visitor.ask(place)
        assert answer.status_code == 200, place
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        page = html.document_fromstring(answer.text)
        found[place] = {str(name) for name in page.xpath("//@id")}
        for link in page.xpath("//a/@href | //link/@href | //form/@action"):
            if str(link).startswith("http"):
                continue
            path, _, anchor = str(link).partition("#")
            path = (place.partition("?")[0] + path if path.startswith("?") else path) or place
            if anchor:
                anchors.add((path, anchor))
            kind = path.partition("?")[0].split("/")[1]
            if path not in seen and visits[kind] < MOST_VISITS:
                visits[kind] += 1
                seen.add(path)
                waiting.append(path)
    assert {view.split("/")[1] for view in VIEWS} - {"fault"} == set(visits) - {"static"} | {""}
    assert not {(path, anchor) for path, anchor in anchors if path in found and anchor not in found[path]}


def test_front_page_counts_what_the_archive_holds(visitor: Visitor, archive: Archive, report: Report) -> None:
    page = read(visitor, "/")
    counts = {words(one.find("dt")): words(one.find("dd")) for one in page.find_class("counts")[0]}
    summary = archive.summary()
    assert counts["articles"] == str(summary.articles) == "23"
    assert counts["stories"] == str(summary.stories)
    assert counts["findings"] == str(summary.findings)
    assert address(report.id) in page.xpath("//a/@href")


def test_empty_archive_says_what_to_do_next(tmp_path: Path) -> None:
    with visiting(fill(tmp_path / "news.db", Pile(()))) as visitor:
        page = words(read(visitor, "/"))
        assert "Nothing to read yet" in page
        assert "newstemma read saved-pages/ --archive news.db" in page
        for listing in LISTINGS:
            assert "The archive holds none" in visitor.get(listing.path)


def test_archive_of_nothing_but_faults_leads_to_them(tmp_path: Path) -> None:
    _, fault = noun_set(0, "words")
    with visiting(fill(tmp_path / "news.db", Pile(()), [fault])) as visitor:
        assert "1 fault" in words(read(visitor, "/").find_class("empty")[0])


@pytest.mark.parametrize("kind", NOUNS.values(), ids=table_of)
def test_every_noun_has_a_page_and_a_twin_with_the_models_fields(
    visitor: Visitor, archive: Archive, kind: type[Any], tmp_path: Path
) -> None:
    if kind is Fault:  # no example page is faulty
        pile, fault = noun_set(0, "words")
        with visiting(fill(tmp_path / "news.db", pile, [fault])) as other:
            assert msgspec.json.decode(other.get(address(fault.id, form=".json")), type=Fault) == fault
            assert fault.reason in words(read(other, address(fault.id)))
        return
    noun = next(archive.ask.all(kind))
    page = read(visitor, address(noun.id))
    (twin,) = page.xpath("//a[@class='twin'][1]/@href")
    assert twin == address(noun.id, form=".json")
    assert msgspec.json.decode(visitor.get(twin), type=kind) == noun
    assert visitor.ask(twin).headers["content-type"] == "application/json"


def test_apparatus_and_stemma_have_twins(visitor: Visitor, archive: Archive, report: Report) -> None:
    apparatus = msgspec.json.decode(visitor.get(f"/apparatus/{report.id}.json"), type=Apparatus)
    stemma = msgspec.json.decode(visitor.get(f"/stemma/{report.id}.json"), type=Stemma)
    assert apparatus == archive.apparatus(report.id)
    assert stemma == archive.stemma(report.id)


def test_picture_has_a_cell_for_every_version_and_passage(
    visitor: Visitor, archive: Archive, report: Report
) -> None:
    apparatus = archive.apparatus(report.id)
    page = read(visitor, address(report.id))
    (table,) = page.find_class("strips")
    names = sigla(version.article for version in report.versions)
    rows = table.findall("tbody/tr")
    assert [words(row.find("th")) for row in rows] == list(names.values())
    for row, version in zip(rows, report.versions, strict=True):
        cells = row.findall("td")[-len(apparatus.passages) :]
        assert len(row.findall("td")) == len(("version", "has")) + len(apparatus.passages)
        for cell, passage in zip(cells, apparatus.passages, strict=True):
            has = any(carrier.article == version.article for carrier in passage.carriers)
            assert ("not in it" in words(cell)) is not has
            assert ("moved" in words(cell)) is (version.article in passage.moved)


def test_numbers_tell_what_each_version_kept(visitor: Visitor, archive: Archive, report: Report) -> None:
    (numbers,) = read(visitor, address(report.id)).find_class("measures")
    assert [words(cell) for cell in numbers.findall("table/thead/tr/th")[1:]] == list(SHARES)
    for row, measure in zip(numbers.findall("table/tbody/tr"), archive.measures(report.id), strict=True):
        told = [words(cell) for cell in row.findall("td")]
        shares = (measure.kept, measure.reworded, measure.cut, measure.added)
        assert told == [f"{measure.words:,}", *(f"{share:.0%}" if share else "–" for share in shares)]


def test_rebuilt_original_tells_what_is_proven_and_from_whom_it_was_healed(
    visitor: Visitor, archive: Archive, report: Report
) -> None:
    page = read(visitor, address(report.id))
    restored = archive.stemma(report.id).restored
    shown = page.find_class("restored")
    assert len(shown) == len(restored) > 0
    assert any(one.healings for one in restored)
    for entry, one in zip(shown, restored, strict=True):
        (text,) = entry.find_class("text")
        assert words(text) == words(html.fromstring(f"<p>{escape(one.text)}</p>")).join(
            ("", "") if one.proven else "⟨⟩"
        )
        told = [words(item) for item in entry.xpath(".//li")]
        assert sum(item.startswith("healed") for item in told) == len(one.healings)
        assert sum(item.startswith("doubtful") for item in told) == len(one.doubts)


def test_chosen_versions_stand_side_by_side_in_their_own_words(
    visitor: Visitor, archive: Archive, report: Report
) -> None:
    names = sigla(version.article for version in report.versions)
    chosen = [version.article for version in report.versions][1:4]
    page = read(visitor, f"{address(report.id)}?" + "&".join(f"v={names[one]}" for one in chosen))
    assert [words(one) for one in page.xpath("//div[contains(@class, 'heads')]//b")] == [
        names[one] for one in chosen
    ]
    assert page.xpath("//input[@name='v'][@checked]/@value") == [names[one] for one in chosen]
    articles = {one: archive.article(one) for one in chosen}
    for number, passage in enumerate(archive.apparatus(report.id).passages, 1):
        held = {carrier.article: carrier for carrier in passage.carriers if carrier.article in articles}
        shown = page.xpath(f"//section[@id='p{number}']//div[contains(@class, 'cell')]")
        assert len(shown) == (3 if held else 0)
        for cell, version in zip(shown, chosen, strict=False):
            if version not in held:
                assert "omitted" in cell.get("class")
                continue
            text = articles[version].text
            spans = [articles[version].sentences[n] for n in held[version].sentences]
            for gap in cell.xpath(".//span[@class='gap']"):
                gap.drop_tree()
            own = " ".join(text[span.start : span.end] for span in spans)
            assert words(cell.find_class("text")[0]) == " ".join(own.split())


def test_only_changes_leaves_out_what_is_alike(visitor: Visitor, report: Report) -> None:
    place = f"{address(report.id)}?v=B&v=C"
    whole, changed = (read(visitor, one).find_class("passage") for one in (place, place + "&only=changes"))
    assert 0 < len(changed) < len(whole)
    for passage in changed:
        assert passage.xpath(".//mark | .//span[@class='gap'] | .//span[@class='state']")


def test_more_columns_than_can_be_read_are_cut_and_told(visitor: Visitor, report: Report) -> None:
    page = read(visitor, f"{address(report.id)}?" + "&".join(f"v={name}" for name in "ABCDEFGH"))
    assert len(page.find_class("head")) == 6
    assert "the first 6 are shown" in words(page)
    assert len(read(visitor, f"{address(report.id)}?v=nobody").find_class("head")) == 4


def test_each_passage_unfolds_to_all_its_readings_and_its_origin(
    visitor: Visitor, archive: Archive, report: Report
) -> None:
    page = read(visitor, f"{address(report.id)}?v=A&v=B&v=C&v=D&v=E&v=F")
    stemma = archive.stemma(report.id)
    origins = {origin.id: origin for origin in stemma.origins}
    for number, passage in enumerate(archive.apparatus(report.id).passages):
        for section in page.xpath(f"//section[@id='p{number + 1}']"):
            readings = section.find_class("readings")[0].findall("li")
            assert [words(one.find_class("text")[0]) for one in readings] == [
                r.text for r in passage.readings
            ]
            changes = [words(one) for one in section.xpath(".//ul[@class='changes']/li")]
            assert len(changes) == sum(len(reading.changes) for reading in passage.readings)
            assert origins[stemma.passages[number]].because in words(section.find_class("because")[0])


def test_tree_and_list_tell_the_same_copies(visitor: Visitor, archive: Archive, report: Report) -> None:
    page = read(visitor, address(report.id))
    stemma = archive.stemma(report.id)
    drawn = page.xpath("//*[local-name()='svg']//*[local-name()='a']/@href")
    assert sorted(drawn) == sorted(address(version.article) for version in report.versions)
    listed = page.xpath("//ol[@class='copies']/li")
    assert len(listed) == len(stemma.copies) == len(page.xpath("//*[contains(@class, 'copy')]"))
    for entry, copy in zip(listed, stemma.copies, strict=True):
        assert f"{copy.confidence:.0%} sure" in words(entry)
        assert all(reason.text in words(entry) for reason in copy.evidence)


def test_origins_tell_their_passages_and_why(visitor: Visitor, archive: Archive, report: Report) -> None:
    stemma = archive.stemma(report.id)
    page = read(visitor, address(report.id))
    used = [origin for origin in stemma.origins if origin.id in stemma.passages]
    listed = page.xpath("//ol[@class='origins']/li")
    assert len(listed) == len(used)
    for entry, origin in zip(listed, used, strict=True):
        assert (origin.name or "unnamed") in words(entry)
        assert origin.because[1:] in words(entry)
        count = stemma.passages.count(origin.id)
        assert f"{count} passage{'s' * (count != 1)}" in words(entry)


def test_report_of_one_version_shows_its_text_and_no_tree(visitor: Visitor, archive: Archive) -> None:
    alone = next(report for report in archive.reports() if len(report.versions) == 1)
    page = read(visitor, address(alone.id))
    assert "nobody in this archive copied it" in words(page)
    assert not page.find_class("stemma")
    assert len(page.find_class("passage")) == len(archive.apparatus(alone.id).passages)


def test_article_shows_its_text_statements_and_how_it_is_known(visitor: Visitor, archive: Archive) -> None:
    statement = next(one for one in archive.statements() if one.kind == "direct" and one.speaker)
    article = archive.article(statement.article)
    page = read(visitor, address(article.id))
    (text,) = page.xpath("//article")
    for note in text.find_class("note"):
        note.drop_tree()
    for paragraph in article.body:
        assert paragraph in words(text)
    marked = " ".join(words(one) for one in text.xpath(".//span[contains(@class, 'content')]"))
    for span in statement.content_spans:
        assert article.text[span.start : span.end] in marked
    facts = page.xpath("//section[@class='known']//tbody/tr")
    bases = {basis.field: basis for basis in article.bases}
    for fact in facts:
        field = words(fact.find("th"))
        assert bases[field].source in words(fact)
        assert f"{bases[field].confidence:.0%}" in words(fact)
    assert all(str(place) in words(page) for place in archive.ask.places(article.page))


def test_furniture_is_folded_away(visitor: Visitor, archive: Archive) -> None:
    article = next(one for one in archive.articles() if any(p.kind == "furniture" for p in one.paragraphs))
    (furniture, *_) = (p for p in article.paragraphs if p.kind == "furniture")
    page = read(visitor, address(article.id))
    folded = " ".join(words(one) for one in page.xpath("//details[@class='furniture']"))
    assert " ".join(article.text[furniture.start : furniture.end].split()) in folded
    assert not page.xpath("//details[@open]")


def test_finding_tells_every_carrier_by_origin(visitor: Visitor, archive: Archive) -> None:
    for finding in list(archive.findings())[:12]:
        page = read(visitor, address(finding.id))
        roots = page.find_class("root")
        assert len(roots) == finding.origins
        for root, support in zip(roots, finding.support, strict=True):
            assert support.origin.because in words(root)
            linked = set(root.xpath(".//ul[@class='carriers']//a/@href"))
            assert linked == {address(article) for article in support.articles}
            for wording in root.find_class("wording"):
                first = archive.article(wording.xpath(".//ul//a/@href")[0].rpartition("/")[2])
                for quoted in wording.findall("blockquote"):
                    assert words(quoted) in " ".join(first.text.split())


def test_findings_can_be_filtered(visitor: Visitor, archive: Archive, report: Report) -> None:
    two = {address(one.id) for one in archive.findings() if one.origins >= 2}
    page = read(visitor, "/findings?origins=2&kind=&speaker=")
    assert set(page.xpath("//li//h3/a/@href")) == two
    assert page.xpath("//input[@name='origins']/@value") == ["2"]
    inside = read(visitor, f"/findings?report={report.id}")
    assert page.xpath("//h2[@class='range']")
    assert inside.xpath("//input[@name='report'][@checked]")
    assert "Nothing here fits" in visitor.get("/findings?origins=999")


def test_statements_can_be_filtered_by_words_day_and_origins(visitor: Visitor, archive: Archive) -> None:
    days = {article.id: (article.published or "")[:10] for article in archive.articles()}
    of_two = {
        statement
        for finding in archive.findings()
        if finding.kind == "statement" and finding.origins >= 2
        for (statement,) in archive.ask.rows("SELECT noun FROM member WHERE finding = ?", finding.id)
    }
    for asked, fits in (
        ("about=RAILWAY", lambda one: "railway" in one.content.casefold()),
        ("since=2025-03-12&until=2025-03-12", lambda one: days[one.article] == "2025-03-12"),
        ("origins=2", lambda one: one.id in of_two),
    ):
        wanted = sum(map(fits, archive.statements()))
        assert wanted > 0
        (count,) = read(visitor, f"/statements?{asked}").find_class("range")
        assert words(count).endswith(f"of {wanted} statement{'s' * (wanted != 1)}")


def test_percent_signs_and_underlines_are_letters_in_a_filter(visitor: Visitor) -> None:
    assert "Nothing here fits" in visitor.get("/articles?outlet=%25")
    assert "Nothing here fits" in visitor.get("/articles?outlet=_")
    assert "Nothing here fits" in visitor.get("/articles?outlet=%5C")
    assert "Stannick Herald" in visitor.get("/articles?outlet=stannick")


def test_lists_are_turned_page_by_page_without_gap_or_repetition(visitor: Visitor, archive: Archive) -> None:
    seen: list[str] = []
    place: str | None = "/statements"
    while place is not None:
        page = read(visitor, place)
        seen += page.xpath("//p[@class='said']/a/@href")
        place = next(iter(page.xpath("//a[@rel='next']/@href")), None)
    assert seen == [address(one.id) for one in archive.ask.all(Statement)]
    assert "There is no page 99" in visitor.get("/statements?page=99")


def test_story_tells_its_reports_and_findings(visitor: Visitor, archive: Archive) -> None:
    story = next(archive.ask.all(Story))
    page = read(visitor, address(story.id))
    links = set(page.xpath("//a/@href"))
    assert {address(one) for one in story.reports} <= links
    findings = {address(one.id) for one in archive.ask.all(Finding)}
    assert links & findings


def test_actor_tells_what_it_said_and_did(visitor: Visitor, archive: Archive) -> None:
    speakers = {one.speaker for one in archive.statements()}
    actor = next(one for one in archive.actors() if one.name in speakers)
    page = read(visitor, address(actor.id))
    said = {address(one.id) for one in archive.ask.all(Statement, "speaker = ?", actor.name, limit=20)}
    assert said == set(page.xpath("//p[@class='said']/a/@href"))


def test_statement_and_event_stand_in_their_paragraph(visitor: Visitor, archive: Archive) -> None:
    statement = next(one for one in archive.statements() if one.speaker_span)
    article = archive.article(statement.article)
    page = read(visitor, address(statement.id))
    assert words(page.find_class("speaker")[0]) in article.text
    event = next(archive.events())
    page = read(visitor, address(event.id))
    start, end = event.verb_span
    verb = archive.article(event.article).text[start:end]
    assert verb.split()[0] in " ".join(words(one) for one in page.find_class("deed"))


@pytest.mark.parametrize(
    "place", ["/", "/words", "/search?q=railway", *[listing.path for listing in LISTINGS]]
)
def test_every_page_can_be_read_aloud(visitor: Visitor, place: str) -> None:
    page = read(visitor, place)
    assert page.get("lang") == "en"
    assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1
    assert page.xpath("//a[@class='skip']/@href") == ["#content"]
    names = [words(one) or one.get("aria-label") for one in page.xpath("//nav | //form")]
    assert all(names)
    labelled = {str(one) for one in page.xpath("//label/@for")}
    for field in page.xpath("//input | //select"):
        assert field.get("id") in labelled or field.getparent().tag == "label"
    assert all(words(link) or link.get("aria-label") for link in page.xpath("//a"))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    levels = [int(one.tag[1]) for one in page.xpath("//h1 | //h2 | //h3")]
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))

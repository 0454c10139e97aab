"""The truth about the example pages holds against the pages themselves, without the program."""

from __future__ import annotations

import html
import json
import re
from datetime import datetime
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import feedparser
import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
Row = dict[str, Any]
TRUTH: Row = json.loads((ROOT / "tests" / "cases" / "examples.truth.json").read_text(encoding="utf-8"))
PAGES: dict[str, Row] = {row["page"]: row for row in TRUTH["pages"]}
RECURRING: list[Row] = TRUTH["statements"] + TRUTH["events"]
EVERY_PAGE = pytest.mark.parametrize("row", PAGES.values(), ids=PAGES.keys())
MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)
ESCAPED = {"html escaped once": 1, "html escaped twice": 2, "text with named entities": 1}
HTML = [
    row
    for row in PAGES.values()
    if row["format"] in {"html", "warc", "html escaped once", "html escaped twice"}
]
WITHOUT_END = {"meta", "link", "img", "input", "br"}


@cache
def records(file: str) -> tuple[str, ...]:
    """The pages of a file as they lie in it, as text."""
    path = EXAMPLES / file
    if path.name.endswith(".warc.gz"):
        with path.open("rb") as stream:
            responses = ArchiveIterator(stream, record_types=WarcRecordType.response)
            return tuple(response.reader.read().decode(response.http_charset or "") for response in responses)
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        rows = [json.loads(line) for line in text.splitlines()]
        return tuple("\n".join(row[key] for key in ("title", "source", "date", "text")) for row in rows)
    if path.suffix == ".xml":
        feed = feedparser.parse(text.encode())
        assert not feed.bozo
        return tuple(
            f"{entry.title}\n{feed.feed.title}\n{entry.author}\n{entry.summary}\n{entry.content[0].value}"
            for entry in feed.entries
        )
    return (text,)


def layers(row: Row) -> list[str]:
    """The page as it lies there, with each escaping undone, and as bare text."""
    found = [records(row["file"])[(row["record"] or 1) - 1]]
    for _ in range(ESCAPED.get(row["format"], 0)):
        found.append(html.unescape(found[-1]))
    found.append(" ".join(html.unescape(MARKUP.sub(" ", found[-1])).split()))
    return found


def flat(text: str) -> str:
    """Without spaces: inline markup leaves some behind when it is taken out."""
    return text.replace(" ", "")


class Balance(HTMLParser):
    """Fails at the first end tag that does not close the element last opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag not in WITHOUT_END:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag, f"line {self.getpos()[0]}"


def test_every_page_in_the_folder_is_in_the_truth() -> None:
    assert {row["file"] for row in PAGES.values()} == {path.name for path in EXAMPLES.iterdir()}
    for file in {row["file"] for row in PAGES.values()}:
        numbers = [row["record"] for row in PAGES.values() if row["file"] == file]
        several = sorted(number for number in numbers if number is not None)
        assert numbers == [None] or several == list(range(1, len(records(file)) + 1)), file


@EVERY_PAGE
def test_what_the_truth_says_of_a_page_stands_in_it(row: Row) -> None:
    raw, text = layers(row)[-2:]
    metadata = html.unescape(raw)
    for key in ("outlet", "headline", "deck", "byline", "dateline"):
        assert row[key] is None or row[key] in metadata, key
    for line in (*row["captions"], *row["credit_lines"]):
        assert flat(line) in flat(text)
    at = 0
    for paragraph in row["body"]:
        place = flat(text).find(flat(paragraph), at)
        assert place >= 0, paragraph
        at = place + len(flat(paragraph))
    for emendation in row["emendations"]:
        assert emendation["printed"] in row["body"][emendation["paragraph"]]


@EVERY_PAGE
def test_forbidden_strings_stand_in_the_page_but_not_in_its_body(row: Row) -> None:
    body = "\n".join(row["body"])
    for forbidden in row["forbidden"]:
        assert any(forbidden in layer for layer in layers(row)), forbidden
        assert forbidden not in body


@EVERY_PAGE
def test_published_is_what_the_page_states(row: Row) -> None:
    if row["published"] is None:
        assert not any(re.search(r"20\d\d-\d\d|\b\d{1,2} March 20\d\d", layer) for layer in layers(row))
    elif row["format"] == "feed":
        entry = feedparser.parse((EXAMPLES / row["file"]).read_bytes()).entries[row["record"] - 1]
        stated = datetime.strptime(entry.published, "%a, %d %b %Y %H:%M:%S GMT")  # noqa: DTZ007
        assert stated.isoformat() + "+00:00" == row["published"]
    else:
        assert row["published"] in layers(row)[-2]


@pytest.mark.parametrize("row", HTML, ids=lambda row: row["page"])
def test_html_is_well_formed_and_its_metadata_parse(row: Row) -> None:
    page = layers(row)[-2]
    balance = Balance()
    balance.feed(page)
    balance.close()
    assert not balance.opened
    for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL):
        assert json.loads(block)["@type"] == "NewsArticle"


def ancestry(page: str, report: str) -> list[str]:
    """The page, the page it was copied from, and so on, up to the first version in the pile."""
    line = [page]
    while (parent := PAGES[line[-1]]["copied_from"][report]) in PAGES:
        assert parent not in line, f"{parent} is a copy of itself"
        line.append(parent)
    return line


@EVERY_PAGE
def test_copies_lead_to_one_first_version(row: Row) -> None:
    assert set(row["reports"]) == set(row["copied_from"])
    for report in row["reports"]:
        line = ancestry(row["page"], report)
        dates = [PAGES[page]["published"] for page in line if PAGES[page]["published"]]
        times = [datetime.fromisoformat(date) for date in dates]
        assert times == sorted(times, reverse=True)
        root = PAGES[line[-1]]["copied_from"][report]
        assert root is None or TRUTH["lost"][root]["report"] == report
        for page in row["also_possible"].get(report, ()):
            assert row["page"] not in ancestry(page, report)


def test_every_report_has_one_root_one_story_and_an_origin() -> None:
    for report in TRUTH["reports"]:
        versions = [row for row in PAGES.values() if report in row["reports"]]
        parents = [row["copied_from"][report] for row in versions]
        assert len({parent for parent in parents if parent not in PAGES}) == 1
        assert parents.count(None) <= 1
        assert sum(report in reports for reports in TRUTH["stories"].values()) == 1
    for row in PAGES.values():
        known = {TRUTH["reports"][report]["origin"] for report in row["reports"]} | {row["outlet"]}
        agencies = set(TRUTH["agencies"].values())
        assert len(row["paragraph_origins"]) == len(row["body"])
        assert set(row["paragraph_origins"]) <= known | agencies
        assert set(row["credits"]) <= set(TRUTH["agencies"])


@pytest.mark.parametrize("row", TRUTH["statements"], ids=lambda row: row["text"][:40])
def test_statements_stand_with_their_carriers_and_nowhere_else(row: Row) -> None:
    carriers = {carrier["page"]: carrier["paragraph"] for carrier in row["carriers"]}
    for page, number in carriers.items():
        paragraph = PAGES[page]["body"][number]
        assert row["readings"].get(page, row["text"]) in paragraph
        assert row["speaker"].split()[-1] in paragraph
    wordings = {row["text"], *row["readings"].values()}
    holders = {page for page in PAGES for text in wordings if text in "\n".join(PAGES[page]["body"])}
    assert holders == set(carriers)


@pytest.mark.parametrize("row", RECURRING, ids=lambda row: row.get("text", row.get("type"))[:40])
def test_origins_of_a_finding_are_those_of_the_paragraphs_that_carry_it(row: Row) -> None:
    assert len(row["carriers"]) > 1
    origins = {PAGES[at["page"]]["paragraph_origins"][at["paragraph"]] for at in row["carriers"]}
    assert origins == set(row["origins"])
    assert len(row["origins"]) == len(origins)


def test_the_guide_to_the_pile_names_every_file() -> None:
    guide = (ROOT / "docs" / "examples.md").read_text(encoding="utf-8")
    for path in EXAMPLES.iterdir():
        assert f"`{path.name}`" in guide, path.name

"""The program against the truth about the example pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newstemma.archive import Archive, in_memory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstemma.model import Article, Finding, Id

ROOT = Path(__file__).parent.parent
TRUTH: dict[str, Any] = json.loads((ROOT / "tests/cases/examples.truth.json").read_text(encoding="utf-8"))
PAGES = {page["page"]: page for page in TRUTH["pages"]}


@pytest.fixture(scope="module")
def archive() -> Iterator[Archive]:
    with in_memory() as opened:
        summary = opened.read(ROOT / "examples", workers=2)
        assert summary.pages == summary.articles == len(PAGES)
        assert summary.faults == 0
        yield opened


@pytest.fixture(scope="module")
def named(archive: Archive) -> dict[str, Article]:
    """Give the articles under the names that the truth has for their pages."""
    by_url = {page["url"]: name for name, page in PAGES.items() if page.get("url")}
    found: dict[str, Article] = {}
    for article in archive.articles():
        file = Path(archive.ask.places(article.page)[0].file).name
        here = [name for name, page in PAGES.items() if page["file"] == file]
        name = here[0] if len(here) == 1 else by_url.get(article.url or "")
        assert name is not None, f"{file}: {article.url} is not in the truth"
        found[name] = article
    assert set(found) == set(PAGES)
    return found


@pytest.fixture(scope="module")
def names(named: dict[str, Article]) -> dict[Id, str]:
    return {article.id: name for name, article in named.items()}


@pytest.mark.parametrize("name", PAGES)
def test_no_forbidden_string_is_in_a_body(named: dict[str, Article], name: str) -> None:
    body = "\n".join(named[name].body)
    assert not [text for text in PAGES[name]["forbidden"] if text in body]


@pytest.mark.parametrize("name", PAGES)
def test_joined_words_are_read_apart(named: dict[str, Article], name: str) -> None:
    found = {
        (named[name].text[one.start : one.end], one.text): one.witnesses for one in named[name].emendations
    }
    parted = {
        (one["printed"], one["right"])
        for one in PAGES[name]["emendations"]
        if one["right"] and one["printed"].isalpha()
    }
    assert found.keys() == parted
    assert all(found.values())


@pytest.mark.parametrize("name", PAGES)
def test_body_is_exact(named: dict[str, Article], name: str) -> None:
    assert list(named[name].body) == PAGES[name]["body"]


@pytest.mark.parametrize("name", PAGES)
def test_facts_are_right(named: dict[str, Article], name: str) -> None:
    article, page = named[name], PAGES[name]
    assert article.headline == page["headline"]
    assert article.outlet == page["outlet"]
    assert article.deck == page["deck"]
    assert (article.published is None) == (page["published"] is None)


def test_reports_are_those_of_the_truth(archive: Archive, names: dict[Id, str]) -> None:
    found = {frozenset(names[version.article] for version in report.versions) for report in archive.reports()}
    true = {
        frozenset(name for name, page in PAGES.items() if report in page["reports"])
        for report in TRUTH["reports"]
    }
    assert found == true


def test_the_biggest_story_holds_its_three_reports(archive: Archive, names: dict[Id, str]) -> None:
    story = next(archive.stories())
    versions = (
        version for report in story.reports for version in archive.ask.get(_report(), report).versions
    )
    told = {report for version in versions for report in PAGES[names[version.article]]["reports"]}
    assert told >= set(TRUTH["stories"]["orsa-railway"])


def _report() -> type[Any]:
    from newstemma.model import Report

    return Report


def test_copies_hang_where_the_truth_has_them(archive: Archive, names: dict[Id, str]) -> None:
    """At least nine of ten copies whose parent is in the pile hang under it, or what explains them too."""
    right: list[Any] = []
    wrong: list[Any] = []
    for report in archive.reports():
        parents = {copy.child: copy.parent for copy in archive.stemma(report.id).copies}
        for version in report.versions:
            page = PAGES[names[version.article]]
            for name, parent in page["copied_from"].items():
                if parent is None or parent.startswith("lost") or len(report.versions) == 1:
                    continue
                if name in page["reports"] and _is(report, name, names):
                    found = names.get(parents.get(version.article, ""))
                    good = {parent, *(page.get("also_possible") or {}).get(name, [])}
                    (right if found in good else wrong).append((page["page"], found))
    assert len(right) >= 0.9 * (len(right) + len(wrong)), wrong


def _is(report: Any, name: str, names: dict[Id, str]) -> bool:
    members = {names[version.article] for version in report.versions}
    return members == {page for page, one in PAGES.items() if name in one["reports"]}


def direct(archive: Archive) -> list[Finding]:
    quoted = {one.id for one in archive.statements() if one.kind != "indirect"}
    return [
        one for one in archive.findings() if one.kind == "statement" and not quoted.isdisjoint(one.members)
    ]


@pytest.mark.parametrize("number", range(len(TRUTH["statements"])))
def test_recurring_statements_have_their_origins(archive: Archive, names: dict[Id, str], number: int) -> None:
    true = TRUTH["statements"][number]
    words = set(_words(true["text"]))
    told = [one for one in archive.findings() if one.kind == "statement"]
    candidates = told if true["kind"] == "indirect" else direct(archive)
    likely = [one for one in candidates if len(words & set(_words(one.text))) >= 0.6 * len(words)]
    assert likely, "the statement was not found"
    finding = max(likely, key=lambda one: len(one.articles))
    assert finding.speaker == true["speaker"]
    assert {names[article] for article in finding.articles} <= {
        carrier["page"] for carrier in true["carriers"]
    }
    assert len(finding.articles) >= 0.8 * len({carrier["page"] for carrier in true["carriers"]})
    assert finding.origins == len(true["origins"])


def _words(text: str) -> list[str]:
    return [word.strip("“”‘’\"',.").casefold() for word in text.split()]

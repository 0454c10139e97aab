"""One file that keeps everything."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import REPORT, paragraphs

from newstemma import Archive, Finding, Page, Report, Statement, Story
from newstemma.archive.database import SCHEMA
from newstemma.archive.search import fts_query
from newstemma.errors import (
    ArchiveBusyError,
    ArchiveError,
    ArchiveFullError,
    ArchiveVersionError,
    InputError,
    NotFoundError,
    QueryError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def read_examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an archive of the example pages; tests do not change it."""
    path = tmp_path_factory.mktemp("archive") / "news.db"
    with Archive(path) as archive:
        archive.read(EXAMPLES, workers=2)
    return path


@pytest.fixture
def archive(read_examples: Path) -> Iterator[Archive]:
    with Archive(read_examples, readonly=True) as opened:
        yield opened


def pages_in(folder: Path, count: int = 3) -> Path:
    """Write a few pages: one report cut at different places, and something else."""
    folder.mkdir(exist_ok=True)
    for number in range(count):
        kept = REPORT[: len(REPORT) - number]
        text = f"The Varrick Post {number}\n\nHarbour open again\n\n{paragraphs(*kept)}\n"
        (folder / f"page{number}.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_second_reading_changes_nothing(tmp_path: Path) -> None:
    folder = pages_in(tmp_path / "pages")
    with Archive(tmp_path / "a.db") as archive:
        first = archive.read(folder, workers=1)
        digest = archive.digest()
        second = archive.read(folder, workers=1)
        assert (first.new_pages, second.new_pages, second.files_skipped) == (3, 0, 3)
        assert archive.digest() == digest


def test_same_pile_same_answer_however_it_is_read(tmp_path: Path, read_examples: Path) -> None:
    files = sorted(EXAMPLES.iterdir())
    with Archive(read_examples, readonly=True) as archive:
        expected = archive.digest()
    for turn, workers in enumerate((1, 2)):
        Random(turn).shuffle(files)
        with Archive(tmp_path / f"{turn}.db") as archive:
            half = len(files) // 2
            for batch in (files[:half], files[half:]) if turn else (files,):
                archive.read(*batch, workers=workers)
            assert archive.digest() == expected


def test_every_noun_points_back_to_its_page(archive: Archive) -> None:
    for article in archive.articles():
        page = archive.ask.page(article.page)
        assert page.data
        assert archive.ask.places(page.id)
    for statement in archive.statements():
        text = archive.article(statement.article).text
        assert all(0 <= span.start < span.end <= len(text) for span in statement.content_spans)
    known = {one.id for one in archive.statements()} | {one.id for one in archive.events()}
    for finding in archive.findings():
        assert set(finding.members) <= known
        assert finding.origins == len(finding.support) >= 1
        assert finding.origins <= len(finding.articles)


def test_ids_are_found_by_their_beginnings(archive: Archive) -> None:
    report = next(archive.reports())
    assert archive.find(report.id) == report
    assert archive.find(report.id[:9]) == report
    for wrong in ("rep_", "nonsense", "rep_zz!", "rep_000000000000000f"):
        with pytest.raises(NotFoundError):
            archive.find(wrong)
    with pytest.raises(NotFoundError):
        archive.article("art_nothing")


def test_lists_begin_with_what_matters(archive: Archive) -> None:
    sizes = [len(report.versions) for report in archive.reports()]
    assert sizes == sorted(sizes, reverse=True)
    origins = [finding.origins for finding in archive.findings()]
    assert origins == sorted(origins, reverse=True)
    assert archive.ask.count(Story) == len(list(archive.stories()))
    speaker = next(one.speaker for one in archive.statements() if one.speaker)
    assert all(one.speaker == speaker for one in archive.ask.all(Statement, "speaker = ?", speaker))
    assert len(list(archive.ask.all(Finding, limit=2))) == 2


def test_search_finds_words_and_phrases(archive: Archive) -> None:
    found = archive.search("railway")
    assert found
    assert all("\x02" in hit.snippet or hit.snippet for hit in found)
    assert len(archive.search('"Orsa Gap"')) <= len(archive.search("Orsa"))
    assert not archive.search("railway -railway")
    with pytest.raises(QueryError):
        archive.search(" -- !? ")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40))
def test_any_search_string_is_answered(text: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE search USING fts5 (body)")
    connection.execute("INSERT INTO search VALUES ('The harbour reopened on Monday')")
    try:
        query = fts_query(text)
    except QueryError:
        assert not any(
            character.isalnum() or character == "_" for character in text if character.isprintable()
        )
    else:
        connection.execute("SELECT * FROM search WHERE search MATCH ?", (query,)).fetchall()
    finally:
        connection.close()


def test_pages_of_one_content_are_one_page_in_two_places(tmp_path: Path) -> None:
    folder = pages_in(tmp_path / "pages", 1)
    (folder / "again.txt").write_bytes((folder / "page0.txt").read_bytes())
    with Archive(tmp_path / "a.db") as archive:
        archive.read(folder, workers=1)
        assert archive.ask.count(Page) == 1
        (article,) = archive.articles()
        assert [Path(place.file).name for place in archive.ask.places(article.page)] == [
            "again.txt",
            "page0.txt",
        ]


def test_what_does_not_exist_is_told(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive, pytest.raises(InputError, match="nowhere"):
        archive.read(tmp_path / "nowhere")
    with pytest.raises(NotFoundError, match="no such archive"):
        Archive(tmp_path / "none.db", readonly=True)
    with pytest.raises(ArchiveError, match="folder"):
        Archive(tmp_path / "no" / "such" / "a.db")


def test_one_missing_path_does_not_stop_the_others(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        summary = archive.read(pages_in(tmp_path / "pages"), tmp_path / "nowhere", workers=1)
        assert (summary.pages, summary.new_faults) == (3, 1)


def test_other_files_are_not_taken_for_archives(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database, but long enough to be looked at " * 20)
    with pytest.raises(ArchiveVersionError):
        Archive(tmp_path / "text.db")
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE t (x)")
    other.close()
    with pytest.raises(ArchiveVersionError, match="no archive"):
        Archive(tmp_path / "other.db")
    Archive(tmp_path / "newer.db").close()
    newer = sqlite3.connect(tmp_path / "newer.db")
    newer.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    newer.close()
    with pytest.raises(ArchiveVersionError, match="newer"):
        Archive(tmp_path / "newer.db")


def test_a_second_writer_is_told_and_readers_go_on(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive(path) as first, Archive(path) as second:
        first.read(pages_in(tmp_path / "pages"), workers=1)
        with first._database.writing():
            with pytest.raises(ArchiveBusyError, match="another newstemma"):
                second.read(tmp_path / "pages", workers=1)
            with Archive(path, readonly=True) as reader:
                assert reader.ask.count(Report) == 1
        second.read(tmp_path / "pages", workers=1)


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive(path) as archive:
        archive.read(pages_in(tmp_path / "pages"), workers=1)
        digest = archive.digest()
        connection = archive._database.connection
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        more = tmp_path / "more"
        more.mkdir()
        noise = "\n\n".join(f"{Random(n).getrandbits(4000):x} told nobody about it." for n in range(40))
        (more / "big.txt").write_text(f"Title of it\n\n{noise}\n\n{paragraphs(*REPORT)}")
        with pytest.raises(ArchiveFullError, match="make room"):
            archive.read(more, workers=1)
        connection.execute("PRAGMA max_page_count = 1000000")
        assert archive.digest() == digest
        assert archive.read(more, workers=1).new_pages == 1


READER = """
import sys
from newstemma import Archive
with Archive(sys.argv[1]) as archive:
    archive.read(sys.argv[2], workers=1)
"""


@pytest.mark.parametrize("delay", [0.3, 0.6, 0.9, 1.2, 1.5])
def test_a_killed_run_goes_on_where_it_was(tmp_path: Path, delay: float) -> None:
    folder = pages_in(tmp_path / "pages", 6)
    run = subprocess.Popen(
        [sys.executable, "-c", READER, str(tmp_path / "a.db"), str(folder)], start_new_session=True
    )
    time.sleep(delay)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    with Archive(tmp_path / "b.db") as unbroken:
        unbroken.read(folder, workers=1)
        expected = unbroken.digest()
    with Archive(tmp_path / "a.db") as archive:
        archive.read(folder, workers=1)
        assert archive.digest() == expected
        assert archive.ask.count(Page) == 6


def test_readers_read_while_a_writer_writes(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Archive(path).close()
    errors: list[Exception] = []
    stop = threading.Event()

    def look() -> None:
        try:
            while not stop.is_set():
                with Archive(path, readonly=True) as reader:
                    assert len(list(reader.reports())) <= 1
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
            errors.append(error)

    readers = [threading.Thread(target=look) for _ in range(3)]
    for reader in readers:
        reader.start()
    with Archive(path) as archive:
        archive.read(pages_in(tmp_path / "pages", 4), workers=1)
    stop.set()
    for reader in readers:
        reader.join()
    assert not errors

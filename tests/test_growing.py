"""A pile that grows: what does not change is not made again, and the answer is that of one reading."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from importlib.resources import files
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
import spacy
from piles import DAM, FERRY

import newstemma.pipeline
from newstemma import Archive
from newstemma.archive import archive as archive_module
from newstemma.errors import InputError
from newstemma.record import record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from newstemma.model import Article
    from newstemma.pipeline import Family
    from newstemma.record import Analysis, Record

PAGES = 24


def pile(folder: Path, *, pages: int = PAGES, batches: int = 1) -> list[Path]:
    """Write pages of three reports, cut, misspelt and crossed by lot, into so many files."""
    rng = Random(3)
    texts = (DAM, FERRY, tuple(line.replace("Quennet", "Sill").replace("Tarvo", "Orm") for line in DAM[4:]))
    rows = []
    for number in range(pages):
        text = list(texts[number % len(texts)])
        lines = [line for line in text if rng.random() < 0.8] or text
        lines[0] = lines[0].replace("e", rng.choice("eaé"), 1)
        if number % 7 == 0:
            lines += texts[(number + 1) % len(texts)][:3]
        outlet = f"outlet{number % 8}.example"
        published = f"2031-05-{1 + number % 9:02}"
        rows.append({"text": "\n\n".join(lines), "outlet": outlet, "published": published, "title": lines[0]})
    folder.mkdir()
    files = []
    for batch in range(batches):
        files.append(folder / f"{batch}.jsonl")
        lines = [json.dumps(row) + "\n" for row in rows[batch::batches]]
        files[-1].write_text("".join(lines), encoding="utf-8")
    return files


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("at_once")
    with Archive(folder / "news.db") as archive:
        archive.read(*pile(folder / "pages"), workers=0)
        return archive.digest()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """List what is made from here on: the reports that are collated and traced, the articles recorded."""
    found: list[str] = []

    def noted(make: Callable[[Family], object], what: str) -> Callable[[Family], object]:
        def wrapped(family: Family) -> object:
            found.append(f"{what} {family.report.id}")
            return make(family)

        return wrapped

    for name in ("collate_family", "trace_family"):
        monkeypatch.setattr(newstemma.pipeline, name, noted(getattr(newstemma.pipeline, name), name))

    def recorded(article: Article, analyses: Mapping[str, Analysis]) -> Record:
        found.append(f"record {article.id}")
        return record(article, analyses)

    monkeypatch.setattr(newstemma.pipeline, "record", recorded)
    return found


@pytest.mark.parametrize("batches", [2, 10])
def test_ten_batches_give_what_one_gives(tmp_path: Path, at_once: str, batches: int) -> None:
    files = pile(tmp_path / "pages", batches=batches)
    Random(batches).shuffle(files)
    with Archive(tmp_path / "news.db") as archive:
        for file in files:
            archive.read(file, workers=0)
        assert archive.digest() == at_once


@pytest.mark.parametrize("workers", [2, 8])
def test_more_workers_give_what_one_gives(tmp_path: Path, at_once: str, workers: int) -> None:
    with Archive(tmp_path / "news.db") as archive:
        archive.read(*pile(tmp_path / "pages", batches=3), workers=workers)
        assert archive.digest() == at_once


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_order_of_sets_decides_nothing(tmp_path: Path, at_once: str, seed: str) -> None:
    code = "import sys; from newstemma import Archive\nwith Archive(sys.argv[1]) as archive:\n"
    code += "  archive.read(*sys.argv[2:], workers=0)\n  print(archive.digest())"
    files = [str(file) for file in pile(tmp_path / "pages", batches=2)]
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "news.db"), *files],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [at_once]


def test_only_reports_that_changed_are_made_again(tmp_path: Path, made: list[str]) -> None:
    (file,) = pile(tmp_path / "pages")
    page = {"text": "\n\n".join(FERRY[:6]), "outlet": "late.example", "published": "2031-05-09"}
    (tmp_path / "late.json").write_text(json.dumps(page), encoding="utf-8")
    with Archive(tmp_path / "news.db") as archive:
        archive.read(file, workers=0)
        before = {report.id for report in archive.reports()}
        assert len(made) == 2 * len(before) + PAGES
        kept = {report: archive.apparatus(report) for report in before}
        made.clear()
        archive.read(tmp_path / "late.json", workers=0)
        after = {report.id for report in archive.reports()}
        assert {one for one in made if one.startswith("collate")} == {
            f"collate_family {report}" for report in after - before
        }
        assert len(after - before) < len(after)
        assert sum(one.startswith("record") for one in made) == 1
        for report in after & before:
            assert archive.apparatus(report) == kept[report]


def test_what_another_program_made_is_not_taken_over(
    tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (file,) = pile(tmp_path / "pages", pages=6)
    with Archive(tmp_path / "news.db") as archive:
        archive.read(file, workers=0)
        first, digest = sorted(made), archive.digest()
        made.clear()
        archive.read(file, workers=0)
        assert not made
        monkeypatch.setattr(archive_module, "maker", lambda: "another program")
        archive.read(file, workers=0)
        assert sorted(made) == first
        assert archive.digest() == digest


def test_another_reader_reads_everything_again_and_is_kept(tmp_path: Path, made: list[str]) -> None:
    for name, dependency in (("good", None), ("other", "dobj")):
        pipeline = spacy.load(str(files("newstemma.record.english").joinpath("model")))
        pipeline.meta["version"] = "7.7"
        if dependency:
            pipeline.remove_pipe("parser")
            parser: Any = pipeline.add_pipe("parser")
            parser.add_label(dependency)
        pipeline.to_disk(tmp_path / name)
    first, second = pile(tmp_path / "pages", pages=6, batches=2)
    with Archive(tmp_path / "news.db") as archive:
        archive.read(first, workers=0)
        with pytest.raises(InputError, match="no spaCy pipeline by this name"):
            archive.read(second, workers=0, reader="en_no_such_pipeline")
        with pytest.raises(InputError, match="Universal Dependencies"):
            archive.read(second, workers=0, reader=str(tmp_path / "other"))
        assert archive.ask.count(newstemma.Page) == 3
        made.clear()
        archive.read(first, workers=0, reader=str(tmp_path / "good"))
        assert sum(one.startswith("record") for one in made) == 3
        made.clear()
        archive.read(second, workers=0)
        assert sum(one.startswith("record") for one in made) == 3
        archive.read(workers=0, reader="newstemma")
        assert sum(one.startswith("record") for one in made) == 9


def test_archive_of_the_first_schema_goes_on(tmp_path: Path, at_once: str) -> None:
    path = tmp_path / "news.db"
    files = pile(tmp_path / "pages", batches=2)
    with Archive(path) as archive:
        archive.read(files[0], workers=0)
    with sqlite3.connect(path) as older:
        older.executescript("DROP TABLE made; DROP TABLE record; PRAGMA user_version = 1")
        older.execute("DELETE FROM meta WHERE key IN ('maker', 'reader')")
    older.close()
    with Archive(path, readonly=True) as archive:
        assert archive.ask.count(newstemma.Report)
    with Archive(path) as archive:
        archive.read(files[1], workers=0)
        assert archive.digest() == at_once

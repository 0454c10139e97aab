"""Many readers, one archive file, and a writer who goes on writing."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from room_pile import fill, joined, noun_set, visiting

from newstemma.archive import Archive
from newstemma.archive.writing import replace_derived
from newstemma.errors import NotFoundError
from newstemma.model import Article, Report
from newstemma.room.shelf import MOST_IDLE, Shelf

if TYPE_CHECKING:
    from pathlib import Path

READERS = 8


def test_an_archive_is_lent_to_one_at_a_time_and_used_again(tmp_path: Path) -> None:
    pile, _ = noun_set(0, "words")
    shelf = Shelf(fill(tmp_path / "news.db", pile))
    with shelf.lend() as first, shelf.lend() as second:
        assert first is not second
    with shelf.lend() as third:
        assert third in {first, second}
    shelf.close()


def test_archives_lent_cannot_be_written_to(tmp_path: Path) -> None:
    pile, _ = noun_set(0, "words")
    shelf = Shelf(fill(tmp_path / "news.db", pile))
    with pytest.raises(Exception, match=r"readonly|read-only|attempt to write"), shelf.lend() as archive:
        list(archive.ask.rows("DELETE FROM report"))
    with shelf.lend() as archive:
        assert archive.ask.count(Report) == 1
    shelf.close()


def test_idle_archives_are_not_kept_without_end(tmp_path: Path) -> None:
    pile, _ = noun_set(0, "words")
    shelf = Shelf(fill(tmp_path / "news.db", pile))
    lent = [shelf.lend() for _ in range(MOST_IDLE + 4)]
    for one in lent:
        one.__enter__()
    for one in lent:
        one.__exit__(None, None, None)
    assert shelf._idle.qsize() == MOST_IDLE
    shelf.close()
    assert shelf._idle.qsize() == 0


def test_one_page_sees_one_state_of_the_archive(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", noun_set(0, "old words")[0])
    shelf = Shelf(path)
    with shelf.lend() as archive:
        (before,) = archive.ask.all(Report)
        with Archive(path) as writer, writer._database.transaction() as connection:
            replace_derived(connection, joined([noun_set(n, "new words")[0] for n in (1, 2)]))
        assert archive.apparatus(before.id).report == before.id
        assert archive.ask.count(Report) == 1
    with shelf.lend() as archive:
        assert archive.ask.count(Report) == 2
    shelf.close()


def test_another_archive_under_the_same_name_is_seen(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", noun_set(0, "old words")[0])
    with visiting(path) as visitor:
        assert "old words" in visitor.get("/")
        for file in tmp_path.iterdir():
            file.unlink()
        gone = visitor.ask("/")
        assert gone.status_code == 404
        assert "not there any more" in gone.text
        fill(path, noun_set(1, "new words")[0])
        assert "new words" in visitor.get("/")


def test_missing_archive_is_told() -> None:
    with pytest.raises(NotFoundError, match="newstemma read"), Shelf("nowhere/news.db").lend():
        pass


def test_lists_can_be_asked_for_in_parts(tmp_path: Path) -> None:
    sets = [noun_set(number, f"words {number}") for number in range(5)]
    with Archive(fill(tmp_path / "news.db", joined(pile for pile, _ in sets)), readonly=True) as archive:
        whole = [one.id for one in archive.ask.all(Article)]
        parts = [[one.id for one in archive.ask.all(Article, limit=4, offset=n)] for n in (0, 4, 8, 12)]
        assert [one for part in parts for one in part] == whole
        assert archive.ask.count(Article, "outlet = ?", "words 3") == 2
        hits = [
            hit.article for n in range(0, 12, 4) for hit in archive.ask.search("words", limit=4, offset=n)
        ]
        assert sorted(hits) == sorted(whole)


def test_readers_read_while_a_writer_writes(tmp_path: Path) -> None:
    piles = [joined([noun_set(n, f"state {state} words {n}")[0] for n in range(20)]) for state in "AB"]
    path = fill(tmp_path / "news.db", piles[0])
    shelf = Shelf(path)
    end = time.monotonic() + 1.5
    wrong: list[object] = []
    turns: list[int] = []

    def read() -> None:
        count = 0
        try:
            while time.monotonic() < end:
                with shelf.lend() as archive:
                    states = {report.versions[0].headline or "" for report in archive.ask.all(Report)}
                    if len({state[:7] for state in states}) != 1 or len(states) != 20:
                        wrong.append(states)
                count += 1
        except Exception as error:  # noqa: BLE001 - whatever it is, it must be told
            wrong.append(error)
        turns.append(count)

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    written = 0
    with Archive(path) as writer:
        while time.monotonic() < end:
            written += 1
            with writer._database.transaction() as connection:
                replace_derived(connection, piles[written % 2])
    for reader in readers:
        reader.join()
    shelf.close()
    assert not wrong
    assert written > 1
    assert all(turns)

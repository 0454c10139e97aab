from __future__ import annotations

import gzip
import io
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from newstemma.limits import LIMITS
from newstemma.model import Fault, Page
from newstemma.read import Source, read, sources

HTML = b"<html><body><p>The harbour of Osk was closed.</p></body></html>"


def only(found: list[Page | Fault]) -> Page | Fault:
    (one,) = found
    return one


def reason(path: Path) -> str:
    found = only(list(read(path)))
    assert isinstance(found, Fault)
    assert found.place.file == str(path)
    return found.reason


def test_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.html", "a.html", "b/1.html", ".hidden", ".git/x.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(HTML + name.encode())
    names = [Path(source.name) for source in sources([tmp_path]) if isinstance(source, Source)]
    assert names == [tmp_path / "a.html", tmp_path / "b/1.html", tmp_path / "b/2.html"]


def test_pattern_and_missing_file(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_bytes(HTML)
    found = list(read(str(tmp_path / "*.html"), tmp_path / "two.html", str(tmp_path / "*.txt")))
    assert [type(one) for one in found] == [Page, Fault, Fault]
    assert "no such file" in str(found[1])
    assert "matches" in str(found[2])


def test_standard_input_is_read_by_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(HTML))))
    (source,) = sources(["-"])
    assert isinstance(source, Source)
    page = only(list(source.pages()))
    assert isinstance(page, Page)
    assert page.data == HTML
    assert page.place.file == "-"
    assert source.size is None
    assert source.digest() is None
    assert source.position > 0


def test_page_has_the_same_id_wherever_it_lies(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_bytes(HTML)
    (tmp_path / "two.html").write_bytes(HTML)
    (tmp_path / "three.html").write_bytes(HTML + b" ")
    ids = [page.id for page in read(tmp_path) if isinstance(page, Page)]
    assert len(set(ids)) == 2


def test_source_tells_its_size_digest_and_position(tmp_path: Path) -> None:
    path = tmp_path / "one.html"
    path.write_bytes(HTML)
    source = Source(str(path))
    assert source.size == len(HTML)
    assert source.position == 0
    assert source.digest() == Source(str(path)).digest()
    list(source.pages())
    assert source.position == len(HTML)


def test_empty_and_binary_files_are_faults(tmp_path: Path) -> None:
    contents = {
        "nothing": b"",
        "in it": b" \n\t ",
        "picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "PDF": b"%PDF-1.7 ...",
        "control": bytes(range(256)) * 10,
    }
    for words, data in contents.items():
        path = tmp_path / words
        path.write_bytes(data)
        assert words in reason(path)


def test_page_of_50_megabytes_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    with path.open("wb") as file:
        for _ in range(50):
            file.write(b"<p>word word</p>\n" * 60_000)
    assert "larger than 20 MB" in reason(path)


def test_unreadable_file_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.html"
    path.write_bytes(HTML)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert any("Permission denied" in fault.reason for fault in read(path) if isinstance(fault, Fault))


def test_invalid_json_line_costs_one_fault(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [
        '{"title": "One", "text": "First text."}',
        '{"title": "Two", "te',
        "[1]",
        '{"title": "Four", "text": "Fourth."}',
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    found = list(read(path))
    assert [type(one) for one in found] == [Page, Fault, Fault, Page]
    assert [one.place.item for one in found] == [1, 2, 3, 4]
    assert found[3].place.offset == path.read_bytes().index(b'{"title": "Four"')


def test_fields_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"kop": "A headline", "inhoud": "The text."}\n', encoding="utf-8")
    assert "name one" in reason(path)
    page = only(list(read(path, fields={"text": "inhoud", "headline": "kop"})))
    assert isinstance(page, Page)
    assert (page.data, page.given.headline) == (b"The text.", "A headline")


def test_row_without_known_text_says_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "rows.json"
    path.write_text('[{"kop": "A headline", "id": 3}]', encoding="utf-8")
    assert "it has: id, kop" in reason(path)


def test_archives_in_archives_stop_at_the_limit(tmp_path: Path) -> None:
    data = HTML
    for _ in range(LIMITS.nesting + 1):
        data = gzip.compress(data)
    path = tmp_path / "deep.gz"
    path.write_bytes(data)
    assert "deep in one another" in reason(path)


def test_limits_can_be_changed(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(HTML)
    found = only(list(read(path, limits=replace(LIMITS, page_bytes=10))))
    assert isinstance(found, Fault)


def test_an_address_that_python_cannot_parse_costs_one_fault(tmp_path: Path) -> None:
    letter = tmp_path / "letter.eml"
    letter.write_bytes(
        b"Subject: Ferry sails again\nFrom: Osk Post <news@oskpost.example>\nMIME-Version: 1.0\n"
        b'To: reader-Type: multipart/related; type="text/html"; boundary="----cut"\n'
        b"Content-Type: text/plain\n\nThe ferry sails.\n"
    )
    assert "cannot be taken apart" in reason(letter)


@pytest.mark.parametrize("day", ["Mon, 1 Jan 99999999999999999999 00:00:00 +0000", "", "Mon", "1 Foo 2031"])
def test_a_mail_with_no_possible_date_is_read(tmp_path: Path, day: str) -> None:
    letter = tmp_path / "letter.eml"
    told = f"Date: {day}\nSubject: Harbour closed\nMIME-Version: 1.0\nContent-Type: text/plain"
    letter.write_text(f"{told}\n\nThe harbour was closed on Monday night.\n")
    (page,) = read(letter)
    assert isinstance(page, Page)
    assert page.given.headline == "Harbour closed"
    assert page.given.published is None

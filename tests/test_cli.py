"""What a person types, and what comes back."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from making import REPORT, paragraphs

from newstemma.archive import Archive
from newstemma.cli import main
from newstemma.cli.base import SINGULAR

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("cli") / "news.db")
    result = CliRunner().invoke(main, ["read", str(ROOT / "examples"), "--archive", path])
    assert result.exit_code == 0, result.output
    assert "23 articles" in result.output.replace(" \n", "\n")
    return path


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == code, (result.output, result.stderr, result.exception)
    return result.output


def lines(*arguments: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("verb", SINGULAR)
def test_lists_are_tables_and_json(archive: str, verb: str) -> None:
    run(verb, "--archive", archive)
    rows = lines(verb, "--archive", archive, "--json")
    assert all("id" in row for row in rows)
    if verb != "faults":
        assert rows
        assert len(lines(verb, "--archive", archive, "--json", "--limit", "1")) == 1


def test_filters_keep_what_was_asked_for(archive: str) -> None:
    said = lines("statements", "--speaker", "Marsk", "--kind", "direct", "--archive", archive, "--json")
    assert said
    assert all("Marsk" in str(row["speaker"]) and row["kind"] == "direct" for row in said)
    found = lines("findings", "--origins", "2", "--kind", "statement", "--archive", archive, "--json")
    assert all(int(str(row["origins"])) >= 2 for row in found)


def test_statements_are_found_by_words_day_origins_and_change(archive: str) -> None:
    def said(*options: str) -> list[str]:
        return [str(row["content"]) for row in lines("statements", *options, "--archive", archive, "--json")]

    assert {"weapons roll past" in text for text in said("--about", "weapons roll past")} == {True}
    assert 0 < len(said("--since", "2025-03-12")) < len(said())
    assert len(said("--until", "2025-03-11")) + len(said("--since", "2025-03-12")) <= len(said())
    assert any("fed two countries" in text for text in said("--origins", "2"))
    changed = said("--changed", "--speaker", "Tolder")
    assert [text for text in changed if "We will not watch" in text]
    assert not [text for text in changed if "We shall not watch" in text]


def test_everything_can_be_shown_by_its_id(archive: str) -> None:
    for verb in SINGULAR:
        for row in lines(verb, "--archive", archive, "--json", "--limit", "1"):
            assert run("show", str(row["id"]), "--archive", archive).strip()
            assert (
                json.loads(run("show", str(row["id"]), "--archive", archive, "--json").splitlines()[0]) == row
            )


def test_a_report_is_shown_with_its_tree_and_origins(archive: str) -> None:
    (report,) = lines("reports", "--archive", archive, "--json", "--limit", "1")
    shown = run("show", str(report["id"]), "--archive", archive)
    assert "└──" in shown
    assert "origin" in shown
    assert (
        "left out by"
        in run("show", str(report["id"]), "--passage", "1", "--archive", archive) + "left out by"
    )


def test_a_tree_is_shown_alone_with_what_proves_each_copy(archive: str) -> None:
    (report,) = lines("reports", "--archive", archive, "--json", "--limit", "1")
    command = ("show", str(report["id"]), "--tree", "--archive", archive)
    (stemma,) = lines(*command, "--json")
    shown = run(*command)
    copies = stemma["copies"]
    assert isinstance(copies, list)
    assert shown.count(" sure") == len(copies) > 5
    for copy in copies:
        for reason in copy["evidence"]:
            assert reason["text"] in shown
    assert "origin" not in shown


def test_origins_are_listed_with_the_articles_from_there(archive: str) -> None:
    for verb in ("reports", "findings"):
        for noun in lines(verb, "--archive", archive, "--json", "--limit", "5"):
            command = ("origins", str(noun["id"]), "--archive", archive)
            found = lines(*command, "--json")
            assert found
            shown = run(*command)
            carrying = set()
            for one in found:
                origin, articles = one["origin"], one["articles"]
                assert isinstance(origin, dict)
                assert isinstance(articles, list)
                assert origin["kind"] in shown
                carrying.update(articles)
            if verb == "findings":
                assert found == noun["support"]
                assert carrying == set(noun["articles"])  # type: ignore[call-overload]
            else:
                assert carrying == {one["article"] for one in noun["versions"]}  # type: ignore[attr-defined]


def test_origins_of_anything_else_are_refused_in_words(archive: str) -> None:
    (story,) = lines("stories", "--archive", archive, "--json", "--limit", "1")
    told = run("origins", str(story["id"]), "--archive", archive, code=2)
    assert "findings and reports have origins, this is a story" in told


def test_search_marks_what_it_found(archive: str) -> None:
    assert " roll past our border " in run("search", "roll", "--archive", archive)
    assert run("search", "xyzzyq", "--archive", archive).strip() == "nothing found"
    assert "letter or digit" in run("search", "?!", "--archive", archive, code=1)


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_exports_hold_everything(archive: str, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"findings.{form}"
    run("export", "findings", "--archive", archive, "--format", form, "-o", str(target))
    count = len(lines("findings", "--archive", archive, "--json"))
    text = target.read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text))) if form == "csv" else text.splitlines()
    assert len(rows) == count


def test_unknown_formats_and_places_are_told(archive: str, tmp_path: Path) -> None:
    assert "jsonl, csv" in run("export", "findings", "--archive", archive, "--format", "xls", code=1)
    nowhere = str(tmp_path / "no" / "folder.csv")
    assert "choose another file" in run("export", "findings", "--archive", archive, "-o", nowhere, code=1)


def test_unusable_arguments_end_with_status_2(tmp_path: Path) -> None:
    archive = str(tmp_path / "a.db")
    assert "nowhere" in run("read", str(tmp_path / "nowhere"), "--archive", archive, code=2)
    run("read", code=2)
    run("frobnicate", code=2)


def test_faults_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "good.txt").write_text(f"Harbour open again\n\n{paragraphs(*REPORT)}", encoding="utf-8")
    (pages / "empty.html").write_bytes(b"")
    (pages / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (pages / "rows.jsonl").write_text('{"title": "a", "text": "' + "word " * 60 + '"}\n{"title": \n')
    (pages / "big.html").write_bytes(b"<p>" + b"a" * 50_000_000)
    unreadable = pages / "secret.txt"
    unreadable.write_text("nobody may read this")
    unreadable.chmod(0)
    output = run("read", str(pages), "--archive", str(tmp_path / "a.db"))
    told = "\n".join(str(row) for row in lines("faults", "--archive", str(tmp_path / "a.db"), "--json"))
    for name in ("empty.html", "picture.html", "rows.jsonl", "big.html"):
        assert name in told
    assert len(lines("articles", "--archive", str(tmp_path / "a.db"), "--json")) >= 2
    assert "fault" in output


def test_compare_lays_pages_side_by_side_and_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(f"Harbour open again\n\n{paragraphs(*REPORT)}", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"Port reopens\n\n{paragraphs(*REPORT[:5])}", encoding="utf-8")
    shown = run("compare", "a.txt", "b.txt")
    assert "one report in 2 versions" in shown
    assert "left out" in shown
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]
    assert "two articles are needed" in run("compare", "a.txt", code=2)


def test_compare_says_when_pages_are_separate_reports(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Harbour open again\n\n{paragraphs(*REPORT)}", encoding="utf-8")
    other = "The council of Oldbridge met on Tuesday to hear about the roof of the swimming bath."
    rest = "It leaks. A new one would cost more than the town has, said the treasurer."
    (tmp_path / "b.txt").write_text(f"Bath roof leaks\n\n{other}\n\n{rest}\n", encoding="utf-8")
    assert "2 reports" in run("compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))


def test_hostile_text_cannot_drive_the_terminal(tmp_path: Path) -> None:
    nasty = "Harbour \x1b[31mopen\x1b[0m \u202eagain\x07"
    (tmp_path / "a.txt").write_text(f"{nasty}\n\n{paragraphs(*REPORT)}", encoding="utf-8")
    archive = str(tmp_path / "a.db")
    run("read", str(tmp_path / "a.txt"), "--archive", archive)
    (article,) = lines("articles", "--archive", archive, "--json")
    shown = run("articles", "--archive", archive) + run("show", str(article["id"]), "--archive", archive)
    assert not any(character in shown for character in "\x1b\x07\u202e")


def test_every_verb_and_option_has_a_help_text() -> None:
    for name, command in main.commands.items():
        assert command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.name}"


def test_help_comes_at_once() -> None:
    """Best of several, in a process of its own: what is imported, not how busy the machine is, decides."""
    seconds = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "newstemma", "--help"], check=True, capture_output=True)
        seconds.append(time.perf_counter() - started)
    assert min(seconds) < 0.4


def test_a_mistyped_path_leaves_no_archive_behind(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    done = CliRunner().invoke(main, ["read", str(tmp_path / "no-such-page.html"), "--archive", str(path)])
    assert done.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_columns_can_be_named(tmp_path: Path) -> None:
    rows, path = tmp_path / "rows.csv", tmp_path / "news.db"
    rows.write_text("inhoud,krant\n" + '"The ferry sailed at noon, the harbour office said.",Dok\n', "utf-8")
    asked = ["read", str(rows), "--archive", str(path), "--workers", "1"]
    wrong = CliRunner().invoke(main, [*asked, "--field", "inhoud=text"])
    assert wrong.exit_code == 2
    assert "NAME=COLUMN; names are html, text," in wrong.output
    assert CliRunner().invoke(main, asked).exit_code == 0
    named = ["--field", "text=inhoud", "--field", "outlet=krant"]
    assert CliRunner().invoke(main, [*asked, *named]).exit_code == 0
    with Archive(path, readonly=True) as archive:
        (article,) = archive.articles()
        assert article.outlet == "Dok"


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; sys.argv = ['newstemma', '--help']\nfrom newstemma.cli import main\n"
    code += "try: main()\nexcept SystemExit: print(sorted(sys.modules), file=sys.stderr)"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stderr
    heavy = ("numpy", "scipy", "numba", "trafilatura", "lxml", "spacy", "rich", "starlette", "sqlite3")
    assert not [name for name in heavy if f"'{name}'" in told]

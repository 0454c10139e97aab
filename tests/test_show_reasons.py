"""Why an article is a version of a report can be asked on the command line and in Python."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from newstemma import Archive
from newstemma.cli import main
from newstemma.errors import NotFoundError

if TYPE_CHECKING:
    from pathlib import Path


def show(archive: Path, *words: str) -> str:
    result = CliRunner().invoke(main, ["show", *words, "--why", "--archive", str(archive)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_every_tied_sentence_of_every_version_is_told(example_archive: Path) -> None:
    with Archive(example_archive, readonly=True) as archive:
        report = next(archive.reports())
        ties = archive.explain(report.id)
        told = {
            (carrier.article, number)
            for tie in ties
            for carrier in tie.carriers
            for number in carrier.sentences
        }
        assert told == {(version.article, number) for version in report.versions for number in version.tied}
        for tie in ties:
            article = archive.article(tie.carriers[0].article)
            sentence = article.sentences[tie.carriers[0].sentences[0]]
            assert article.text[sentence.start : sentence.end] == tie.text


def test_shown_to_people_and_to_programs(example_archive: Path) -> None:
    with Archive(example_archive, readonly=True) as archive:
        report = next(archive.reports())
        ties = archive.explain(report.id)
    shown = show(example_archive, report.id)
    assert f"{len(report.versions[0].tied)} of " in shown
    assert " ".join(ties[0].text.split()[:4]) in shown
    first, *others = [json.loads(line) for line in show(example_archive, report.id, "--json").splitlines()]
    assert first["id"] == report.id
    assert [other["text"] for other in others] == [tie.text for tie in ties]


def test_report_of_one_version_has_no_ties(example_archive: Path) -> None:
    with Archive(example_archive, readonly=True) as archive:
        alone = next(report for report in archive.reports() if len(report.versions) == 1)
        assert archive.explain(alone.id) == ()
        with pytest.raises(NotFoundError):
            archive.explain("rep_none")
    assert "one version" in show(example_archive, alone.id)

"""The command line: one short function a verb; the only place that prints."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from newstemma import __version__
from newstemma.cli.base import (
    SINGULAR,
    Verbs,
    archive_option,
    console,
    hide_option,
    json_option,
    model_of,
    only_option,
    open_archive,
    print_json,
)
from newstemma.cli.lists import LISTS

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_HITS = 20


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
def main() -> None:
    """Turn a pile of news pages into a sourced record.

    \b
    First read pages into an archive, then ask it:
      newstemma read crawl/ *.warc.gz        read everything into news.db
      newstemma reports                      each report once, the most printed first
      newstemma show rep_3f9c                its versions side by side, and who copied whom
      newstemma findings                     what is said, and how many origins stand behind it
      newstemma compare a.html b.txt         two pages side by side, nothing kept
      newstemma serve                        read it all in the browser
    """


def _pairs(_ctx: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> Mapping[str, str]:
    """Read NAME=COLUMN."""
    from newstemma.read.fields import NAMES

    pairs = [one.partition("=")[::2] for one in given]
    for name, column in pairs:
        if name not in NAMES or not column:
            raise click.BadParameter(f"{name}: give NAME=COLUMN; names are {', '.join(NAMES)}")
    return dict(pairs)


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@archive_option
@click.option(
    "--field",
    "fields",
    multiple=True,
    callback=_pairs,
    metavar="NAME=COLUMN",
    help="Column of tables and JSON that holds text, html, url, headline, outlet, byline, published, ...; "
    "only needed where its own name does not tell.",
)
@click.option("--workers", type=click.IntRange(1), help="Processes that work; one a core unless told.")
@click.option(
    "--reader",
    metavar="PIPELINE",
    help="Installed spaCy pipeline, or its path, to read sentences with; kept for the archive.",
)
@json_option
def read(paths: tuple[str, ...], *, path: str, as_json: bool, **options: Any) -> None:
    """Read pages: files, folders, globs, or - for standard input.

    HTML in any state of repair, e-paper text, JSON and JSON Lines, CSV, WARC, feeds, mail, and archives of
    these are known by their content. What cannot be used becomes a fault and the rest goes on. Files that
    were read before are passed over, so a command that was stopped can simply be given again.

    \b
      newstemma read saved-pages/
      newstemma read 'crawl/*.warc.gz' --archive crawl.db
      newstemma read rows.csv --field text=body_clean --field outlet=paper
      zcat pages.jsonl.gz | newstemma read -
    """
    from newstemma.read import find
    from newstemma.show.terminal import progress_bar

    if not Path(path).exists():
        find(paths)  # a mistyped path leaves no empty archive behind
    with open_archive(path) as archive, progress_bar() as progress:
        summary = archive.read(*paths, progress=progress, **options)
        faults = list(archive.ask.all(model_of("Fault"), limit=5)) if summary.new_faults else []
    if as_json:
        print_json([summary])
    else:
        from newstemma.show.terminal import summary as told

        console().print(told(summary, faults, path))


for verb in LISTS:
    main.add_command(verb)


@main.command()
@click.argument("identity", metavar="ID")
@archive_option
@json_option
@click.option("--passage", type=click.IntRange(1), help="Of a report: all readings of one passage.")
@click.option("--original", is_flag=True, help="Of a report: the text that its versions go back to.")
@click.option("--tree", is_flag=True, help="Of a report: its family tree alone, with what proves each copy.")
@click.option("--why", is_flag=True, help="Of a report: the sentences that make its articles versions of it.")
@only_option
@hide_option
def show(identity: str, *, path: str, as_json: bool, **asked: Any) -> None:
    """Show anything with its evidence, by its id. The first digits of the id are enough.

    A report is shown side by side with its family tree and origins; a finding with the articles and origins
    that carry it; an article with its text, its page and what was mended in it.

    \b
      newstemma show rep_3f9c
      newstemma show rep_3f9c --passage 4
      newstemma show rep_3f9c --only number,name --hide style
      newstemma show rep_3f9c --tree
      newstemma show rep_3f9c --why
      newstemma show fin_81d2 --json
    """
    from newstemma.show.evidence import evidence, nouns_of, part_of
    from newstemma.show.wanted import wanted

    choice = wanted(asked["only"], asked["hide"])
    with open_archive(path, readonly=True) as archive:
        noun = archive.find(identity)
        if as_json:
            print_json(nouns_of(noun, archive, choice, **asked))
            return
        out = console()
        out.print(part_of(noun, archive, choice, **asked) or evidence(noun, archive, out.width, choice))


@main.command()
@click.argument("identity", metavar="ID")
@archive_option
@json_option
def origins(identity: str, *, path: str, as_json: bool) -> None:
    """List the origins of a finding or a report. What each is, why, and the articles from there.

    \b
      newstemma origins fin_81d2              who stands behind what was said
      newstemma origins rep_3f9c              whose reporting the report is, and what outlets added
      newstemma origins fin_81d2 --json | jq .origin.name
    """
    from newstemma.show.origins import supports, table

    with open_archive(path, readonly=True) as archive:
        found = supports(archive.find(identity), archive)
        if as_json:
            print_json(found)
        else:
            console().print(table(found, archive))


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PAGE PAGE...")
@json_option
@only_option
@hide_option
def compare(paths: tuple[str, ...], as_json: bool, only: str | None, hide: str | None) -> None:
    """Lay pages side by side at once; no archive is kept.

    \b
      newstemma compare times.html post.txt
      newstemma compare saved/*.html --only changes --hide style,form
    """
    from newstemma.show.comparison import comparison, comparison_nouns
    from newstemma.show.terminal import progress_bar
    from newstemma.show.wanted import wanted

    choice = wanted(only, hide)

    with open_archive(":memory:") as archive:
        with progress_bar() as progress:
            archive.read(*paths, progress=progress)
        if as_json:
            print_json(comparison_nouns(archive, wanted=choice))
        else:
            out = console()
            out.print(comparison(archive, out.width, wanted=choice))


@main.command()
@click.argument("query", nargs=-1, required=True)
@archive_option
@json_option
@click.option("--limit", type=click.IntRange(1), default=DEFAULT_HITS, show_default=True, help="How many.")
def search(query: tuple[str, ...], path: str, as_json: bool, limit: int) -> None:
    """Find articles by their words. All must occur; "these together"; -not this; begin* with.

    \b
      newstemma search harbour strike
      newstemma search '"port authority" -football'
    """
    with open_archive(path, readonly=True) as archive:
        found = archive.search(" ".join(query), limit=limit)
    if as_json:
        print_json(found)
        return
    from newstemma.show import tables

    console().print(tables.hits(found)) if found else click.echo("nothing found", err=True)


@main.command()
@click.argument("what", metavar="NOUNS|ID")
@archive_option
@click.option(
    "--format",
    "form",
    default="jsonl",
    show_default=True,
    help="jsonl, csv; trees: graphml, newick, prov; a report also: tei, html.",
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File; else the screen."
)
def export(what: str, path: str, form: str, output: Path | None) -> None:
    """Write nouns or trees to a file. All of a kind, all family trees (stemmata), or one noun by its id.

    \b
      newstemma export findings --format csv -o findings.csv
      newstemma export articles | jq .headline
      newstemma export rep_3f9c --format html -o side-by-side.html
      newstemma export rep_3f9c --format tei -o apparatus.xml
      newstemma export stemmata --format graphml -o trees.graphml
      newstemma export rep_3f9c --format newick
    """
    from newstemma.errors import ExportError
    from newstemma.export import write, write_one, write_stemmata

    with open_archive(path, readonly=True) as archive:

        def put(file: TextIO) -> int:
            if what in SINGULAR:
                return write(archive.ask.all(model_of(SINGULAR[what])), file, form)
            if what == "stemmata":
                return write_stemmata(archive.reports(), archive, file, form)
            return write_one(archive.find(what), archive, file, form)

        if output is None:
            put(sys.stdout)
            return
        try:
            with output.open("w", encoding="utf-8", newline="") as file:
                count = put(file)
        except OSError as error:
            raise ExportError(f"{output}: {error.strerror or error}; choose another file") from error
    click.echo(f"{count} {what} -> {output}", err=True)


@main.command()
@archive_option
@click.option(
    "--port", default=8011, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free port."
)
def serve(path: str, port: int) -> None:
    """Open the reading room in your browser. Stories, reports side by side, family trees, findings.

    It listens on this machine only. Ctrl-C closes it.
    """
    from newstemma.room import serve as open_room

    open_room(path, port=port, tell=lambda line: click.echo(line, err=True))

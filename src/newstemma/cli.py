"""The command line: one short function a verb; the only place that prints."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from newstemma import __version__
from newstemma.errors import InputError, NewstemmaError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.console import Console

    from newstemma.archive import Archive

USAGE = 2
"""Exit status for arguments that cannot be used; faults in pages leave it at 0."""
STOPPED = 130
DEFAULT_LIMIT = 20
SINGULAR = {
    "stories": "Story",
    "reports": "Report",
    "articles": "Article",
    "statements": "Statement",
    "events": "Event",
    "actors": "Actor",
    "findings": "Finding",
    "faults": "Fault",
}
"""The nouns that can be listed and exported."""


class Verbs(click.Group):
    """Verbs in the order of work, and errors in one line instead of a trace."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Keep the order in which the verbs are written below."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Say what is wrong with what was asked for, and end with status 2."""
        try:
            return super().invoke(ctx)
        except NewstemmaError as error:
            from newstemma.show.safe import safe

            click.echo(f"newstemma: {safe(str(error))}", err=True)
            ctx.exit(USAGE if isinstance(error, InputError) else 1)
        except KeyboardInterrupt:
            click.echo("\nnewstemma: stopped; what was written is whole, and can be gone on from", err=True)
            ctx.exit(STOPPED)
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(0)


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


@contextmanager
def open_archive(path: str, *, readonly: bool = False) -> Iterator[Archive]:
    """Open an archive and close it in the end."""
    from newstemma.archive import Archive

    with Archive(path, readonly=readonly) as archive:
        yield archive


def print_json(nouns: Iterable[object]) -> None:
    """Print nouns as JSON Lines."""
    from newstemma.export.jsonl import write

    write(nouns, sys.stdout)


def console() -> Console:
    """Give the console to print to."""
    from newstemma.show.terminal import console as make

    return make()


def _model(noun: str) -> type[Any]:
    """Give a noun's class by its name."""
    from newstemma import model

    found: type[Any] = getattr(model, noun)
    return found


archive_option = click.option(
    "--archive", "path", default="news.db", show_default=True, metavar="FILE", help="The archive to use."
)
only_option = click.option(
    "--only",
    metavar="KINDS",
    help="Only passages with differences of these kinds, parted by commas; `changes` means any.",
)
hide_option = click.option(
    "--hide", metavar="KINDS", help="Differences of these kinds are not shown: style, form, damage, ..."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines for other programs.")


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@archive_option
@click.option("--workers", type=click.IntRange(1), help="Processes that clean pages; one a core unless told.")
@json_option
def read(paths: tuple[str, ...], path: str, workers: int | None, as_json: bool) -> None:
    """Read pages: files, folders, globs, or - for standard input.

    HTML in any state of repair, e-paper text, JSON and JSON Lines, CSV, WARC, feeds, mail, and archives of
    these are known by their content. What cannot be used becomes a fault and the rest goes on. Files that
    were read before are passed over, so a command that was stopped can simply be given again.

    \b
      newstemma read saved-pages/
      newstemma read 'crawl/*.warc.gz' --archive crawl.db
      zcat pages.jsonl.gz | newstemma read -
    """
    from newstemma.show.terminal import progress_bar

    with open_archive(path) as archive, progress_bar() as progress:
        summary = archive.read(*paths, workers=workers, progress=progress)
        faults = list(archive.ask.all(_model("Fault"), limit=5)) if summary.new_faults else []
    if as_json:
        print_json([summary])
    else:
        from newstemma.show.terminal import summary as told

        console().print(told(summary, faults, path))


def lister(name: str, help_text: str, *options: Callable[..., Any]) -> None:
    """Make the verb that lists all nouns of a kind."""

    def command(path: str, as_json: bool, limit: int | None, **wanted: Any) -> None:
        noun = SINGULAR[name]
        kind = _model(noun)
        from newstemma.archive.conditions import conditions

        with open_archive(path, readonly=True) as archive:
            where, values = conditions(wanted, archive)
            most = limit if limit is not None else None if as_json else DEFAULT_LIMIT
            found = archive.ask.all(kind, where, *values, limit=most or None)
            if as_json:
                print_json(found)
                return
            rows = list(found)
            ((whole,),) = archive.ask.rows(f"SELECT count(*) FROM {noun.lower()} WHERE {where}", *values)  # noqa: S608
        from newstemma.show import tables

        console().print(getattr(tables, name)(rows))
        if len(rows) < whole:
            click.echo(f"{len(rows)} of {whole} {name}; --limit 0 lists all", err=True)
        elif not rows:
            click.echo(f"no {name}", err=True)

    limited = click.option("--limit", type=click.IntRange(0), help="How many; 0 for all.  [default: 20]")
    for decorate in (*options, limited, json_option, archive_option):
        command = decorate(command)
    main.command(name, help=help_text)(command)


lister("stories", "List stories: reports about one happening, the most told first.")
lister("reports", "List reports: each once, however many papers printed it, the most printed first.")
lister(
    "articles",
    "List articles: what each outlet printed, in order of publication.",
    click.option("--outlet", help="Only outlets whose name has this in it."),
)
lister(
    "statements",
    "List statements: who said what, article by article.",
    click.option("--speaker", help="Only speakers whose name has this in it."),
    click.option("--about", help="Only with these words in what was said."),
    click.option("--kind", type=click.Choice(["direct", "indirect", "mixed"]), help="Only of this kind."),
    click.option("--since", metavar="DATE", help="Only in articles of this day or later: 2025-03-11."),
    click.option("--until", metavar="DATE", help="Only in articles of this day or earlier."),
    click.option("--origins", "told", type=click.IntRange(1), help="Only with at least so many origins."),
    click.option(
        "--changed", is_flag=True, default=None, help="Only quotations worded otherwise than most have them."
    ),
)
lister(
    "events",
    "List events: who did what to whom, in PLOVER's types, article by article.",
    click.option("--actor", help="Only actors whose name has this in it."),
    click.option("--type", help="Only of this type, such as CONSULT or ACCUSE."),
)
lister("actors", "List actors: countries, governments, organisations and persons, each under one name.")
lister(
    "findings",
    "List findings: statements and events with their outlets and independent origins, most origins first.",
    click.option("--kind", type=click.Choice(["statement", "event"]), help="Only of this kind."),
    click.option("--speaker", help="Only speakers, or actors of events, whose name has this in it."),
    click.option("--origins", type=click.IntRange(1), help="Only with at least so many origins."),
)
lister("faults", "List faults: pages, or parts of pages, that could not be used, and why.")


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
    """Show anything with its evidence, by its id or the first digits of it.

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
    """List the independent origins of a finding or a report: what each is, why, and the articles from there.

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
@click.option("--limit", type=click.IntRange(1), default=DEFAULT_LIMIT, show_default=True, help="How many.")
def search(query: tuple[str, ...], path: str, as_json: bool, limit: int) -> None:
    """Find articles by their words: all must occur; "these together"; -not this; begin* with.

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
    """Write all nouns of a kind to a file, all family trees (stemmata), or one noun by its id.

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
                return write(archive.ask.all(_model(SINGULAR[what])), file, form)
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
    """Open the reading room: stories, reports side by side, family trees, in your browser.

    It listens on this machine only. Ctrl-C closes it.
    """
    from newstemma.room import serve as open_room

    open_room(path, port=port, tell=lambda line: click.echo(line, err=True))

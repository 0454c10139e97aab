"""The verbs that list nouns, one of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newstemma.cli.base import (
    SINGULAR,
    archive_option,
    console,
    json_option,
    model_of,
    open_archive,
    print_json,
)

if TYPE_CHECKING:
    from collections.abc import Callable

DEFAULT_LIMIT = 20


def lister(name: str, help_text: str, *options: Callable[..., Any]) -> click.Command:
    """Make the verb that lists all nouns of a kind."""

    def command(path: str, as_json: bool, limit: int | None, **wanted: Any) -> None:
        noun = SINGULAR[name]
        kind = model_of(noun)
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
    return click.command(name, help=help_text)(command)


LISTS = (
    lister("stories", "List stories: reports about one happening. The most told come first."),
    lister("reports", "List reports, each once however many printed it. The most printed come first."),
    lister(
        "articles",
        "List articles: what each outlet printed. In order of publication.",
        click.option("--outlet", help="Only outlets whose name has this in it."),
    ),
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
            "--changed",
            is_flag=True,
            default=None,
            help="Only quotations worded otherwise than most have them.",
        ),
    ),
    lister(
        "events",
        "List events: who did what to whom. In PLOVER's types, article by article.",
        click.option("--actor", help="Only actors whose name has this in it."),
        click.option("--type", help="Only of this type, such as CONSULT or ACCUSE."),
    ),
    lister(
        "actors",
        "List actors: countries, bodies and persons. Each under one name; who is quoted most comes first.",
        click.option("--name", help="Only actors whose name has this in it."),
        click.option(
            "--kind",
            type=click.Choice(["country", "government", "organisation", "person"]),
            help="Only of this kind.",
        ),
    ),
    lister(
        "findings",
        "List findings and how many origins they have. Statements and events; most origins come first.",
        click.option("--kind", type=click.Choice(["statement", "event"]), help="Only of this kind."),
        click.option("--speaker", help="Only speakers, or actors of events, whose name has this in it."),
        click.option("--origins", type=click.IntRange(1), help="Only with at least so many origins."),
    ),
    lister("faults", "List faults: what could not be used, and why. Pages, or parts of pages."),
)
"""The verbs, in the order in which they are told of."""

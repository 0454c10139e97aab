"""What the verbs share: the group with its errors, options, and ways to the archive and to the screen."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from newstemma.errors import InputError, NewstemmaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console

    from newstemma.archive import Archive

USAGE = 2
"""Exit status for arguments that cannot be used; faults in pages leave it at 0."""
STOPPED = 130
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


def model_of(noun: str) -> type[Any]:
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

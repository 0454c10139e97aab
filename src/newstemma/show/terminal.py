"""What the command line writes to: console, progress bar, summary."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from newstemma.show.safe import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import RenderableType

    from newstemma.archive import Summary
    from newstemma.model import Fault

PIPED_WIDTH = 160
"""Characters of a line where nobody says how wide it is."""


LASTING = {
    "compiling": "compiling what groups reports: once on a machine, under 20 seconds",
}
"""What is said in a line of its own, also where there is no terminal to show a bar on."""
COUNTED = ("pages", "articles", "faults", "reports", "stories", "statements", "events", "actors", "findings")


def console() -> Console:
    """Give a console: as wide as the terminal, or wide and without colour in a pipe."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else PIPED_WIDTH)


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """Show on standard error what is being done, how far it is, and how long it will take."""
    bar = Progress(
        TextColumn("{task.description:<20}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    tasks: dict[str, int] = {}

    def tell(what: str, done: int, whole: int) -> None:
        if what in LASTING:
            bar.console.print(f"newstemma: {LASTING[what]}", highlight=False, soft_wrap=True)
            return
        if what not in tasks:
            tasks[what] = bar.add_task(what, total=whole or None)
        bar.update(bar.task_ids[tasks[what]], completed=done, total=whole or None)

    with bar:
        yield tell


def summary(counts: Summary, faults: list[Fault], path: str) -> RenderableType:
    """Say what was read, and what the archive now holds."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 1, 0, 0))
    table.add_column(justify="right", style="bold")
    for name in COUNTED:
        table.add_row(f"{getattr(counts, name):,}", name)
    new = f"{counts.new_pages:,} new page{'s' * (counts.new_pages != 1)}"
    if counts.files_skipped:
        new += f"; files unchanged since they were last read: {counts.files_skipped:,}"
    lines: list[RenderableType] = [Text.assemble((f"{path}: ", "bold cyan"), new), table]
    lines += [Text.assemble(("fault  ", "red"), words(f"{one.place}: {one.reason}")) for one in faults]
    if counts.new_faults > len(faults):
        lines.append(
            Text(f"... {counts.new_faults - len(faults)} more faults: newstemma faults", style="red")
        )
    return Group(*lines)

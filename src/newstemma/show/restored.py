"""The text that versions go back to, and what each version made of it, for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from newstemma.show.safe import safe, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import RenderableType

    from newstemma.model import Choice, Id, Restored
    from newstemma.trace.measures import Measure

MOST_NUMBERS = 12
"""Numbers of passages listed one by one."""


def original_text(restored: Iterable[Restored], names: Mapping[Id, str]) -> RenderableType:
    """Show the rebuilt text, unproven passages in angle brackets, doubts and healed damage below each."""
    lines: list[Text] = []
    for one in restored:
        text = words(one.text, "" if one.proven else "dim")
        if not one.proven:
            text = Text.assemble("⟨", text, "⟩")
        lines.append(Text.assemble((f"{one.passage + 1:>3}  ", "dim"), text))
        lines += [_choice("healed", choice, names, "green") for choice in one.healings]
        lines += [_choice("or", choice, names, "yellow") for choice in one.doubts]
    legend = "⟨ ⟩ only one branch has it: cut by the others, or added by that one"
    return Group(*lines, Text(legend, style="dim"))


def _choice(label: str, choice: Choice, names: Mapping[Id, str], style: str) -> Text:
    def who(versions: tuple[Id, ...]) -> str:
        return " ".join(names.get(version, "?") for version in versions)

    taken, other = (safe(text) or "nothing" for text in (choice.taken, choice.other))
    if label == "or":
        return Text(f"       {taken} ({who(choice.takers)}) or {other} ({who(choice.others)})", style=style)
    return Text(
        f"       {label}: {other} ({who(choice.others)}) → {taken} (from {who(choice.takers)})", style=style
    )


def measures(measured: Sequence[Measure], names: Mapping[Id, str]) -> Table:
    """Tabulate what each version kept, cut, added and reworded."""
    table = Table(box=None, pad_edge=False, header_style="bold cyan", padding=(0, 2, 0, 0))
    for name in ("", "words", "kept", "reworded", "cut", "added", "moved", "left out"):
        table.add_column(name, justify="left" if name in {"", "left out"} else "right")
    for one in measured:
        shares = (f"{share:.0%}" for share in (one.kept, one.reworded, one.cut, one.added))
        table.add_row(
            Text(names[one.article], style="bold cyan"),
            str(one.words),
            *shares,
            str(one.moved),
            Text(_numbers(one.left_out), style="dim"),
        )
    return table


def _numbers(passages: Sequence[int]) -> str:
    """List passages, counted from 1, neighbours as a range."""
    runs: list[list[int]] = []
    for number in passages:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    parts = [str(a + 1) if a == b else f"{a + 1}-{b + 1}" for a, b in runs]
    return ", ".join(parts[:MOST_NUMBERS]) + (", ..." if len(parts) > MOST_NUMBERS else "")

"""`make demo`: read the example pages and show what Newstemma makes of them, by the commands themselves."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent.parent
ARCHIVE = "demo.db"


def newstemma(*arguments: str, shown: str | None = None) -> None:
    """Run a command of the program, telling which."""
    print(
        f"\n\033[1m$ newstemma {shown or ' '.join(arguments)}\033[0m"
        if sys.stdout.isatty()
        else f"\n$ newstemma {shown or ' '.join(arguments)}",
        flush=True,
    )
    subprocess.run([sys.executable, "-m", "newstemma", *arguments], cwd=HERE, check=True)


def ids(noun: str, count: int, *options: str) -> list[str]:
    """Give the ids of the first nouns of a list."""
    arguments = [noun, "--json", "--limit", str(count), "--archive", ARCHIVE, *options]
    command = [sys.executable, "-m", "newstemma", *arguments]
    lines = subprocess.run(command, cwd=HERE, check=True, capture_output=True, text=True).stdout
    return [str(json.loads(line)["id"]) for line in lines.splitlines()]


def main() -> None:
    newstemma("read", "examples", "--archive", ARCHIVE)
    newstemma("stories", "--archive", ARCHIVE)
    newstemma("show", *ids("reports", 1), "--archive", ARCHIVE)
    newstemma("findings", "--kind", "statement", "--limit", "3", "--archive", ARCHIVE)
    for finding in ids("findings", 3, "--kind", "statement"):
        newstemma("origins", finding, "--archive", ARCHIVE)
    print(
        "\nThe same in your browser, with every text beside every other:\n\n"
        f"  .venv/bin/newstemma serve --archive {ARCHIVE}\n\n"
        "And with pages of your own:\n\n"
        "  .venv/bin/newstemma read FOLDER --archive my.db\n"
        "  .venv/bin/newstemma --help\n"
    )


if __name__ == "__main__":
    main()

"""Write docs/reference from the help texts and docstrings: python scripts/reference.py [--check]."""

from __future__ import annotations

import importlib
import inspect
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import click

from newstemma import model
from newstemma.cli import main as command_line

FOLDER = Path(__file__).parent.parent / "docs" / "reference"
WIDTH = 100
STAGES = (
    "newstemma.read:read",
    "newstemma.clean:clean",
    "newstemma.clean.furniture:furnish",
    "newstemma.group:group",
    "newstemma.collate:collate",
    "newstemma.collate:align",
    "newstemma.trace:trace",
    "newstemma.trace.archetype:restore",
    "newstemma.trace.measures:measure",
    "newstemma.gather:gather",
    "newstemma.record:analyse",
    "newstemma.record:record",
    "newstemma.record:actors",
    "newstemma.record:resolve",
    "newstemma.corroborate:corroborate",
    "newstemma.pipeline:derive",
)


def cli_page() -> str:
    """Give the help of every verb."""
    parts = ["# Command line\n", "Written from the help texts by `scripts/reference.py`; do not edit.\n"]
    context = click.Context(
        command_line, info_name="newstemma", max_content_width=WIDTH, terminal_width=WIDTH
    )
    parts.append(f"```text\n{command_line.get_help(context)}\n```\n")
    for name, command in command_line.commands.items():
        inner = click.Context(
            command, info_name=name, parent=context, max_content_width=WIDTH, terminal_width=WIDTH
        )
        parts += [f"## {name}\n", f"```text\n{command.get_help(inner)}\n```\n"]
    return "\n".join(parts)


def python_page() -> str:
    """Give the archive, the stages and the errors with their docstrings."""
    archive = importlib.import_module("newstemma.archive").Archive
    errors = importlib.import_module("newstemma.errors")
    parts = ["# Python\n", "Written from the docstrings by `scripts/reference.py`; do not edit.\n"]
    parts += ["## The archive\n", f"`from newstemma import Archive`\n\n{inspect.getdoc(archive)}\n"]
    for name, member in inspect.getmembers(archive, inspect.isfunction):
        if not name.startswith("_"):
            parts.append(f"### Archive.{name}\n\n{_signature(name, member)}\n\n{inspect.getdoc(member)}\n")
    parts.append("## The stages\n")
    for path in STAGES:
        module, name = path.split(":")
        function = getattr(importlib.import_module(module), name)
        parts += [f"### {name}\n", f"`from {module} import {name}`\n", f"{_signature(name, function)}\n"]
        parts.append(f"{inspect.getdoc(function)}\n")
    parts += ["## Errors\n", f"```text\n{inspect.getdoc(errors)}\n```\n"]
    return "\n".join(parts)


def model_page() -> str:
    """Give every noun with its fields."""
    parts = ["# The nouns\n", "Written from `newstemma.model` by `scripts/reference.py`; do not edit.\n"]
    parts.append(f"{inspect.getdoc(model)}\n")
    for name, noun in vars(model).items():
        if is_dataclass(noun) and inspect.isclass(noun) and noun.__module__ == model.__name__:
            parts += [f"## {name}\n", f"{inspect.getdoc(noun)}\n"]
            parts += [f"- `{field.name}`: `{field.type}`" for field in fields(noun)] + [""]
    return "\n".join(parts)


def _signature(name: str, function: Any) -> str:
    return f"```python\n{name}{inspect.signature(function)}\n```".replace("newstemma.model.", "")


PAGES = {"cli.md": cli_page, "python.md": python_page, "model.md": model_page}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    stale = []
    for name, make in PAGES.items():
        page = make().rstrip() + "\n"
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != page:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(page, encoding="utf-8")
    if stale and "--check" in sys.argv:
        sys.exit(f"stale: {', '.join(stale)}; run scripts/reference.py")
    print(f"written: {', '.join(stale)}" if stale else "docs/reference is up to date")


if __name__ == "__main__":
    main()

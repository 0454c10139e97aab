"""The rooms of the house, and who may go where."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "newstemma"
FILES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 400
FLOW = ("read", "clean", "group", "collate", "trace", "record", "corroborate", "gather")
ONLY_HERE = {
    "sqlite3": ("archive",),
    "starlette": ("room",),
    "jinja2": ("room",),
    "uvicorn": ("room",),
    "multiprocessing": ("engine",),
    "concurrent": ("engine",),
    "pyspark": ("engine",),
}
# A room may import the nouns and these helpers from anywhere.
COMMON = {"model", "errors", "limits", "identity", "times"}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Absolute names of all modules that a file imports, wherever in the file it does so."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    here = ["newstemma", *path.relative_to(PACKAGE).parent.parts]
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            found |= {name} | {f"{name}.{alias.name}" for alias in node.names}
    return found


def rooms_imported(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(path) if name.startswith("newstemma.")} - {room_of(path)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_file_keeps_the_walls(path: Path) -> None:
    room = room_of(path)
    for library, allowed in ONLY_HERE.items():
        used = any(name == library or name.startswith(library + ".") for name in imports(path))
        assert not used or room in allowed, f"only {allowed} may import {library}"
    if room in FLOW:
        rooms = {name for name in PACKAGE.iterdir() if name.is_dir() or name.suffix == ".py"}
        known = {name.name.removesuffix(".py") for name in rooms}
        earlier = set(FLOW[: FLOW.index(room)])
        wrong = (rooms_imported(path) & known) - earlier - COMMON
        assert not wrong, f"stage {room} imports {wrong}, which come later or are no stage"
    if room != "read":
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        opens = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "open"]
        assert not opens, "only read/ opens files"


def test_model_imports_nothing_of_the_package() -> None:
    assert not any(name.startswith("newstemma") for name in imports(PACKAGE / "model.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_file_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_dangerous(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not imports(path) & {"pickle", "marshal", "shelve"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            assert name not in {"eval", "exec", "yaml.load", "os.system"}
            shell = any(word.arg == "shell" for word in node.keywords)
            assert not shell


def test_every_dependency_is_imported_and_every_import_declared() -> None:
    """Only what trafilatura needs and pip does not bring is declared without being imported."""
    project = tomllib.loads((PACKAGE.parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {_module(line) for line in project["dependencies"]}
    extra = {_module(line) for lines in project["optional-dependencies"].values() for line in lines}
    imported = {name.split(".")[0] for path in FILES for name in imports(path)}
    assert needed - imported == {"lxml_html_clean"}
    assert imported - needed - extra - set(sys.stdlib_module_names) == {"newstemma"}


def _module(requirement: str) -> str:
    return re.split(r"\W", requirement.replace("-", "_"))[0]


def test_only_the_command_line_prints() -> None:
    for path in FILES:
        if room_of(path) == "cli":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = [
            node.func.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ]
        assert "print" not in names, path

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from newstemma.clean import clean
from newstemma.model import Fault, Page
from newstemma.read import read

if TYPE_CHECKING:
    from pathlib import Path

DEEP = 1_000_000
SECRET = "The combination of the safe is on a slip under the lamp."
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


def feed(declared: str, content: str) -> str:
    item = f"<item><title>Storm closes harbour</title><description>{content}</description></item>"
    return (
        f'<?xml version="1.0"?><!DOCTYPE rss [{declared}]><rss version="2.0"><channel>{item}</channel></rss>'
    )


def xhtml(declared: str, content: str) -> str:
    return f'<?xml version="1.0"?><!DOCTYPE html [{declared}]><html><body><p>{content}</p></body></html>'


def told(path: Path, source: str) -> str:
    path.write_text(source, encoding="utf-8")
    started = time.process_time()
    found = [one if isinstance(one, Fault) else clean(one) for one in read(path)]
    assert time.process_time() - started < 5
    assert found
    return "".join(map(str, found)) + "".join(str(page.data) for page in read(path) if isinstance(page, Page))


@pytest.mark.parametrize("form", [feed, xhtml])
def test_external_entities_are_not_read(tmp_path: Path, form: object) -> None:
    assert callable(form)
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    for kind in (f'SYSTEM "{secret.as_uri()}"', f'SYSTEM "{secret}"', f'PUBLIC "x" "{secret.as_uri()}"'):
        declared = f"<!ENTITY e {kind}><!ENTITY % p {kind}>%p;"
        assert SECRET not in told(
            tmp_path / "page.xml", form(declared, "What the safe holds: &e; and no more.")
        )


@pytest.mark.parametrize("form", [feed, xhtml])
def test_entities_do_not_multiply(tmp_path: Path, form: object) -> None:
    assert callable(form)
    text = told(tmp_path / "page.xml", form(f'<!ENTITY l0 "ha">{LAUGHS}', "The laugh of the day is &l11;."))
    assert text.count("ha") < 1000


def test_elements_a_million_deep_end_as_a_fault_or_an_article(tmp_path: Path) -> None:
    told(tmp_path / "page.xml", feed("", "<b>" * DEEP))
    told(tmp_path / "page.html", "<html><body>" + "<div>" * DEEP + "The harbour was closed.")


@pytest.mark.parametrize("name", ["x:00", "x:p", "x:", "00", "a:b:c", "_x", "x:-"])
def test_elements_of_any_name_keep_their_text(tmp_path: Path, name: str) -> None:
    content = f"<{name}>Waves of nine metres broke over the northern mole.</{name}>"
    assert "Waves of nine metres" in told(tmp_path / "page.xml", feed("", content))

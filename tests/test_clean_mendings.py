from __future__ import annotations

import html
import json
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.clean.compose import Line
from newstemma.clean.mendings import MENDINGS, mend
from newstemma.clean.mendings.lines import mend_lines

PAGE = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Köln &amp; Osk</title></head>\n'
    '<body class="page"><p>“It’s over,” said Zoë Ö. – the ferry\tsailed.</p>\n'
    '<p>It cost £5 &lt; €6; 3 = 3, a/b (c).</p><br><img src="a.jpg" alt="x"></body></html>\n'
)
NAMED = {
    ".": "&period;",
    ",": "&comma;",
    "=": "&equals;",
    "/": "&sol;",
    "\n": "&NewLine;",
    "\t": "&Tab;",
    "(": "&lpar;",
}
DAMAGES = {
    "JSON string literal": json.dumps(PAGE),
    "quoted-printable": quopri.encodestring(PAGE.encode()).decode("ascii"),
    "named entities for punctuation": "".join(NAMED.get(letter, letter) for letter in PAGE),
    "escaped HTML": html.escape(PAGE),
    "mojibake": PAGE.encode().decode("latin-1"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_undone_and_named(name: str) -> None:
    assert mend(DAMAGES[name]) == (PAGE, (name,))


@pytest.mark.parametrize("mending", MENDINGS, ids=lambda mending: mending.name)
def test_sound_page_is_left_alone(mending: object) -> None:
    assert mend(PAGE) == (PAGE, ())
    assert mending in MENDINGS


def test_damages_on_top_of_one_another_are_undone() -> None:
    assert mend(html.escape(html.escape(PAGE)))[0] == PAGE
    assert mend(json.dumps(html.escape(PAGE)))[0] == PAGE
    assert mend(html.escape(PAGE).encode().decode("cp1252", "ignore"))[1][:1] == ("escaped HTML",)


def test_mojibake_of_windows_1252_is_undone() -> None:
    assert mend("<p>" + "“Ça va”, it’s – well – €5".encode().decode("sloppy-windows-1252") + "</p>")[0] == (
        "<p>“Ça va”, it’s – well – €5</p>"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<p>Write &lt;p&gt; for a paragraph.</p><p>Then write &lt;/p&gt;.</p><p>a</p><p>b</p>",
        "A=3D is an equation, and so is b=20.",
        '"A quotation is no JSON," he said. "Not this one."',
        "L’Âge d’or, São Paulo, naïve, Ã is a letter",
        "Prices: 5&period; no more",
        '<script>var a = "{\\"b\\": 1}";</script><p class="x">text</p>',
    ],
)
def test_what_only_looks_like_damage_is_left_alone(text: str) -> None:
    assert mend(text) == (text, ())


@given(st.text(max_size=200))
def test_mending_takes_any_text(text: str) -> None:
    for mending in MENDINGS:
        if mending.may_be(text):
            mending.undo(text)


def test_invisible_characters_are_taken_out() -> None:
    lines, names = mend_lines([Line("pas\u00adsen\u200bgers"), Line("plain")])
    assert [line.text for line in lines] == ["passengers", "plain"]
    assert names == ("invisible characters",)


def test_entities_that_were_taken_apart_are_whole_again() -> None:
    damaged = (
        '<p class&equals;"a">Bread&comma; fuel &amp;amp&semi; post&period; '
        "&amp;pound&semi;2&comma; we pay&period;</p>"
    )
    text, names = mend(damaged)
    assert text == '<p class="a">Bread, fuel &amp; post. &pound;2, we pay.</p>'
    assert names == ("named entities for punctuation",)

"""What the style sheets promise: letters that stand out from their ground, by day and by night."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STATIC = files("newstemma.room") / "static"
SHEETS = {one.name: one.read_text(encoding="utf-8") for one in STATIC.iterdir() if one.name.endswith(".css")}
COLOUR = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{6});")
LEAST_CONTRAST = 4.5
"""Of text and its ground, by the Web Content Accessibility Guidelines 2.2, level AA."""
LEAST_GRAPHIC = 3.0
"""Of what must be seen, but is no text."""


def themes() -> dict[str, dict[str, str]]:
    day, night = SHEETS["base.css"].split("@media screen and (prefers-color-scheme: dark)")
    light = dict(COLOUR.findall(day))
    return {"day": light, "night": {**light, **dict(COLOUR.findall(night))}}


def luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["day", "night"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *(
            (ink, ground)
            for ink in ("ink", "quiet", "link", "accent")
            for ground in ("paper", "sheet", "faint")
        ),
        *((f"origin-{n}", "paper") for n in range(6)),
        *(("kept-ink", f"origin-{n}") for n in range(6)),
        ("paper", "ink"),
        ("reworded-ink", "reworded"),
        ("joined-ink", "joined"),
        ("damaged-ink", "damaged"),
        ("ink", "wording"),
        ("ink", "damage"),
        ("strong-ink", "strong"),
        ("paper", "accent"),
    ],
)
def test_letters_stand_out_from_their_ground(theme: str, ink: str, ground: str) -> None:
    colours = themes()[theme]
    assert contrast(colours[ink], colours[ground]) >= LEAST_CONTRAST


@pytest.mark.parametrize("theme", ["day", "night"])
@pytest.mark.parametrize("mark", ["damaged", *(f"origin-{n}" for n in range(6))])
def test_marks_of_the_picture_stand_out_from_the_paper(theme: str, mark: str) -> None:
    colours = themes()[theme]
    assert contrast(colours[mark], colours["paper"]) >= LEAST_GRAPHIC


def test_style_sheets_load_nothing() -> None:
    for name, sheet in SHEETS.items():
        assert "url(" not in sheet, name
        assert "@import" not in sheet, name
        assert "http" not in sheet, name


def test_every_colour_that_is_used_is_named_and_every_name_used() -> None:
    used = set(re.findall(r"var\(--([a-z0-9-]+)\)", "".join(SHEETS.values())))
    named = set(re.findall(r"--([a-z0-9-]+):", "".join(SHEETS.values())))
    assert used == named

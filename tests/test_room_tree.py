"""The picture of a family: every text in it, nothing over anything else, and only text in its text."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from lxml import etree

from newstemma.model import (
    Apparatus,
    Archetype,
    Carrier,
    Copy,
    Evidence,
    Passage,
    Reading,
    Report,
    Stemma,
    Version,
)
from newstemma.show.svg import ROW, family_svg

SVG = "{http://www.w3.org/2000/svg}"


def family(
    parents: dict[str, str | None],
    *,
    times: dict[str, str] | None = None,
    name: str = "The Low Cross Advertiser",
) -> etree._Element:
    """Draw a family; a parent that is no version is a lost text."""
    versions = tuple(parents)
    lost = sorted({parent for parent in parents.values() if parent and parent not in parents})
    report = Report(
        "rep_0", tuple(Version(one, name, name, (times or {}).get(one), None, ()) for one in versions)
    )
    copies = tuple(
        Copy(child, parent, 0.4 if child == versions[-1] else 0.9, (Evidence("wording", name),))
        for child, parent in parents.items()
        if parent
    )
    archetypes = tuple(Archetype(one, name, (Evidence("credit", name),)) for one in lost)
    passage = Passage((Reading("kept", "x", tuple(Carrier(one, (0,)) for one in versions)),), ())
    stemma = Stemma("rep_0", versions, archetypes, copies, (), ("ori_0",))
    svg = family_svg(report, stemma, Apparatus("rep_0", versions, (passage,)), link="/article/{id}")
    return etree.fromstring(svg.encode())


def circles(tree: etree._Element) -> list[tuple[float, float]]:
    found = tree.iterfind(f".//{SVG}g//{SVG}circle")
    return [(float(one.get("cx")), float(one.get("cy"))) for one in found]


def test_every_version_is_linked_and_every_copy_drawn() -> None:
    tree = family({"art_a": "arc_x", "art_b": "art_a", "art_c": "art_a"})
    assert [one.get("href") for one in tree.iter(f"{SVG}a")] == [
        "/article/art_a",
        "/article/art_b",
        "/article/art_c",
    ]
    assert len(tree.findall(f".//{SVG}g[@class='lost']")) == 1
    assert [one.get("class") for one in tree.iter(f"{SVG}path")].count("copy") == 2
    assert [one.get("class") for one in tree.iter(f"{SVG}path")].count("copy doubtful") == 1


@pytest.mark.parametrize(
    "parents",
    [
        {"a": None},
        {"a": None, "b": None},
        {"a": None, "b": "a", "c": "b", "d": "a"},
        {f"v{n}": f"v{(n - 1) // 3}" if n else None for n in range(60)},
        {f"v{n}": f"v{n - 1}" if n else "arc_x" for n in range(3000)},
    ],
    ids=["alone", "no common original", "small", "bush", "chain"],
)
def test_each_text_has_a_row_of_its_own_below_its_parent(parents: dict[str, str | None]) -> None:
    tree = family(parents)
    at = circles(tree)
    assert len(at) == len(parents) + len({p for p in parents.values() if p and p not in parents})
    heights = sorted(y for _, y in at)
    assert all(round(below - above) == ROW for above, below in pairwise(heights))
    place = dict(zip(parents, at, strict=False))
    for child, parent in parents.items():
        if parent in place:
            assert place[child][0] > place[parent][0]
            assert place[child][1] > place[parent][1]
    width, height = (float(tree.get(name)) for name in ("width", "height"))
    assert all(0 < x < width and 0 < y < height for x, y in at)


def test_no_line_runs_through_a_name() -> None:
    tree = family({f"v{n}": f"v{(n - 1) // 3}" if n else None for n in range(40)})
    names = circles(tree)
    for path in tree.iter(f"{SVG}path"):
        start, down, _, _across = path.get("d").split(" ", 3)
        x, top = (float(one) for one in start[1:].split(","))
        bottom = float(down[1:])
        for name_x, name_y in names:
            # A name stands to the right of its circle; a line down may only pass to the left of it.
            assert not (top < name_y < bottom) or x < name_x


def test_dots_stand_at_the_times_of_print() -> None:
    times = {
        "a": "2031-05-02T10:00:00Z",
        "b": "2031-05-02T12:00:00Z",
        "c": "2031-05-02T09:00:00-05:00",
        "d": "soon",
    }
    tree = family({"a": None, "b": "a", "c": "a", "d": "a"}, times=times)
    dots = [float(one.get("cx")) for one in tree.iter(f"{SVG}circle") if one.get("class") == "time"]
    assert len(dots) == 3
    assert dots[1] - dots[0] == pytest.approx(dots[2] - dots[1], abs=0.2)
    shown = [one.text for one in tree.iter(f"{SVG}text")]
    assert "2 May 2031, 14:00" in shown
    assert "11:00" in shown


@pytest.mark.parametrize(
    "last",
    [
        "2031-05-02T10:00:01Z",
        "2031-05-02T23:00:00Z",
        "2031-05-09",
        "2031-09-01",
        "2034-01-01",
        "9999-12-31T23:59:59Z",
    ],
)
def test_axis_has_few_ticks_apart_from_each_other(last: str) -> None:
    tree = family({"a": None, "b": "a"}, times={"a": "2031-05-02T10:00:00Z", "b": last})
    ticks = [float(one.get("x")) for one in tree.iter(f"{SVG}text") if "tick" in (one.get("class") or "")]
    assert len(ticks) <= 5
    assert all(abs(one - other) > 40 for one, other in combinations(ticks, 2))


@pytest.mark.parametrize(
    "name", ["<script>zap()</script>", '"><a href="x">', "]]>&lt;", "\x00\x1b\u202e\ud800end"]
)
def test_names_stay_text(name: str) -> None:
    plain, hostile = (family({"a": "arc_x", "b": "a"}, name=one) for one in ("plain", name))
    shapes = [[(one.tag, sorted(one.attrib)) for one in tree.iter()] for tree in (plain, hostile)]
    assert shapes[0] == shapes[1]

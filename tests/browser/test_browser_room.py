"""The reading room in a real browser."""

from __future__ import annotations

import base64
import struct
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from chromium import PROGRAM, Chromium
from room_pile import fill, joined, noun_set
from test_room_hostile import TEXTS, places

from newstemma.archive import Archive
from newstemma.room.addresses import address
from newstemma.room.listing import LISTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="chromium is not installed on this machine")
_SERVE = """
import sys
from newstemma.room import serve
serve(sys.argv[1], port=0, tell=lambda line: print(line, flush=True))
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with Chromium(tmp_path_factory.mktemp("chromium")) as one:
        yield one


def serving(path: Path) -> Iterator[str]:
    """Give the address at which an archive is served."""
    with subprocess.Popen(
        [sys.executable, "-c", _SERVE, str(path)], stdout=subprocess.PIPE, text=True
    ) as room:
        assert room.stdout is not None
        yield room.stdout.readline().split(": ", 1)[1].split("/  ")[0]
        room.terminate()


@pytest.fixture(scope="module")
def room(example_archive: Path) -> Iterator[str]:
    yield from serving(example_archive)


@pytest.fixture(scope="module")
def hostile_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    sets = [noun_set(number, text) for number, text in enumerate(TEXTS)]
    archive = tmp_path_factory.mktemp("hostile") / "news.db"
    yield from serving(fill(archive, joined(pile for pile, _ in sets), [fault for _, fault in sets]))


@pytest.fixture(scope="module")
def report(example_archive: Path) -> str:
    """Give the address of the most printed report."""
    with Archive(example_archive, readonly=True) as archive:
        return address(next(archive.reports()).id)


def test_pages_render_without_complaint(browser: Chromium, room: str, report: str) -> None:
    for place in ("/", report, "/words", "/search?q=railway", *(listing.path for listing in LISTINGS)):
        browser.visit(room + place)
        assert browser.complaints() == []
        assert browser.ask("document.querySelectorAll('h1').length") == 1
        assert (
            browser.ask("[...document.styleSheets].reduce((n, sheet) => n + sheet.cssRules.length, 0)") > 100
        )


@pytest.mark.parametrize("width", [320, 400, 800, 1600])
def test_no_page_is_wider_than_the_window(browser: Chromium, room: str, report: str, width: int) -> None:
    browser.size(width)
    for place in ("/", report, "/findings", "/search?q=railway"):
        browser.visit(room + place)
        assert browser.ask("document.documentElement.scrollWidth") <= width, place


def test_version_in_the_tree_leads_to_its_article(browser: Chromium, room: str, report: str) -> None:
    browser.size(1200)
    browser.visit(f"{room}{report}#tree")
    expected = browser.ask("document.querySelector('.stemma a').getAttribute('href')")
    box = browser.ask(
        "(() => { const box = document.querySelector('.stemma a circle').getBoundingClientRect();"
        " return [box.x + box.width / 2, box.y + box.height / 2] })()"
    )
    browser.told.clear()
    for kind in ("mousePressed", "mouseReleased"):
        browser.call("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)
    browser.await_load()
    assert browser.ask("location.pathname") == expected
    assert browser.complaints() == []


def test_keyboard_reaches_the_content_first_and_the_tree(browser: Chromium, room: str, report: str) -> None:
    browser.visit(room + report)
    press(browser, "Tab")
    assert browser.ask("document.activeElement.textContent") == "Skip to the content"
    assert browser.ask("document.activeElement.getBoundingClientRect().width") > 50
    press(browser, "Enter")
    assert browser.ask("location.hash") == "#content"
    browser.ask("document.querySelector('.stemma a').focus()")
    assert browser.ask("document.activeElement.closest('.stemma') !== null")


def press(browser: Chromium, key: str) -> None:
    text = {"text": "\r"} if key == "Enter" else {}
    code = {"Tab": 9, "Enter": 13}[key]
    for kind in ("keyDown", "keyUp"):
        browser.call(
            "Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code,
            **(text if kind == "keyDown" else {}),
        )  # fmt: skip


def test_form_lays_the_chosen_versions_side_by_side(browser: Chromium, room: str, report: str) -> None:
    browser.visit(room + report)
    browser.ask(
        "for (const box of document.querySelectorAll('input[name=v]'))"
        " box.checked = 'BE'.includes(box.value);"
    )
    browser.told.clear()
    browser.ask("document.querySelector('.choose button').click()")
    browser.await_load()
    assert browser.ask("location.search + location.hash") == "?v=B&v=E#side"
    assert (
        browser.ask("[...document.querySelectorAll('.heads b')].map(one => one.textContent).join('')") == "BE"
    )


def test_a_script_that_gets_into_a_page_does_not_run(browser: Chromium, room: str) -> None:
    browser.visit(room + "/")
    browser.ask(
        "(() => { const script = document.createElement('script'); script.textContent = 'window.hit = 1';"
        " document.body.append(script); const image = document.createElement('img');"
        " image.setAttribute('onerror', 'window.hit = 2'); image.src = 'https://evil.example/x.png';"
        " document.body.append(image); document.body.setAttribute('onclick', 'window.hit = 3');"
        " document.body.click() })()"
    )
    assert browser.ask("window.hit") is None
    complaints = " ".join(browser.complaints())
    assert "Content Security Policy" in complaints
    assert "evil.example" in complaints


def test_no_payload_becomes_an_element_in_a_real_browser(browser: Chromium, hostile_room: str) -> None:
    known = "html head meta title link body a header p form label input button nav ul li main footer".split()
    pile, fault = noun_set(0, TEXTS[0])
    for place in places(pile, fault.id):
        browser.visit(hostile_room + place)
        assert browser.complaints() == [], place
    found = set()
    for listing in LISTINGS:
        browser.visit(hostile_room + listing.path)
        assert browser.complaints() == []
        found |= set(browser.ask("[...document.querySelectorAll('*')].map(one => one.localName)"))
    assert found <= {*known, *"h1 h2 h3 ol div b bdi i span time select option".split()}


def test_other_sites_can_neither_read_nor_frame_the_room(browser: Chromium, room: str) -> None:
    page = (
        "<iframe src='ROOM/'></iframe><script>window.told = [];"
        "for (const mode of ['cors', 'no-cors'])"
        "  fetch('ROOM/', {mode}).then(() => told.push('read'), () => told.push('refused'));"
        "</script>"
    ).replace("ROOM", room)
    browser.visit("data:text/html;base64," + base64.b64encode(page.encode()).decode())
    for _ in range(50):
        told = browser.ask("new Promise(done => setTimeout(() => done(1), 50)) && window.told")
        if len(told) == 2:
            break
    assert set(told) == {"refused"}


def picture_size(picture: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_day_and_night_have_their_own_colours(browser: Chromium, room: str, report: str, scheme: str) -> None:
    browser.size(1000, 800)
    browser.prefer(color_scheme=scheme)
    browser.visit(room + report)
    ground: Any = browser.ask("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert (sum(ground) > 600) is (scheme == "light")
    assert picture_size(browser.picture()) == (1000, 800)
    browser.prefer(color_scheme="light")

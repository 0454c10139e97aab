"""Pages come from anyone: whatever stands in them must stay text in the reading room."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from lxml import html
from room_pile import fill, joined, noun_set, visiting

from newstemma.room.addresses import address
from newstemma.room.listing import LISTINGS
from newstemma.room.rendering import language, link
from newstemma.room.views.searching import HITS
from newstemma.show.safe import inert

if TYPE_CHECKING:
    from pathlib import Path

    from newstemma.pipeline import Pile

_ELEMENTS = (
    "<script>zap()</script>",
    "<script src=https://evil.example/x.js></script>",
    "<img src=x onerror=zap()>",
    "<svg onload=zap()>",
    "<svg><script>zap()</script></svg>",
    "<svg><a xlink:href='javascript:zap()'><text>x</text></a></svg>",
    "<math><mi xlink:href='javascript:zap()'>x</mi></math>",
    "<iframe src='javascript:zap()'></iframe>",
    "<iframe srcdoc='<script>parent.zap()</script>'></iframe>",
    "<object data='data:text/html,<script>zap()</script>'></object>",
    "<embed src='data:image/svg+xml;base64,PHN2Zy8+'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>body{display:none}</style>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<form action=https://evil.example><input name=q></form>",
    "<button formaction=javascript:zap()>x</button>",
    "<a href=javascript:zap()>x</a>",
    "<a href='&#106;avascript:zap()'>x</a>",
    "<details open ontoggle=zap()>x</details>",
    "<video><source onerror=zap()></video>",
    "<body onpageshow=zap()>",
    "<marquee onstart=zap()>x</marquee>",
    "<template><b>x</b></template>",
    "<select autofocus onfocus=zap()>x</select>",
    "<table background=javascript:zap()><tr><td>x</table>",
    "<div style=background:url(javascript:zap())>x</div>",
    "<noscript><p title='</noscript><img src=x onerror=zap()>'>",
    "<!--><img src=x onerror=zap()>-->",
    "<![CDATA[<script>zap()</script>]]>",
    "<?xml version='1.0'?><x xmlns='http://www.w3.org/1999/xhtml'><script>zap()</script></x>",
    "{{ ''.__class__.__mro__ }}",
    "{% include 'base.html' %}",
    "${zap()} #{zap()} <%= zap() %>",
)
_BREAKOUTS = (
    "{}",
    '">{}',
    "'>{}",
    '" autofocus onfocus=zap() x="{}',
    "</title></text></svg></p></div></main>{}",
    "</script></style></textarea></noscript></xmp>{}",
    "--><!--> ]]>{}",
    "&lt;{}&#x3c;&#60;&amp;lt;",
    "\x00\x08\x1b[31m{}\u202e\u2066\ufeff",
    "`\\\"\\'\\\\{}",
    "+ADw-script+AD4-zap()+ADw-/script+AD4-{}",
    "\uff1cscript\uff1e\u2028{}",
    "</option></select></label></form>{}",
    '" />{}<x y="',
    "<<{}>>",
)
PAYLOADS = tuple(breakout.replace("{}", element) for element, breakout in product(_ELEMENTS, _BREAKOUTS))
TOGETHER = 5
"""Payloads in one text: as many as keep the test quick."""
TEXTS = tuple(" ".join(PAYLOADS[n : n + TOGETHER]) for n in range(0, len(PAYLOADS), TOGETHER))
HARMLESS = "harmless words"
LEADING = ("/", "#", "?")
"""What a link may begin with that leads to another page of the reading room."""


def shape(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Give the elements of a page with the names of their attributes, in order."""
    tree = html.document_fromstring(page)
    return [(str(one.tag), tuple(sorted(one.attrib))) for one in tree.iter()]


def links(page: str) -> set[str]:
    tree = html.document_fromstring(page)
    return {str(value) for value in tree.xpath("//@href | //@src | //@action")}


def places(pile: Pile, fault: str) -> list[str]:
    """Give the addresses of all that is in a pile."""
    nouns = (
        pile.articles,
        pile.reports,
        pile.stories,
        pile.statements,
        pile.events,
        pile.actors,
        pile.findings,
    )
    some = [address(one.id) for kind in nouns for one in kind]
    report = address(pile.reports[0].id)
    return [*some, address(fault), f"{report}?v=A&only=changes", f"{report}?v=B"]


def shapes(path: Path, text: str) -> list[list[tuple[str, tuple[str, ...]]]]:
    pile, fault = noun_set(0, text)
    with visiting(fill(path, pile, [fault])) as visitor:
        return [shape(visitor.get(place)) for place in places(pile, fault.id)]


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 500


def test_no_payload_adds_an_element_or_attribute_to_a_page(tmp_path: Path) -> None:
    harmless = shapes(tmp_path / "harmless.db", HARMLESS)
    sets = [noun_set(number, text) for number, text in enumerate(TEXTS)]
    archive = fill(tmp_path / "hostile.db", joined(pile for pile, _ in sets), [fault for _, fault in sets])
    with visiting(archive) as visitor:
        for pile, fault in sets:
            for place, expected in zip(places(pile, fault.id), harmless, strict=True):
                page = visitor.get(place)
                assert shape(page) == expected, place
                assert all(one.startswith(LEADING) and not one.startswith("//") for one in links(page)), place


def test_no_payload_adds_an_element_or_attribute_to_a_list(tmp_path: Path) -> None:
    expected: dict[str, set[tuple[str, tuple[str, ...]]]] = {}
    for name, texts in (("harmless", [HARMLESS] * len(TEXTS)), ("hostile", list(TEXTS))):
        sets = [noun_set(number, text) for number, text in enumerate(texts)]
        archive = fill(tmp_path / name, joined(pile for pile, _ in sets), [fault for _, fault in sets])
        with visiting(archive) as visitor:
            for listing in LISTINGS:
                for number in range(1, len(TEXTS) // 40 + 2):
                    page = visitor.get(f"{listing.path}?page={number}")
                    place = f"{listing.path} {number}"
                    assert set(shape(page)) == expected.setdefault(place, set(shape(page))), place
            front = set(shape(visitor.get("/")))
            assert front == expected.setdefault("/", front)


@pytest.mark.parametrize("text", TEXTS[:: len(TEXTS) // 20])
def test_payloads_are_shown_as_the_text_they_are(tmp_path: Path, text: str) -> None:
    pile, fault = noun_set(0, text)
    shown = " ".join(inert(text).split())
    with visiting(fill(tmp_path / "a.db", pile, [fault])) as visitor:
        for place in places(pile, fault.id)[:8]:
            page = html.document_fromstring(visitor.get(place))
            assert shown in " ".join(page.text_content().split()), place


def test_searched_and_found_payloads_stay_text(tmp_path: Path) -> None:
    sets = [noun_set(number, f"needle {text}") for number, text in enumerate(TEXTS)]
    with visiting(fill(tmp_path / "a.db", joined(pile for pile, _ in sets))) as visitor:
        expected = set(shape(visitor.get("/search?q=needle")))
        for number in range(1, 2 * len(TEXTS) // HITS + 1):
            page = visitor.get(f"/search?q=needle&page={number}")
            assert set(shape(page)) <= expected | {("a", ("href", "rel"))}
            assert "<mark" in page
        empty = shape(visitor.get("/search?q=nowhere"))
        for payload in PAYLOADS[:: len(PAYLOADS) // 100]:
            answer = visitor.ask(
                str(visitor._client.build_request("GET", "/search", params={"q": payload}).url)
            )
            assert answer.status_code == 200
            assert set(shape(answer.text)) <= expected | set(empty)


def test_control_and_turning_characters_reach_no_page(tmp_path: Path) -> None:
    pile, fault = noun_set(0, "up \x1b[31m\x07 \u202e down \u2066 end")
    with visiting(fill(tmp_path / "a.db", pile, [fault])) as visitor:
        for place in places(pile, fault.id):
            assert not set(visitor.get(place)) & set("\x07\x1b\u202e\u2066"), place


@pytest.mark.parametrize(
    "url",
    [
        "javascript:zap()",
        "JaVaScRiPt:zap()",
        " javascript:zap()",
        "java\nscript:zap()",
        "data:text/html,<script>zap()</script>",
        "vbscript:zap()",
        "file:///etc/passwd",
        "ftp://example.org/",
        "//evil.example/",
        "/article/x",
        "https:",
        "https:///path",
        "https://you@evil.example/",
        "http://[::1",
        "blob:https://evil.example/1",
        "view-source:https://evil.example",
        "\x00https://evil.example",
        "",
        None,
    ],
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert link(url) is None


@pytest.mark.parametrize(
    "url", ["https://paper.example/a?b=c#d", "HTTP://PAPER.EXAMPLE/", "http://paper.example:8080/"]
)
def test_web_addresses_become_links(url: str) -> None:
    assert link(url) == url


def test_link_to_the_original_tells_nobody_where_it_was_followed(tmp_path: Path) -> None:
    from dataclasses import replace

    pile, fault = noun_set(0, HARMLESS)
    first = replace(pile.articles[0], url='https://paper.example/"><script>zap()</script>')
    with visiting(
        fill(tmp_path / "a.db", replace(pile, articles=(first, pile.articles[1])), [fault])
    ) as visitor:
        page = html.document_fromstring(visitor.get(address(first.id)))
    (outward,) = page.xpath("//a[starts-with(@href, 'http')]")
    assert outward.get("href") == first.url
    assert set(outward.get("rel").split()) == {"noreferrer", "noopener", "external"}
    assert not page.xpath("//script")


@pytest.mark.parametrize("tag", ["en", "pt-BR", "zh-Hant-TW"])
def test_language_tags_are_told(tag: str) -> None:
    assert language(tag) == tag


@pytest.mark.parametrize("tag", ["", None, 'en" onload="zap()', "english", "e", "en-", "日本"])
def test_what_is_no_language_tag_is_not_told(tag: str | None) -> None:
    assert language(tag) is None

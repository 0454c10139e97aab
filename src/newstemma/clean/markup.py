"""HTML source -> tree. The only place where pages are parsed, once each."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from lxml import etree

from newstemma.clean.mendings.escapes import is_escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_TAG = re.compile(
    r"</?(?:html|head|body|main|article|section|div|p|br|span|a|img|figure|figcaption|h[1-6]|ul|ol|li|table|tr|td"
    r"|strong|em|b|i|blockquote|script|meta|amp-[a-z]+)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LEAST_TAGS = 2
# Where escaped tags are meant as such.
_CODE = frozenset(
    ("script", "style", "pre", "code", "textarea", "noscript", "template", "samp", "kbd", "xmp")
)
_DOCUMENT = re.compile(r"<(?:html|head|body|!doctype)\b", re.IGNORECASE)
# Characters that the parser refuses: control characters, and two that are none.
_CONTROLS = bytes([*range(9), 0x0B, *range(0x0E, 0x20)])
_NONE = ("\ufffe".encode(), "\uffff".encode())
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_MOST_LAYERS = 3
_DEAD = ("style", "svg")


def is_markup(text: str) -> bool:
    """Whether a text has HTML tags, and not only angle brackets."""
    return sum(1 for _, _ in zip(_TAG.finditer(text), range(_LEAST_TAGS), strict=False)) >= _LEAST_TAGS


def is_document(text: str) -> bool:
    """Whether the markup is a whole page, not a piece of one as feeds and data sets have."""
    return _DOCUMENT.search(text[:20_000]) is not None


def parse(text: str) -> Element | None:
    """Parse a page, or a piece of one, which then lies in one element; None where there is nothing in it.

    The elements are plain ones: those of lxml.html are chosen by Python code, a third of the time of a walk.
    """
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    if not is_document(text):
        text = f"<body><div>{text}</div>"  # else the parser puts text that stands alone into a paragraph
    data = _DECLARATION.sub("", text).encode("utf-8", "ignore").translate(None, _CONTROLS)
    for character in _NONE:
        data = data.replace(character, b"")
    try:
        root: Element | None = etree.fromstring(data, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root


def prune(root: Element) -> None:
    """Take out what is never text and nobody reads, so that the copies that extractors make are smaller."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            script.tag = _DEAD[0]
    etree.strip_elements(root, *_DEAD, with_tail=False)


def unescape_inside(root: Element, source: str) -> bool:
    """Parse what was escaped inside a page that is not escaped itself; whether there was any."""
    if not is_escaped(source):
        return False
    found = False
    for _ in range(_MOST_LAYERS):
        places = list(_escaped_places(root))
        if not places:
            break
        found = True
        for element, is_tail, text in places:
            _put(element, text, is_tail=is_tail)
    return found


def _escaped_places(root: Element) -> Iterator[tuple[Element, bool, str]]:
    for text in root.xpath("//text()[contains(., '<') or contains(., '&')]"):
        element = text.getparent()
        around = element.getparent() if text.is_tail else element
        if around is not None and around.tag in _CODE:
            continue
        unescaped = str(text)
        for _ in range(_MOST_LAYERS):
            if is_markup(unescaped):
                yield element, text.is_tail, unescaped
                break
            unescaped = html.unescape(unescaped)


def _put(element: Element, text: str, *, is_tail: bool) -> None:
    """Put the parsed text in the place of the unparsed."""
    inner = parse(text)
    body = inner.find("body") if inner is not None else None
    if body is None:
        return
    body.tag = "div"
    if is_tail:
        element.tail = None
        element.addnext(body)
    else:
        element.text = None
        element.insert(0, body)

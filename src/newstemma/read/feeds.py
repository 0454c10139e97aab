"""RSS and Atom feeds: every item with its content is a page."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from lxml import etree

from newstemma.model import Given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstemma.model import Fault, Page
    from newstemma.read.context import Context
    from newstemma.read.stream import Stream

_OPENING = re.compile(rb"<([A-Za-z][\w:.-]*)")
_FEEDS = frozenset(("rss", "feed", "RDF"))
_SITEMAPS = frozenset(("urlset", "sitemapindex"))
_ITEMS = frozenset(("item", "entry"))
# Where the text of an item may stand; the longest counts, for many feeds give a teaser and the whole.
_CONTENTS = ("encoded", "content", "description", "summary")
# What may be the name of an element: what stands behind a prefix need not be one.
_NAME = re.compile(r"[^\W\d][\w.-]*")


def recognise(head: bytes) -> bool:
    """Know a feed, or a sitemap, by its first element."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text.startswith(b"<"):
        return False
    opening = _OPENING.search(text)
    return opening is not None and _local(opening.group(1).decode()) in _FEEDS | _SITEMAPS


def pages(stream: Stream, context: Context) -> Iterator[Page | Fault]:
    """Read the items of a feed. Entities are not resolved, nothing is fetched."""
    data = stream.read(context.limits.page_bytes + 1)
    if len(data) > context.limits.page_bytes:
        yield context.fault(f"a feed of more than {context.limits.page_bytes / 1e6:g} MB")
        return
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        yield context.fault(f"this feed cannot be read ({error})")
        return
    if root is None or _local(root.tag) in _SITEMAPS:
        yield context.fault("a sitemap lists pages but holds none; fetch the pages it lists")
        return
    items = [element for element in root.iter(etree.Element) if _local(element.tag) in _ITEMS]
    if not items:
        yield context.fault("this feed has no items")
    feed = _fields(next((child for child in root if _local(child.tag) == "channel"), root))
    for number, item in enumerate(items, 1):
        yield _page(item, feed, context, number)


def _page(item: etree._Element, feed: dict[str, str], context: Context, number: int) -> Page | Fault:
    fields = _fields(item)
    content = max((fields.get(name, "") for name in _CONTENTS), key=len)
    if not content:
        where = fields.get("link", "nowhere")
        return context.fault(f"this item holds no text, only a link to {where}; fetch that page", item=number)
    return context.page(
        content.encode("utf-8", "replace"),
        item=number,
        url=fields.get("link"),
        given=Given(
            headline=fields.get("title"),
            outlet=fields.get("source") or feed.get("title"),
            byline=fields.get("creator") or fields.get("author"),
            published=fields.get("pubDate")
            or fields.get("published")
            or fields.get("date")
            or fields.get("updated"),
            language=fields.get("language") or feed.get("language") or fields.get("lang") or feed.get("lang"),
            charset="utf-8",
        ),
    )


def _fields(element: etree._Element) -> dict[str, str]:
    """Give the text of an element's children by their local names; of equal names the first that has text."""
    fields: dict[str, str] = {}
    lang = element.get("{http://www.w3.org/XML/1998/namespace}lang")
    if lang:
        fields["lang"] = lang
    for child in element.iterchildren(etree.Element):
        name = _local(child.tag)
        if name in _ITEMS:
            continue
        if name == "link" and child.get("href"):
            if child.get("rel", "alternate") == "alternate":
                fields.setdefault("link", child.get("href").strip())
            continue
        if name == "author":
            names = [part for part in child if _local(part.tag) == "name"]
            value = _text(names[0]) if names else _text(child)
        else:
            value = _content(child) if name in _CONTENTS else _text(child)
        if value and (name not in fields or (name in _CONTENTS and len(value) > len(fields[name]))):
            fields[name] = value
    if "link" not in fields and fields.get("guid", "").startswith(("http://", "https://")):
        fields["link"] = fields["guid"]
    return fields


def _content(element: etree._Element) -> str:
    """Give an item's content as HTML, be it escaped, in CDATA, or as elements."""
    if any(isinstance(child.tag, str) for child in element):
        for inner in element.iterdescendants(etree.Element):
            name = _local(inner.tag)
            inner.tag = name if _NAME.fullmatch(name) else "span"
        etree.cleanup_namespaces(element)
        return (element.text or "") + "".join(
            etree.tostring(child, encoding="unicode", method="html") for child in element
        )
    return _text(element)


def _text(element: etree._Element) -> str:
    """Give the text of an element, HTML's named entities in it read."""
    parts = [element.text or ""]
    for child in element.iter():
        if child is element:
            continue
        parts.append(html.unescape(child.text or "") if child.tag is etree.Entity else (child.text or ""))
        parts.append(child.tail or "")
    return "".join(parts).strip()


def _local(tag: object) -> str:
    return re.split(r"[}:]", tag)[-1] if isinstance(tag, str) else ""

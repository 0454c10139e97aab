"""Lines of a page in their order -> what is known of each, as names that the classifier has weights for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from newstemma.clean.cues import WORD, cues

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newstemma.clean.blocks import Block, Place
    from newstemma.model import ParagraphKind

NOT_WORD = re.compile(r"\W+")
# What a word in a class or id name stands for: the role, then its words; lines that go on are set in.
_ROLES_TABLE = """
caption: caption captions figcaption cutline legend
credit: credit credits photographer copyright attribution
writer: author authors byline bio contributor contributors writer profile avatar biography
date: date time timestamp published updated dateline timeago datetime pubdate
share: share sharing social facebook twitter whatsapp addthis sharedaddy toolbar print bookmark
related: related recommend recommended recommendations popular trending readmore also latest next
    teaser teasers recirc recirculation outbrain taboola rail promo more similar suggested
card: card cards carousel item items list grid slider tile tiles listing feed collection
sign-up: newsletter newsletters signup subscribe subscription subscriber paywall gate regwall cta
    piano membership donate donation register login email
advertising: ad ads advert advertisement advertising sponsor sponsored dfp commercial affiliate
    banner
comment: comment comments disqus reply replies discussion forum
navigation: nav menu navigation breadcrumb breadcrumbs masthead topbar skip sitemap navbar
head: header head top
foot: footer foot bottom
tags: tag tags topic topics keywords category categories
side: sidebar aside widget secondary side
body: body articlebody bodytext copy richtext prose wysiwyg paragraph paragraphs rte
content: content entry text main
article: article story post news
headline: headline title heading hed
deck: deck dek subtitle subhead subheadline standfirst summary lede lead intro excerpt description
    abstract kicker
picture: image img photo photos gallery video videos player media slideshow figure picture audio pic
    images slide
embed: embed embedded tweet instagram oembed
quotation: quote pullquote blockquote
box: box infobox factbox callout note disclaimer correction toc key highlights facts
hidden: hidden hide modal popup overlay tooltip sr visually noprint toast notification alert cookie
    consent gdpr dialog dropdown
button: btn button buttons link links icon
product: product price buy shop commerce deal deals rating review
live: live blog liveblog update timeline
"""
_ROLES = {
    word: line.split(":")[0]
    for line in _ROLES_TABLE.replace("\n    ", " ").strip().splitlines()
    for word in line.split(":")[1].split()
}
_FUNCTION_WORDS = frozenset(
    """the of and to a in that for is on was with said he as it by at from his have has are not be an this
    but they will who their she her we i you had were been its would which der die und das den von le la les
    des et en un une el los las que y il di che e o os da em""".split()
)
_SIZES = ((15, "tiny"), (40, "short"), (80, "brief"), (140, "middling"), (300, "long"))  # characters
_HUGE = "huge"
_MOST = 2000  # characters of a line whose words are looked at
_LITTLE = frozenset(("tiny", "short", "brief"))
_LEAST_PROSE = 12  # words
_NEAR = 5  # lines before and after whose prose counts
_FAR = 15
_MOST_STEPS = 9  # elements from a line to its nearest common ancestor with the text, further out is as far
_LEAST_STATED = 200  # characters of a text stated in JSON-LD that says anything
_LEAST_NAME = 5  # letters of an outlet's name that is looked for
_LEAST_FOUND = 12  # letters of a line that is looked for in another text


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page says of its article outside its text, letters and digits only."""

    headline: str = ""
    description: str = ""
    body: str = ""
    outlet: str = ""
    """In small letters."""
    writers: tuple[str, ...] = ()


def squeezed(text: str) -> str:
    """Give the letters and digits of a text alone."""
    return NOT_WORD.sub("", text)


def text_features(text: str, rule: ParagraphKind | None, stated: Stated) -> Iterator[str]:
    """Give what the words of a line tell. `rule` is what the fixed rules take it for."""
    size = next((name for most, name in _SIZES if len(text) < most), _HUGE)
    yield f"size: {size}"
    if rule:
        yield f"rule: {rule}"
    printed = WORD.findall(text[:_MOST])
    words = [word.lower() for word in printed]
    count = len(words) or 1
    little = "little" if size in _LITTLE else "much"
    found = list(cues(text, words))
    for cue in found:
        yield cue
        yield f"{cue}, {little}"
    if "ends: sentence" in found:
        yield f"sentence, {size}"
    function = sum(map(_FUNCTION_WORDS.__contains__, words)) / count
    yield "function words: " + _share(function, 0.1, 0.2, 0.35) + f", {little}"
    capitals = sum(word[0].isupper() for word in printed) / count
    yield "capitals: " + _share(capitals, 0.15, 0.4, 0.7) + f", {little}"
    if text.isupper():
        yield f"all capitals, {little}"
    yield from _naming(squeezed(text), stated, little, is_speech="speech" in found)


def _naming(key: str, stated: Stated, little: str, *, is_speech: bool) -> Iterator[str]:
    """Give whether a line names the page's own outlet or its writers."""
    if len(stated.outlet) >= _LEAST_NAME and stated.outlet in key.casefold():
        yield f"names its outlet, {little}"
        if not is_speech:
            yield f"names its outlet, {little}, no speech"
    for writer in stated.writers:
        if key == writer:
            yield "is a writer"
        elif key.startswith(writer):
            yield f"begins with a writer, {little}"


def _share(value: float, *bounds: float) -> str:
    """Name the interval that a share lies in by its upper bound."""
    return next((f"<{bound}" for bound in bounds if value < bound), f">={bounds[-1]}")


@lru_cache(maxsize=20_000)
def _roles(words: frozenset[str]) -> frozenset[str]:
    return frozenset(_ROLES[word] for word in words if word in _ROLES)


def place_features(block: Block) -> Iterator[str]:
    """Give what the element of a line and those around it tell."""
    place = block.place
    size = len(block.text)
    little = "little" if size < 80 else "much"
    yield f"tag: {place.tag}"
    yield f"tag: {place.tag}, {little}"
    if place.hidden:
        yield "hidden"
    seen: set[str] = set()
    for steps, around in enumerate(place.chain()):
        distance = "here" if steps == 0 else "around" if steps < 3 else "about" if steps < 7 else "far"
        for role in _roles(around.words) - seen:
            seen.add(role)
            yield f"{role} {distance}"
        if steps and around.tag in {
            "aside",
            "figure",
            "blockquote",
            "li",
            "table",
            "section",
            "footer",
            "form",
        }:
            name = f"in {around.tag} {distance}"
            if name not in seen:
                seen.add(name)
                yield name
    for name, part in (("linked", block.linked), ("strong", block.strong), ("emphasised", block.emphasised)):
        if part:
            yield f"{name}: {_share(part / size, 0.15, 0.5, 0.9)}, {little}"


def _sign(place: Place) -> tuple[str, frozenset[str], str]:
    """Give what blocks of one make have in common."""
    return place.tag, place.words, place.parent.tag if place.parent else ""


def page_features(blocks: Sequence[Block], taken: Sequence[bool], stated: Stated) -> list[set[str]]:
    """Give what the places of all lines, taken together, tell of each: first what the extractor took."""
    found: list[set[str]] = [set() for _ in blocks]
    sizes = [block.text.count(" ") + 1 for block in blocks]
    prose = [
        size >= _LEAST_PROSE and 2 * block.linked < len(block.text)
        for size, block in zip(sizes, blocks, strict=True)
    ]
    weight = [size * took * is_prose for size, took, is_prose in zip(sizes, taken, prose, strict=True)]
    whole = sum(weight) or 1
    by_sign: dict[object, int] = {}
    by_parent: dict[int, int] = {}
    alike: dict[str, int] = {}
    keys = [squeezed(block.text) for block in blocks]
    signs = [_sign(block.place) for block in blocks]
    for block, words, key, sign in zip(blocks, weight, keys, signs, strict=True):
        by_sign[sign] = by_sign.get(sign, 0) + words
        parent = block.place.parent.number if block.place.parent else -1
        by_parent[parent] = by_parent.get(parent, 0) + words
        alike[key] = alike.get(key, 0) + 1
    main = _main(blocks, by_parent)
    count = len(blocks)
    for number, (block, own) in enumerate(zip(blocks, found, strict=True)):
        took = "taken" if taken[number] else "left"
        around = "".join(
            "t" if 0 <= near < count and taken[near] else "-" for near in (number - 1, number + 1)
        )
        own.add(f"{took}, {around}")
        own.add(f"{took}, tag {block.place.tag}")
        own.add("make: " + _share(by_sign[signs[number]] / whole, 0.02, 0.2, 0.6) + f", {took}")
        parent = block.place.parent.number if block.place.parent else -1
        own.add("parent: " + _share(by_parent[parent] / whole, 0.02, 0.2, 0.6) + f", {took}")
        up, down = _steps(block.place, main)
        own.add(f"up {min(up, _MOST_STEPS)}")
        own.add(f"up {min(up, 3)}, down {min(down, 3)}, {took}")
        own.add(took)
        if alike[keys[number]] > 1:
            own.add("twice")
        own.update(_stated(keys[number], stated, took))
    for own, more in zip(found, _order(prose, weight), strict=True):
        own.update(more)
    return found


def order_features(lines: Sequence[str]) -> list[set[str]]:
    """Give what the order of lines tells of each, where nothing but their text is known."""
    sizes = [line.count(" ") + 1 for line in lines]
    prose = [size >= _LEAST_PROSE for size in sizes]
    found = _order(prose, [size * is_prose for size, is_prose in zip(sizes, prose, strict=True)])
    for known in found:
        known.add("taken")
    return found


def _order(prose: Sequence[bool], weight: Sequence[int]) -> list[set[str]]:
    """Give how much prose stands before and after each line."""
    found: list[set[str]] = [set() for _ in prose]
    whole = sum(weight) or 1
    before = list(accumulate(weight, initial=0))
    proses = list(accumulate(prose, initial=0))
    count = len(prose)
    for number, own in enumerate(found):
        own.add("text before: " + _share(before[number] / whole, 0.001, 0.1, 0.5, 0.9, 0.999))
        for name, low, high in (
            ("near before", number - _NEAR, number),
            ("near after", number + 1, number + 1 + _NEAR),
            ("before", number - _FAR, number),
            ("after", number + 1, number + 1 + _FAR),
        ):
            near = proses[min(max(high, 0), count)] - proses[min(max(low, 0), count)]
            own.add(f"prose {name}: {min(near, 3)}, {'prose' if prose[number] else 'other'}")
    return found


def _main(blocks: Sequence[Block], by_parent: dict[int, int]) -> dict[int, int]:
    """Give the element that holds most of the text and those around it, with the steps out from it."""
    best = max(by_parent, key=lambda number: (by_parent[number], -number), default=-1)
    place = next((b.place.parent for b in blocks if b.place.parent and b.place.parent.number == best), None)
    return {around.number: steps for steps, around in enumerate(place.chain())} if place else {}


def _steps(place: Place, main: dict[int, int]) -> tuple[int, int]:
    """Count the steps up from the main element to the nearest that a place lies in too, and down to it."""
    for down, around in enumerate(place.chain()):
        if around.number in main:
            return main[around.number], down
    return _MOST_STEPS, _MOST_STEPS


def _stated(key: str, stated: Stated, took: str) -> Iterable[str]:
    if stated.headline and key == stated.headline:
        yield "is headline"
    if len(key) > _LEAST_FOUND:
        if stated.description and (key in stated.description or stated.description.startswith(key[:60])):
            yield "is description" if key == stated.description else "in description"
        if len(stated.body) > _LEAST_STATED:
            yield ("stated" if key in stated.body else "not stated") + f", {took}"

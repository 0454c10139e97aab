"""Blocks of a page -> what their places tell of each: the elements around it, its neighbours, the main text.

Three views of one page. What an element's names say of all in it; how a block stands to the headline and to
the element that holds most of the prose; and how it looks beside the blocks before and after it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from newstemma.clean.features import LEAST_PROSE, order, share, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newstemma.clean.blocks import Block, Place
    from newstemma.clean.features import Stated

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
comment: comment comments commentlist commenter disqus reply replies respond discussion forum
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
_TELLING_TAGS = frozenset("aside figure blockquote li table section footer form".split())
_ROLE_OF_TAG = {"aside": "side", "footer": "foot", "nav": "navigation"}
_MOST_STEPS = 9  # elements between a block and another, beyond which all are far
_LEAST_STATED = 200  # characters of a text stated in JSON-LD that says anything
_LEAST_FOUND = 12  # letters of a line that is looked for in another text
_LEAST_HEADLINE = 20  # letters at the start of a heading that tell that it is the stated headline
# Of a block's words, those that speak for the elements around it, by its tag: prose stands in paragraphs.
_WORTH = {"p": 1.0, "blockquote": 0.6, "td": 0.4, "li": 0.3, "dd": 0.3} | dict.fromkeys(
    ("h1", "h2", "h3", "h4", "h5", "h6", "th"), 0.3
)
_OTHER_WORTH = 0.7
_MOST_WORDS = 100  # of a block, that count
_PASSED_ON = (
    1.0,
    0.8,
    0.56,
    0.39,
    0.27,
)  # of a block's worth, to the elements around it, the innermost first
_PARTS = (0.15, 0.5, 0.9)  # of a line, linked or strong
_SHARES = (0.02, 0.2, 0.6)  # of a page's text
_SHORT_LINK = 60  # characters of a line that is mostly a link, to be no text
_STOPS = frozenset('.!?”"’')


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a page, and what is worked out of them once."""

    blocks: Sequence[Block]
    stated: Stated
    keys: list[str]
    """Their letters and digits."""
    sizes: list[int]
    """Their words, roughly."""
    prose: list[bool]
    headline: int | None
    """The number of the block that is the headline."""
    above: dict[int, int]
    """The elements around the headline, with the steps out from it."""
    apart: dict[int, frozenset[str]] = field(default_factory=dict)
    """What elements, by number, and those around them that do not hold the headline are named for."""
    makes: dict[object, tuple[str, ...]] = field(default_factory=dict)
    """What is known of blocks of one make in one element."""


def lay_out(blocks: Sequence[Block], stated: Stated) -> Layout:
    """Work out what is needed to look at the blocks of a page."""
    keys = [squeezed(block.text) for block in blocks]
    sizes = [block.text.count(" ") + 1 for block in blocks]
    prose = [
        size >= LEAST_PROSE and 2 * block.linked < len(block.text)
        for size, block in zip(sizes, blocks, strict=True)
    ]
    headline = _headline(blocks, keys, stated.headline)
    above = (
        {}
        if headline is None
        else {place.number: steps for steps, place in enumerate(blocks[headline].place.chain())}
    )
    return Layout(blocks, stated, keys, sizes, prose, headline, above)


def _headline(blocks: Sequence[Block], keys: Sequence[str], stated: str) -> int | None:
    """Give the number of the block that is the headline.

    The heading that says what the page states; where none of the first level does, for it may hold the
    outlet's name, one of the second level that does; else the first of the first level.
    """
    start = stated[:_LEAST_HEADLINE]
    told = [
        number
        for number, key in enumerate(keys)
        if start and key.startswith(start) and (len(start) == _LEAST_HEADLINE or key == start)
    ]
    ranks = (
        (number for number in told if blocks[number].place.in_heading),
        (number for number in told if blocks[number].place.tag == "h2"),
        (number for number, block in enumerate(blocks) if block.place.in_heading),
    )
    return next(chain.from_iterable(ranks), None)


def guess(layout: Layout) -> list[bool]:
    """Guess the text of a page: what is not mostly links, in the element that holds most of the prose."""
    worth: dict[int, float] = {}
    free: list[bool] = []
    for number, block in enumerate(layout.blocks):
        place = block.place
        shown = not place.hidden and "comment" not in apart(place, layout)
        free.append(shown and (2 * block.linked < len(block.text) or not block.linked))
        if layout.prose[number] and shown:
            own = min(layout.sizes[number], _MOST_WORDS) * _WORTH.get(place.tag, _OTHER_WORTH)
            for part, around in zip(_PASSED_ON, (place.parent or place).chain(), strict=False):
                worth[around.number] = worth.get(around.number, 0.0) + part * own
    best = max(worth, key=lambda number: (worth[number], -number), default=None)
    if best is None:
        return [False] * len(free)
    inside: dict[int, bool] = {}
    return [
        is_free and _lies_in(block.place, best, inside)
        for is_free, block in zip(free, layout.blocks, strict=True)
    ]


def plausible(layout: Layout, guessed: Sequence[bool]) -> list[int]:
    """Give the numbers of the blocks that may be text: all but the many that are short links."""
    return [
        number
        for number, (block, is_guessed) in enumerate(zip(layout.blocks, guessed, strict=True))
        if is_guessed or 2 * block.linked <= len(block.text) or len(block.text) > _SHORT_LINK
    ]


def _lies_in(place: Place, element: int, known: dict[int, bool]) -> bool:
    passed = []
    found = False
    for around in place.chain():
        if around.number == element or around.number in known:
            found = around.number == element or known[around.number]
            break
        passed.append(around.number)
    known.update(dict.fromkeys(passed, found))
    return found


def apart(place: Place, layout: Layout) -> frozenset[str]:
    """Give the roles of the elements around a block that do not hold the headline, as the page's own do."""
    passed: list[Place] = []
    roles: frozenset[str] = frozenset()
    for around in (place.parent or place).chain():
        if around.parent is None or around.number in layout.above:
            break
        if around.number in layout.apart:
            roles = layout.apart[around.number]
            break
        passed.append(around)
    for around in reversed(passed):
        roles |= _roles(around.words)
        if around.tag in _ROLE_OF_TAG:
            roles |= {_ROLE_OF_TAG[around.tag]}
        layout.apart[around.number] = roles
    return roles


@lru_cache(maxsize=20_000)
def _roles(words: frozenset[str]) -> frozenset[str]:
    return frozenset(_ROLES[word] for word in words if word in _ROLES)


def make_of(place: Place) -> tuple[str, frozenset[str], int]:
    """Give what blocks have in common whose elements tell the same."""
    return place.tag, place.words, place.parent.number if place.parent else -1


def element_features(place: Place, layout: Layout) -> tuple[str, ...]:
    """Give what the element of a block and those around it tell, the same for all blocks of one make."""
    make = make_of(place)
    if make not in layout.makes:
        layout.makes[make] = tuple(_element_features(place, layout))
    return layout.makes[make]


def _element_features(place: Place, layout: Layout) -> Iterator[str]:
    yield f"tag: {place.tag}"
    seen: set[str] = set()
    for steps, around in enumerate(place.chain()):
        distance = "here" if steps == 0 else "around" if steps < 3 else "about" if steps < 7 else "far"
        for role in _roles(around.words) - seen:
            seen.add(role)
            yield f"{role} {distance}"
        if steps and around.tag in _TELLING_TAGS:
            name = f"in {around.tag} {distance}"
            if name not in seen:
                seen.add(name)
                yield name
    for role in apart(place, layout):
        yield f"apart: {role}"


def look_features(layout: Layout, taken: Sequence[bool], among: Sequence[int]) -> Iterator[list[str]]:
    """Give how blocks look, and how those before and after them do."""
    blocks, keys = layout.blocks, layout.keys
    count = len(blocks)
    near = {number + step for number in among for step in (-1, 0, 1)}
    looks = {number: _look(blocks[number], took=taken[number]) for number in near if 0 <= number < count}
    for number in among:
        block = blocks[number]
        place, size = block.place, len(block.text)
        little = "little" if size < 80 else "much"
        close = "capitals" if block.text.isupper() else "ended" if block.text[-1:] in _STOPS else "open"
        look, before, after = looks[number], looks.get(number - 1, "none"), looks.get(number + 1, "none")
        names = [
            f"tag: {place.tag}, {little}",
            f"before: {before}",
            f"after: {after}",
            f"before: {before}, after: {after}",
            f"{look}, before: {before}",
            f"{look}, after: {after}",
        ]
        for name, other in (("before", number - 1), ("after", number + 1)):
            beside = 0 <= other < count and blocks[other].place.parent is place.parent
            names.append(f"{look}, {'sibling' if beside else 'stranger'} {name}")
        if place.hidden:
            names.append("hidden")
        for name, part in (
            ("linked", block.linked),
            ("strong", block.strong),
            ("emphasised", block.emphasised),
        ):
            if part:
                part_of = share(part / size, _PARTS)
                names.append(f"{name}: {part_of}, {little}")
                names.append(f"{name}: {part_of}, {close}")
        names.extend(_stated(keys[number], layout.stated, "taken" if taken[number] else "left"))
        yield names


def _look(block: Block, *, took: bool) -> str:
    size = len(block.text)
    return (
        ("taken" if took else "left")
        + (" linked" if 2 * block.linked > size else "")
        + (" long" if size >= 140 else " middling" if size >= 60 else " short")
        + (" ended" if block.text[-1:] in _STOPS else "")
    )


def page_features(layout: Layout, taken: Sequence[bool], among: Sequence[int]) -> Iterator[list[str]]:
    """Give how blocks stand to the headline and to what is taken for the text."""
    blocks, headline = layout.blocks, layout.headline
    weight = [
        size * (took and is_prose)
        for size, took, is_prose in zip(layout.sizes, taken, layout.prose, strict=True)
    ]
    whole = sum(weight) or 1
    by_make: dict[object, int] = {}
    by_parent: dict[int, int] = {}
    by_twin: dict[object, int] = {}
    alike: dict[str, int] = {}
    for block, words, key in zip(blocks, weight, layout.keys, strict=True):
        make, parent, twin = _kin(block.place), _parent(block.place), _twin(block.place)
        by_twin[twin] = by_twin.get(twin, 0) + words
        by_make[make] = by_make.get(make, 0) + words
        by_parent[parent] = by_parent.get(parent, 0) + words
        alike[key] = alike.get(key, 0) + 1
    main = _main(blocks, by_parent)
    for number, ordered in zip(among, order(layout.prose, weight, among), strict=True):
        place = blocks[number].place
        took = "taken" if taken[number] else "left"
        around = "".join(
            "t" if 0 <= near < len(taken) and taken[near] else "-" for near in (number - 1, number + 1)
        )
        up, down = _steps(place, main)
        side = (
            "none"
            if headline is None
            else "at"
            if number == headline
            else "after"
            if number > headline
            else "before"
        )
        out = next((layout.above[a.number] for a in place.chain() if a.number in layout.above), _MOST_STEPS)
        names = [
            took,
            f"{took}, {around}",
            f"{took}, tag {place.tag}",
            f"make: {share(by_make[_kin(place)] / whole, _SHARES)}, {took}",
            f"twins: {share(by_twin[_twin(place)] / whole, _SHARES)}, {_named(place)}, {took}",
            f"parent: {share(by_parent[_parent(place)] / whole, _SHARES)}, {took}",
            f"up {min(up, _MOST_STEPS)}",
            f"up {min(up, 3)}, down {min(down, 3)}, {took}",
            f"headline: {side}",
            f"headline: {side}, {min(out, _MOST_STEPS)} out",
            *ordered,
        ]
        if alike[layout.keys[number]] > 1:
            names.append("twice")
        yield names


def _kin(place: Place) -> tuple[str, frozenset[str], str]:
    """Give what blocks of one make have in common, wherever they stand."""
    return place.tag, place.words, place.parent.tag if place.parent else ""


def _twin(place: Place) -> tuple[object, ...]:
    """Give what blocks of one make have in common that stand in elements of one make."""
    return (*_kin(place), place.parent.words if place.parent else frozenset())


def _named(place: Place) -> str:
    """Say whether a block's element, or the one around it, has a name."""
    return "named" if place.words or (place.parent and place.parent.words) else "bare"


def _parent(place: Place) -> int:
    return place.parent.number if place.parent else -1


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


def _stated(key: str, stated: Stated, took: str) -> Iterator[str]:
    if stated.headline and key == stated.headline:
        yield "is headline"
    if len(key) > _LEAST_FOUND:
        if stated.description and (key in stated.description or stated.description.startswith(key[:60])):
            yield "is description" if key == stated.description else "in description"
        if len(stated.body) > _LEAST_STATED:
            yield ("stated" if key in stated.body else "not stated") + f", {took}"

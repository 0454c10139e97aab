"""Parsed sentence -> mentions: who is spoken of, as far as its words alone tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newstemma.record.analysis import Mention
from newstemma.record.english.gazetteer import (
    demonyms,
    known_starts,
    role_starts,
    roles,
    well_known,
    word_list,
)
from newstemma.record.english.groups import group
from newstemma.record.english.tree import NOWHERE

if TYPE_CHECKING:
    from newstemma.record.analysis import MentionKind
    from newstemma.record.english.scene import Scene
    from newstemma.record.english.tree import Tree

_LINKS = frozenset("of for".split())
_PRONOUNS = frozenset("he she it they i we you who him her them me us".split())
_COURTESY = frozenset("mr mrs ms miss mx".split())
_WHERE = frozenset("in at near around outside inside".split())
_LONGEST_ROLE = 3
# Words that a headline in capitals may leave small have no more letters: `with`, `from`.
_SMALL_WORD = 4
_LEAST_WORDS = 4
_SHORTEST_ING = 5
"""Letters of a word, up to which one that ends in -ing is hardly a verb's form: King, Xing, Ewing."""
_MOST_NAMES = 4
"""A person has at most so many names; longer runs of capitals are titles of things."""


class _Unit(NamedTuple):
    """Words written without a space between them, as a name is looked up: G-7, al-Shabab."""

    text: str
    start: int
    end: int
    word: int
    """Number of its last word in the tree."""
    capital: bool
    owns: bool
    """Whether 's follows."""

    @property
    def lower(self) -> str:
        return self.text.lower().rstrip(".")


def find(scene: Scene) -> tuple[Mention, ...]:
    """Find the mentions of a sentence, in order."""
    units = _units(scene.tree)
    found: list[Mention] = []
    at = 0
    while at < len(units):
        mention, after = _at(scene, units, at)
        if mention is not None:
            found.append(mention)
        at = after
    return tuple(found)


def all_capitals(text: str) -> bool:
    """Whether a headline begins all its words with capitals, so that it teaches nothing of names.

    What ends in a full stop is a sentence.
    """
    if text.rstrip("\"'”’ ").endswith("."):
        return False
    count = 0
    for word in text.split():
        if len(word) > _SMALL_WORD and word[0].isalpha():
            if not word[0].isupper():
                return False
            count += 1
    return count >= _LEAST_WORDS


def _units(tree: Tree) -> list[_Unit]:
    found: list[_Unit] = []
    headline = all_capitals(tree.text)
    for word, text in enumerate(tree.words):
        start, tag = tree.starts[word], tree.tags[word]
        glued = bool(found) and found[-1].end == start and not found[-1].owns
        if tag == "POS" and glued:
            found[-1] = found[-1]._replace(owns=True)
        elif glued and (text == "-" or found[-1].text.endswith("-")) and (text == "-" or text.isalnum()):
            capital = found[-1].capital or _is_capital(tree, word, headline=headline)
            found[-1] = found[-1]._replace(
                text=found[-1].text + text, end=tree.end(word), word=word, capital=capital
            )
        elif text[0].isalnum():
            capital = _is_capital(tree, word, headline=headline)
            found.append(_Unit(text, start, tree.end(word), word, capital, owns=False))
    return found


def _is_capital(tree: Tree, word: int, *, headline: bool) -> bool:
    """Whether a word is written as a name; within a sentence all nouns with a capital are parts of names."""
    text = tree.words[word]
    if not text[0].isupper() or (text.lower() in word_list("calendar") and not _is_surname(tree, word)):
        return False
    if not headline and _goes_on(tree, word) and tree.tags[word] in {"NN", "NNS", "JJ"}:
        return True
    return tree.tags[word].startswith("NNP") or text in demonyms() or (text.isupper() and len(text) > 1)


def _is_surname(tree: Tree, word: int) -> bool:
    """Whether a word of the calendar is somebody's name: Lena May said; in Avel May 4 is no holiday."""
    if tree.tags[word] != "NNP" or not _goes_on(tree, word) or not tree.tags[word - 1].startswith("NNP"):
        return False
    before, after = tree.words[word - 1].lower(), tree.words[word + 1 : word + 2]
    number = bool(after) and after[0][0].isdigit()
    return not number and before not in word_list("calendar") and tree.deps[word] in {"flat", "appos"}


def _at(scene: Scene, units: list[_Unit], at: int) -> tuple[Mention | None, int]:
    """Give the mention that begins with a unit, if any, and the number of the unit after it."""
    tree, unit = scene.tree, units[at]
    known = _known(units, at)
    run = max(_run(tree, units, at), at + known)
    if known and run > at + known and _is_sent_there(units, at):
        # Ambassador to Chile Ana Berg: the country is where he is sent, and no part of his name.
        role = f"{units[at - 2].text} to {_text(units[at : at + known])}"
        name = units[at + known : run]
        return Mention(name[0].start, name[-1].end, "person", _text(name), role), run
    if run > at and (unit.capital or known or unit.lower in role_starts()):
        mention = _named(scene, units[at:run], known)
        if mention is not None:
            return mention, run
    if unit.lower in _PRONOUNS and (tree.tags[unit.word][0] in "PW" or unit.text == "I"):
        return Mention(unit.start, unit.end, "pronoun", unit.lower), at + 1
    counts = tree.tags[unit.word].startswith("NN") and tree.deps[unit.word] != "compound"
    if counts and unit.lower in word_list("groups"):
        return group(scene, unit.word, unit.start), at + 1
    return None, at + 1


def _is_sent_there(units: list[_Unit], at: int) -> bool:
    """Whether `to` and an office stand before a unit: envoy to Chile."""
    return at > 1 and units[at - 1].lower == "to" and (units[at - 2].lower,) in roles()


def _text(units: list[_Unit]) -> str:
    return " ".join(unit.text for unit in units)


def _known(units: list[_Unit], at: int) -> int:
    """Tell how many units from `at` on name a country, a capital or a body that everybody knows."""
    if not {units[at].text, units[at].text + "'s"} & known_starts():
        return 0
    for length in range(min(8, len(units) - at), 0, -1):
        if _spelled(units[at : at + length]) in well_known():
            return length
    return 0


def _spelled(units: list[_Unit]) -> tuple[str, ...]:
    """Give the words of units as the gazetteer has them: People's Republic of China."""
    return (*(unit.text + "'s" * unit.owns for unit in units[:-1]), *(unit.text for unit in units[-1:]))


def _run(tree: Tree, units: list[_Unit], at: int) -> int:
    """Give the number of the unit after the run of a role and capitalised words that begins at `at`."""
    end = last = at
    while end < len(units):
        if end > at and not _touches(units[end - 1], units[end]):
            break
        body = _rest_of_body(units, at, end)
        if body:
            end = last = body
            continue
        role = _role_length(units, end)
        if units[end].lower in _LINKS and _ends_in_a_person(tree, units, at, end):
            break
        inside = end > at and (_links(units, end) or _qualifies(tree, units, end))
        if not (units[end].capital or role or inside):
            break
        # A verb or a lower-case noun that is also an office ends the run: "judge", "host", "chief concern".
        if role and not units[end].capital and not tree.tags[units[end + role - 1].word].startswith("NN"):
            break
        end += role or 1
        if units[end - 1].capital:
            last = end
    return last


def _ends_in_a_person(tree: Tree, units: list[_Unit], at: int, end: int) -> bool:
    """Whether the units before `end` are somebody in full, or with a title: Senator Berg of Avel is Berg."""
    if end == at or not units[end - 1].capital or _role_length(units, end - 1):
        return False
    last = units[max(at, end - 2) : end]
    in_full = len(last) > 1 and tree.labels and all(tree.labels[unit.word] == "PERSON" for unit in last)
    return in_full or any(_role_length(units, n) and n + _role_length(units, n) < end for n in range(at, end))


def _touches(one: _Unit, other: _Unit) -> bool:
    """Whether nothing but a space stands between two units, or a plural owner's mark: Teachers' Union."""
    gap = other.start - one.end
    return gap == 1 if not one.owns else gap == 2 and other.lower in word_list("bodies")


def _rest_of_body(units: list[_Unit], at: int, end: int) -> int:
    """Give the unit after a body's name that goes on with `and` (the Harbour and Dock Union), else 0."""
    if units[end].text not in {"and", "&"} or at in {0, end} or units[at - 1].lower != "the":
        return 0
    if any(unit.lower in word_list("bodies") or _known_unit(unit) for unit in units[at:end]):
        return 0
    after = end + 1
    while after < len(units) and units[after].capital and (_touches(units[after - 1], units[after])):
        if units[after].lower in word_list("bodies"):
            return after + 1
        after += 1
    return 0


def _known_unit(unit: _Unit) -> bool:
    return (unit.text,) in well_known() or unit.text in demonyms()


def _qualifies(tree: Tree, units: list[_Unit], at: int) -> bool:
    """Whether a word tells of what kind an office is that stands before a name: Chilean foreign minister."""
    word = units[at].word
    head = tree.heads[word]
    office = tree.deps[word] in {"amod", "compound", "nmod:desc"} and (tree.lemmas[head].lower(),) in roles()
    return office and any(unit.word == head for unit in units[at + 1 : at + 1 + _LONGEST_ROLE])


def _links(units: list[_Unit], at: int) -> bool:
    """Whether a small word stands inside a name: Ursula von der Leyen, Ministry of Defence.

    An aide of Mayor Berg is another than the mayor.
    """
    lower, after = units[at].lower, units[at + 1 : at + 3]
    if not after or not (lower in word_list("particles") or lower in _LINKS):
        return False
    if lower in _LINKS and _role_length(units, at - 1) and _role_length(units, at + 1):
        return False
    return after[0].capital or (
        len(after) > 1 and after[0].lower in word_list("particles") and after[1].capital
    )


def _role_length(units: list[_Unit], at: int) -> int:
    if at >= len(units) or units[at].lower not in role_starts():
        return 0
    for length in range(_LONGEST_ROLE, 0, -1):
        if at + length <= len(units) and tuple(unit.lower for unit in units[at : at + length]) in roles():
            return length
    return 0


def _named(scene: Scene, run: list[_Unit], known: int) -> Mention | None:
    """Tell what a run of words names."""
    start, end = run[0].start, run[-1].end
    texts = [unit.text for unit in run]
    if known == len(run):
        entry = well_known()[_spelled(run)]
        return Mention(start, end, entry.kind, entry.name)
    if len(run) > 1 and _is_participle(run[0].text) and not _goes_on(scene.tree, run[0].word):
        return _named(scene, run[1:], 0)
    cut = _after_role(run)
    if cut == len(run) or run[cut].lower in _LINKS:
        if len(run) < 2 or not any(unit.capital for unit in run):
            return None
        owned = scene.tree.heads[run[-1].word]
        if run[-1].owns and owned > run[-1].word:  # the head of Lund's party
            return Mention(
                start, scene.tree.end(owned), "group", scene.tree.text[start : scene.tree.end(owned)]
            )
        return Mention(start, end, "group", " ".join(texts))
    if all(unit.text in demonyms() for unit in run):
        # "Ukrainian" tells of what kind somebody is; "Ukrainians" are somebody.
        plural = scene.tree.tags[run[-1].word] in {"NNPS", "NNS"}
        return Mention(start, end, "group", " ".join(texts)) if plural else None
    if {unit.lower for unit in (run[1:] if _begins_a_name(run) else run)} & word_list("things"):
        return None
    kind = _kind(scene.tree, run[cut:], titled=cut > 0)
    if kind == "organisation":
        return Mention(start, end, kind, scene.tree.text[start:end])
    words = [text for text in texts[:cut] if text.lower().rstrip(".") not in _COURTESY]
    role = " ".join(words) or _aside(scene, run[-1])
    return Mention(start, end, kind, " ".join(texts[cut:]), role, _gender(run, cut))


def _goes_on(tree: Tree, word: int) -> bool:
    """Whether a word stands within a sentence, and not at its beginning or after a colon or mark."""
    return word > 0 and (tree.words[word - 1][-1].isalnum() or tree.tags[word - 1] == "POS")


def _is_participle(word: str) -> bool:
    """Whether a sentence's first word is rather a verb's form than a name: Praising Ana Berg, she said."""
    return word.endswith("ing") and len(word) > _SHORTEST_ING and word.lower() not in word_list("given")


def _begins_a_name(run: list[_Unit]) -> bool:
    """Whether a thing's word is rather somebody's first name: Bill Berg."""
    return len(run) > 1 and run[0].text.istitle() and run[0].lower in word_list("firsts") and run[1].capital


def _gender(run: list[_Unit], cut: int) -> str | None:
    """Tell by a title, or by the first of several names after it, whether somebody is a woman or a man."""
    lowers = {unit.lower for unit in run}
    first = run[cut].lower if len(run) > cut + 1 else ""
    if lowers & word_list("women") or first in word_list("womens"):
        return "she"
    return "he" if lowers & word_list("men") or first in word_list("mens") else None


def _after_role(run: list[_Unit]) -> int:
    """Count the words of a run that belong to the role before the name."""
    cut = at = 0
    while at < len(run):
        length = _role_length(run, at)
        at += length or 1
        if length:
            cut = at
    return cut


def _aside(scene: Scene, unit: _Unit) -> str | None:
    """Give the office that an aside after a name tells: Ana Berg, the mayor of Avel."""
    tree = scene.tree
    head = unit.word
    while tree.deps[head] in {"flat", "compound"} and tree.heads[head] != head:
        head = tree.heads[head]
    aside = tree.kid(head, "appos")
    if aside == NOWHERE or (tree.lemmas[aside].lower(),) not in roles():
        return None
    span = scene.core(aside)
    return tree.text[span.start : span.end] if span else None


def _kind(tree: Tree, name: list[_Unit], *, titled: bool) -> MentionKind:
    lowers = {unit.lower for unit in name}
    label = tree.labels[name[-1].word] if tree.labels else ""
    if lowers & word_list("bodies"):
        return "organisation"
    if titled:
        return "person"
    if lowers & (word_list("places") | word_list("times") | _LINKS) or name[0].lower in word_list("saints"):
        return "name"
    if len(name) == 1:
        single = name[0].text
        if single.isupper() and len(single) > 1:
            return "organisation"
        return "person" if label == "PERSON" and not _placed(tree, name[0].word) else "name"
    if label == "ORG" and not _holds_office(tree, name):
        return "organisation"
    if name[0].text in demonyms() or _is_thing(tree, name):
        return "name"
    return "person" if len(name) <= _MOST_NAMES else "name"


def _is_thing(tree: Tree, name: list[_Unit]) -> bool:
    """Whether a run of capitals rather names a thing than a person: the Long Hunt, NEWS AT TEN."""
    before = name[0].word - 1
    article = before >= 0 and tree.words[before].lower() in {"the", "a", "an"}
    return article or all(unit.text.isupper() and len(unit.text) > 1 for unit in name)


def _holds_office(tree: Tree, name: list[_Unit]) -> bool:
    """Whether a name stands beside a certain office, as a person's does: its director, Ana Berg."""
    comma = name[0].word - 1
    if comma < 1 or tree.words[comma] != ",":
        return False
    before = [word.lower() for word in tree.words[max(0, comma - _LONGEST_ROLE) : comma]]
    certain = not {"a", "an"} & {tree.words[kid].lower() for kid in tree.kids[comma - 1]}
    return certain and any(tuple(before[at:]) in roles() for at in range(len(before)))


def _placed(tree: Tree, word: int) -> bool:
    """Whether a name stands where places stand: in Avel, the Avel region."""
    before = tree.words[word - 1].lower() if word else ""
    after = tree.words[word + 1].lower() if word + 1 < len(tree) else ""
    return before in _WHERE or after in word_list("places")

"""What the order of words tells where the tree of a sentence is wrong: subjects and clauses it has torn off.

A parser small enough to ship mistakes one relation in eight. Reporters put speakers right before their verbs
and claims right after their nouns, so a tree without them is asked to say less: only what is a phrase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstemma.record.english.gazetteer import word_list
from newstemma.record.english.scene import FINITE, Scene, Who
from newstemma.record.english.tree import NOWHERE, SUBJECTS

if TYPE_CHECKING:
    from newstemma.model import Span
    from newstemma.record.english.lexicon import Frame

_RELATIVES = frozenset(("WP", "WDT", "WP$"))
_NOUNS = ("NN", "NNS", "NNP", "NNPS", "PRP", "CD")
# What a phrase may begin with; a preposition makes it a setting: In Donetsk, ...
_OPENS = ("DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "CD")
# What it may hold.
_INSIDE = frozenset((*_OPENS, "POS", "HYPH", "IN"))
_SPEAKING = frozenset((*_OPENS, "POS", "HYPH", "CC"))
_BELONGING = frozenset("of for at from with".split())
_CONJUNCTIONS = frozenset("that as while because if after before although though than".split())
_THEN = frozenset("before after while by without".split())
_FREE = frozenset("what how why whether who where".split())
# What a phrase that ends in a name may hold, and what begins a phrase of time.
_NAMING = frozenset(("JJ", "NN", "NNS", "NNP", "NNPS", "POS", "FW"))
_NEAR = frozenset("last this next early late".split())
_STARTS = frozenset(("DT", "PRP", "PRP$", "NNP", "NNPS", "NNS", "EX"))
# Where and when something was said, between the verb and what was said.
_LONGEST_SETTING = 14
# An aside between a speaker and his verb; the longest read in the news has 20 words.
_LONGEST_ASIDE = 24


def subject_before(scene: Scene, word: int) -> Who | None:
    """Give whoever stands right before a finite verb: X said, X, an aside, said, X did this and said."""
    tree = scene.tree
    at = word - 1
    finite = tree.tags[word] in FINITE
    while at >= 0 and (tree.tags[at] in {"RB", "MD"} or tree.deps[at].startswith("aux")):
        finite = finite or (tree.tags[at] in FINITE and tree.deps[at] == "aux")
        at -= 1
    if not finite:
        return None
    while at > 0 and tree.words[at].lower() in word_list("times") | _NEAR | {"on"}:
        at -= 1
    if at < 0:
        return None
    if tree.tags[at] == "CC":
        return _shared(scene, word, at)
    if tree.words[at] == ",":
        return _before_aside(scene, at)
    return _ending_at(scene, at)


def speaker_after(scene: Scene, word: int, frame: Frame) -> Who | None:
    """Give whoever stands after a verb of saying that ends a sentence: the dam would hold, said Ana Berg."""
    tree = scene.tree
    first, last = word + 1, len(tree) - 1
    while last > first and tree.words[last] in {".", '"', "''"}:
        last -= 1
    says = frame.ways >= {"c", "q"} and "os" not in frame.ways and tree.tags[word] in FINITE
    named = first <= last and tree.tags[first] in {"NNP", "DT", "CD", "JJ", "NN", "NNS"}
    if not says or not named or tree.words[word - 1 : word] != [","] or not tree.tags[last].startswith("NN"):
        return None
    if NOWHERE < scene.own_subject(word) < word or (first == last and tree.tags[first] in {"NN", "JJ"}):
        return None
    if not _has_verb(scene, word):
        return None
    if any(scene.in_quotation(at) for at in range(first, last + 1)):
        return None
    for at in range(first, last + 1):
        if tree.words[at] == ",":
            break  # what follows tells more of the speaker
        if tree.tags[at] in FINITE | {"TO"} or (tree.tags[at] == "IN" and tree.words[at] not in _BELONGING):
            return None
    head = first
    while first < tree.heads[head] <= last and tree.heads[head] != head:
        head = tree.heads[head]
    span = scene.span(first, last)
    return None if span is None else Who(span, scene.naming(head))


def main_speaker(scene: Scene, word: int, frame: Frame) -> Who | None:
    """Give who speaks in `she praised a plan to wait, saying that ...`: no plan, and nobody who waits.

    And who does in `..., before saying that ...` where the tree hangs that on what was said.
    """
    tree = scene.tree
    before = word - 1
    while before > 0 and tree.words[before] in {'"', "''"}:
        before -= 1
    if tree.tags[word] != "VBG" or before < 1:
        return None
    verb = tree.heads[word]
    then = tree.words[before].lower() in _THEN and tree.words[before - 1] not in {":", ";"}
    if then or (tree.words[before] == "," and verb >= word):
        at = before
        while at > 0 and not (tree.tags[at] in FINITE and NOWHERE < scene.own_subject(at) < at):
            at -= 1
        return scene.subject(at) if at > 0 else None
    told = verb
    while tree.deps[told] == "ccomp":
        told = tree.heads[told]
    says = frame.ways >= {"c", "q"} and "os" not in frame.ways and tree.tags[told] in FINITE
    if tree.words[before] == "," and told != verb and says:
        return scene.subject(told)  # she said the dam would hold, adding that ...
    if tree.words[before] != "," or tree.tags[verb] != "VB":
        return None
    while tree.tags[verb] == "VB" and tree.heads[verb] != verb:
        verb = tree.heads[verb]
    while not tree.tags[verb].startswith("VB") and tree.heads[verb] != verb:
        verb = tree.heads[verb]
    return scene.subject(verb) if tree.tags[verb].startswith("VB") else None


def _has_verb(scene: Scene, end: int) -> bool:
    """Whether a verb stands before a word that only tells more of nobody: the mayor, who left, has none."""
    tree = scene.tree
    aside = False
    for at in range(end):
        aside = (aside or tree.tags[at] in _RELATIVES) and tree.words[at] != ","
        if tree.tags[at] in FINITE and not aside:
            return True
    return False


def _shared(scene: Scene, word: int, conjunction: int) -> Who | None:
    """Give the subject of the nearest verb before `and` that has the same form."""
    tree = scene.tree
    for at in range(conjunction - 1, -1, -1):
        if tree.words[at] in {";", ":"}:
            return None
        if tree.tags[at] == tree.tags[word] and not scene.in_quotation(at):
            subject = scene.own_subject(at)
            if subject != NOWHERE and subject < at and tree.tags[subject] not in _RELATIVES:
                return scene.who(subject)
    return None


def _before_aside(scene: Scene, closing: int) -> Who | None:
    """Give the phrase before an aside that a comma closes: the mayor, Ana Berg, said."""
    tree = scene.tree
    for at in range(closing - 1, max(0, closing - _LONGEST_ASIDE), -1):
        if tree.words[at] == ",":
            break
    else:
        return None
    aside = at + 1
    found = _ending_at(scene, at - 1)
    relative = tree.tags[aside] == "IN" and tree.tags[aside + 1] in _RELATIVES
    if found is None or not (relative or tree.tags[aside] in {*_RELATIVES, "DT", "NNP", "NN", "JJ", "CD"}):
        return None
    span = scene.span(scene.word_at(found.span.start), closing - 1)
    named = tree.tags[aside] == "NNP" and tree.tags[closing - 1] == "NNP"
    if named and closing - aside <= 5:
        return Who(span or found.span, scene.span(aside, closing - 1))
    return Who(span or found.span, found.named)


def _ending_at(scene: Scene, last: int) -> Who | None:
    """Give the phrase whose last word this is, if it is one that can act: none after a preposition."""
    tree = scene.tree
    if tree.tags[last] not in _NOUNS or scene.in_quotation(last):
        return None
    first = last
    while (
        first > 0 and tree.tags[first - 1] in _INSIDE and tree.words[first - 1].lower() not in _CONJUNCTIONS
    ):
        first -= 1
    if tree.tags[first] not in _OPENS:
        return None
    head = last
    while first <= tree.heads[head] <= last and tree.heads[head] != head:
        head = tree.heads[head]
    span = scene.span(first, last)
    return None if span is None else Who(span, scene.naming(head))


def set_off(scene: Scene, word: int) -> int:
    """Give the first word of `X said` where a comma stands before it and nothing but X and the verb follows.

    NOWHERE for any other verb. Whatever the tree says, it is X who speaks there, of what stands around it.
    """
    tree = scene.tree
    last = word - 1
    while last > 0 and (tree.tags[last] in {"RB", "MD"} or tree.deps[last].startswith("aux")):
        last -= 1
    if tree.words[last] == ",":
        last = _over_name(scene, last)
    first = last
    while first > 0 and (tree.tags[first] in _SPEAKING or tree.words[first].lower() in _BELONGING):
        first -= 1
    begins = first + 1
    if first == 0 or tree.words[first] != "," or begins > last or tree.tags[last] not in _NOUNS:
        return NOWHERE
    return begins if tree.tags[begins] in _OPENS and not scene.in_quotation(begins) else NOWHERE


def _over_name(scene: Scene, closing: int) -> int:
    """Give the last word before a name between commas: the spokeswoman, Ana Berg, said."""
    tree = scene.tree
    at = closing - 1
    while at > 0 and tree.tags[at].startswith("NNP"):
        at -= 1
    return at - 1 if at > 1 and tree.words[at] == "," and at < closing - 2 else closing


def object_after(scene: Scene, word: int) -> int:
    """Give the head of the phrase right after a verb that the tree gives no object, or NOWHERE.

    Parsers take `noted rising tensions` for a verb that notes to rise, verbs before names for their parts.
    """
    tree = scene.tree
    first = word + 1
    if first >= len(tree) or tree.tags[word] not in FINITE:
        return NOWHERE
    if tree.tags[first] == "VBG" and tree.deps[first] == "xcomp" and tree.heads[first] == word:
        return first
    if tree.heads[word] == first and tree.deps[word] == "amod":
        return first
    return NOWHERE


def acts(scene: Scene, thing: int, *, bare: bool) -> bool:
    """Whether what the tree takes for an object is the subject of a clause: she said the dam would hold.

    Its verb stands right after it or after an aside; `bare` says that the verb before takes no object, so
    that any word that goes on after it will do.
    """
    tree = scene.tree
    after = tree.right[thing] + 1
    if thing + 1 < len(tree) and tree.tags[thing + 1] in FINITE and tree.deps[thing + 1] == "acl":
        return True
    if after < len(tree) - 1 and tree.words[after] == "," and "," in tree.words[thing:after]:
        after += 1
    while after < len(tree) - 1 and tree.tags[after] == "RB":
        after += 1
    if after >= len(tree) - 1 or scene.in_quotation(after):
        return False
    return tree.tags[after] in FINITE or (bare and tree.tags[after] in {"JJ", "NN", "NNS", "VBN", "VB"})


def that_after(scene: Scene, at: int) -> int:
    """Give the `that` with which a clause begins after a setting: said following the count that ..."""
    tree = scene.tree
    if tree.tags[at] not in {"IN", "VBG", "CC"}:
        return NOWHERE
    for ahead in range(at + 1, min(at + _LONGEST_SETTING, len(tree) - 2)):
        if tree.tags[ahead] in FINITE or tree.words[ahead] in {";", ":"} or scene.in_quotation(ahead):
            return NOWHERE
        if tree.words[ahead].lower() == "that" and tree.tags[ahead] in {"IN", "WDT"}:
            return ahead if tree.tags[ahead + 1] in _STARTS else NOWHERE
    return NOWHERE


def clause_after(scene: Scene, word: int) -> int:
    """Give the last word of the clause that stands right after a noun: a claim the West is to blame."""
    tree = scene.tree
    first = word + 1
    if first >= len(tree) or tree.tags[first] not in {"DT", "NNP", "NNPS", "PRP", "NNS"}:
        return NOWHERE
    verb = NOWHERE
    for at in range(first + 1, len(tree)):
        if tree.tags[at] in FINITE and verb == NOWHERE:
            verb = at
        if tree.words[at] in {",", ";", ":", "-", "--"} or (at > first + 1 and tree.words[at] == "while"):
            return at - 1 if verb != NOWHERE else NOWHERE
        if tree.words[at].lower() in {"that", "which", "who"} and verb == NOWHERE:
            return NOWHERE
    return len(tree) - 1 if verb != NOWHERE else NOWHERE


def through_free_clause(scene: Scene, last: int) -> int:
    """Give the last word of what goes on in `what he called a lie` right after a word, or that word."""
    tree = scene.tree
    after = last + 1
    if after >= len(tree) or tree.words[after].lower() not in _FREE or tree.tags[last] in _NOUNS:
        return last
    verb = next(
        (
            at
            for at in range(after + 1, len(tree))
            if tree.tags[at] in FINITE and tree.kid(at, *SUBJECTS) != NOWHERE
        ),
        NOWHERE,
    )
    return last if verb == NOWHERE else max(last, tree.right[verb])


def named_after(scene: Scene, verb: int, prepositions: frozenset[str]) -> Span | None:
    """Give the name that stands after one of these prepositions in a verb's clause, or right after the verb.

    Parsers hang `to Chad last month` on the month, and take two objects (gave Chad 5 million) for one.
    """
    tree = scene.tree
    if "to" in prepositions and verb + 1 < len(tree):
        name = _name_from(scene, verb + 1)
        after = scene.word_at(name.end) if name else len(tree)
        if after < len(tree) and tree.tags[after] in {"DT", "CD", "JJ", "NN", "NNS"}:
            return name
    for at in range(verb + 1, len(tree)):
        if tree.tags[at] in FINITE or tree.words[at] in {",", ";", ":"}:
            return None
        if tree.words[at].lower() in prepositions:
            name = _name_from(scene, at + 1)
            if name:
                return name
    return None


def _name_from(scene: Scene, first: int) -> Span | None:
    """Give the phrase that begins with a word and ends in a name: the Chilean leader Ana Berg."""
    tree = scene.tree
    while first < len(tree) and tree.tags[first] in {"DT", "PRP$"}:
        first += 1
    last = NOWHERE
    for at in range(first, len(tree)):
        if tree.tags[at] not in _NAMING or tree.words[at].lower() in word_list("times") | _NEAR:
            break
        last = at if tree.tags[at].startswith("NNP") else last
    return scene.span(first, last) if last != NOWHERE else None

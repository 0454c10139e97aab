"""Where the content of a verb of saying stands: before it, after it, around it.

Parsers lose the ends of long reported clauses, while reporters put them in few places: after the verb up to
the end of the sentence, or before it up to a comma. So the tree decides which of these it is, and the
sentence's own marks where it begins and ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstemma.record.english import order
from newstemma.record.english.clauses import after_setting, clause_after, clause_start, resumed_after
from newstemma.record.english.gazetteer import word_list
from newstemma.record.english.scene import FINITE
from newstemma.record.english.tree import NOWHERE, SUBJECTS

if TYPE_CHECKING:
    from newstemma.model import Span
    from newstemma.record.english.lexicon import Frame
    from newstemma.record.english.scene import Scene

_SET_OFF = frozenset((",", '"', "''", "--", "-", "?", "!", "'", "..."))
_RELATIVES = frozenset("who which that whom".split())
# How parsers tie what is said to a verb that stands after it.
_FRONTED = frozenset("ccomp parataxis advcl dep csubj obj dislocated".split())
# "...," she said of the dam: these tell what it was about, and not what was said.
_TOPICS = frozenset("about of on".split())


def reported(scene: Scene, word: int, frame: Frame) -> list[Span]:
    """Give the clause that a verb of saying reports."""
    first, last = _group(scene, word)
    as_said = _as_said(scene, word, frame)
    if as_said:
        return as_said
    before = _before(scene, word, first, last, frame) or _around(scene, word, frame)
    if before:
        return before
    after = clause_after(scene, word, last, frame)
    return [*_relative(scene, word, last), *after] if after else []


def _relative(scene: Scene, word: int, last: int) -> list[Span]:
    """Give what stands for the subject of what was said: a dam which engineers say will fail."""
    tree = scene.tree
    if tree.deps[word] != "acl:relcl" or not set(tree.tags[last + 1 : last + 2]) & {"MD", *FINITE}:
        return []
    subject = scene.own_subject(word)
    pronoun = tree.left[subject] - 1
    fits = pronoun > -1 and subject < word and tree.words[pronoun].lower() in {"that", "which", "who"}
    span = scene.span(pronoun, pronoun) if fits and tree.heads[pronoun] in {word, *tree.kids[word]} else None
    return [] if span is None else [span]


def _group(scene: Scene, word: int) -> tuple[int, int]:
    """Give the first and last word of the verb with its own subject."""
    tree = scene.tree
    first = last = word
    for kid in tree.kids[word]:
        dep = tree.deps[kid]
        if dep in {"aux", "aux:pass"} or (dep == "advmod" and kid == first - 1):
            first = min(first, kid)
        elif dep == "compound:prt":
            last = max(last, kid)
        elif kid == scene.own_subject(word):
            left, right = scene.clip(kid, tree.left[kid], tree.right[kid])
            # Parsers hang the comma that ends what was said on the speaker after it.
            while left < kid and tree.tags[left] in {",", "''", "``", ":"}:
                left += 1
            if not left <= word <= right:
                first, last = min(first, left), max(last, right)
    return first, last


def _before(scene: Scene, word: int, first: int, last: int, frame: Frame) -> list[Span]:
    """Give what stands before `, X said`, and after it where the sentence goes on."""
    tree = scene.tree
    if first == 0 or tree.words[first - 1] not in _SET_OFF or tree.tags[word] not in FINITE | {"VBN"}:
        return []
    if tree.tags[word] == "VBN" and tree.kid(word, "aux") == NOWHERE:
        return []
    subject = scene.own_subject(word)
    if order.speaker_after(scene, word, frame) is not None:
        told = scene.span(_sentence_start(scene, word, first - 1), first - 1)
        return [] if told is None else [told]
    if subject == NOWHERE or tree.words[subject].lower() in _RELATIVES:
        return []
    if not _linked_before(scene, word, first) or clause_start(scene, word, last, frame) != NOWHERE:
        return []
    start = _sentence_start(scene, word, first - 1)
    if _goes_with(scene, word, start) or _told_after(scene, word, frame):
        return []
    resumed = resumed_after(scene, word, last, frame)
    clause = any(tree.tags[at][:2] in {"VB", "MD"} or scene.in_quotation(at) for at in range(start, first))
    if resumed is None and not clause:
        # The author, a friend of mine, said so: no clause stands there.
        return []
    setting = tree.tags[start] in {"IN", "WRB"} and tree.deps[start] in {"mark", "case", "advmod"}
    if resumed is None and setting and subject < word and not _is_sentence(scene, start, first):
        return []
    return [span for span in (scene.span(start, first - 1), resumed) if span is not None]


def _around(scene: Scene, word: int, frame: Frame) -> list[Span]:
    """Give what stands before `, X said`, or on both sides of it, whatever the tree makes of it."""
    tree = scene.tree
    first = order.set_off(scene, word)
    if first == NOWHERE or "q" not in frame.ways or tree.tags[word] not in FINITE:
        return []
    start = _sentence_start(scene, word, first - 1)
    if _goes_with(scene, word, start) or _told_after(scene, word, frame):
        return []
    before = scene.span(start, first - 1)
    if before is None or not scene.tree.text[: before.end].strip():
        return []
    resumed = resumed_after(scene, word, word, frame)
    told = range(start, first) if resumed is None else range(word + 1, len(tree))
    if resumed is None and not _ends_after(scene, word):
        return []
    quoted = any(quote.start == tree.starts[start] for quote in scene.long_quoted)
    if not quoted and not any(tree.tags[at] in FINITE and not scene.in_quotation(at) for at in told):
        return []
    return [span for span in (before, resumed) if span is not None]


def _goes_with(scene: Scene, word: int, start: int) -> bool:
    """Whether what stands before a verb is a participle of its subject: asked who steers, he named her."""
    tree = scene.tree
    after = word + 2
    if after < len(tree) and tree.words[word + 1] == "," and tree.tags[after] in FINITE:
        return False  # Riding alone, they said, can be risky
    hangs = tree.deps[start] == "advcl" and tree.heads[start] == word
    governs = tree.deps[word] == "parataxis" and tree.heads[word] == start
    participle = tree.tags[start] in {"VBN", "VBD", "VBG"} and tree.lemmas[start] not in {"be", "have"}
    return participle and (hangs or governs)


def _told_after(scene: Scene, word: int, frame: Frame) -> bool:
    """Whether what a verb reports stands after it: now of all times, he urged them to leave."""
    tree = scene.tree
    told = {"xcomp"} if "d" in frame.ways else {"xcomp", "obj"}
    at = after_setting(scene, word, word + 1, frame)
    after = frame.after - _TOPICS
    if scene.later(word, lambda kid: scene.preposition(kid) in after and tree.deps[kid] == "obl") != NOWHERE:
        return True
    kid = scene.later(word, lambda kid: tree.deps[kid] in told and tree.lemmas[kid] not in word_list("times"))
    return kid >= at and tree.words[at] not in _SET_OFF | {";", ":", "."} and not scene.in_quotation(kid)


def _is_sentence(scene: Scene, start: int, end: int) -> bool:
    """Whether more than the phrase or clause that begins there stands before a verb.

    In Avel, talks failed, he said; as the mayor left, somebody threw a stone, he said.
    """
    tree = scene.tree
    if tree.deps[start] == "case":
        inner = range(0)
    else:
        head = tree.heads[start]
        inner = range(tree.left[head], tree.right[head] + 1)
        if tree.left[head] != start or tree.right[head] >= end:
            return False
    return any(
        tree.tags[at] in FINITE and tree.deps[at] != "acl:relcl" and at not in inner
        for at in range(start, end)
    )


def _as_said(scene: Scene, word: int, frame: Frame) -> list[Span]:
    """Give the sentence around `as X said` and `as reported by X`."""
    tree = scene.tree
    first = tree.left[word]
    while tree.tags[first] == "," and first < word:
        first += 1  # parsers hang the comma before it on either verb
    if tree.deps[word] != "advcl" or tree.words[first].lower() != "as" or "c" not in frame.ways:
        return []
    if scene.passive(word) and scene.own_subject(word) != NOWHERE:
        return []  # as he was told
    told, times = {"obj", "ccomp", "xcomp"}, word_list("times")
    # As she talked about the dam, he left: what she said is told right there.
    for kid in (kid for kid in tree.kids[word] if kid > word and tree.words[kid].lower() not in times):
        if tree.deps[kid] in told or scene.preposition(kid) in frame.after:
            return []
    last = tree.right[word]
    if tree.words[last] == ",":
        last -= 1
    opens = first == 0 or tree.words[first - 1] in {",", "-", "--", "("} or tree.tags[first - 1] == "CC"
    closes = last + 1 >= len(tree) or tree.words[last + 1] in {",", ".", "-", "--", ":", ")"}
    if not (opens and closes):
        return []
    before = first - 1
    joined = before - (before >= 0 and tree.words[before] == ",")
    if before < 1 or tree.words[joined].lower() in {"and", "but"}:
        before = NOWHERE  # it is old, and as Berg said, it leaks
    parts = [scene.span(0, before), scene.span(last + 1, len(tree) - 1)]
    return [span for span in parts if span is not None]


def _linked_before(scene: Scene, word: int, first: int) -> bool:
    """Whether the tree has a clause before the verb that may be what was said."""
    tree = scene.tree
    if tree.deps[word] == "parataxis" and tree.heads[word] < first:
        return True
    if any(tree.deps[kid] in SUBJECTS and kid < first for kid in tree.kids[word]):
        return True
    for kid in tree.kids[word]:
        if kid >= first or tree.deps[kid] not in _FRONTED:
            continue
        sentence = (
            not scene.preposition(kid)
            and tree.tags[kid] not in {"VBG", "VBN"}
            and tree.kid(kid, *SUBJECTS) != NOWHERE
        )
        if sentence or tree.deps[kid] == "ccomp":
            return True
    return (
        tree.deps[word] in {"conj", "advcl"}
        and tree.heads[word] < first
        and not scene.preposition(word)
        and _ends_after(scene, word)
    )


def _ends_after(scene: Scene, word: int) -> bool:
    """Whether nothing but a phrase or two stands after the verb, as in `..., he said on Monday`.

    A dash or semicolon ends it as well: they leak, he said - and left.
    """
    tree = scene.tree
    told = [kid for kid in tree.kids[word] if tree.deps[kid] in {"obj", "xcomp"}]
    times = word_list("times")
    after = range(word + 1, len(tree))
    end = next((at for at in after if scene.dash(at) or tree.words[at] == ";"), len(tree))
    return not any(tree.tags[at] in FINITE for at in range(word + 1, end)) and all(
        tree.words[kid].lower() in times for kid in told
    )


def _sentence_start(scene: Scene, word: int, mark: int) -> int:
    """Give the number of the word where what was said before the verb begins."""
    tree = scene.tree
    aside = word + 1 < len(tree) and scene.dash(word + 1)  # the dam - it will hold, she said - is old
    for at in range(mark - 1, 0, -1):
        if (tree.words[at] == ";" or (aside and scene.dash(at))) and not scene.in_quotation(at):
            return at + 1
    return 0

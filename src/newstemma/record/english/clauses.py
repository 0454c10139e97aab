"""Clauses that follow a verb of saying: where they begin, after to whom and when, and where they end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstemma.record.english import lexicon, order
from newstemma.record.english.gazetteer import word_list
from newstemma.record.english.scene import FINITE
from newstemma.record.english.tree import NOWHERE, SUBJECTS

if TYPE_CHECKING:
    from newstemma.model import Span
    from newstemma.record.english.lexicon import Frame
    from newstemma.record.english.scene import Scene

_ENDS = frozenset((",", ";", ":", "."))
_SUBJECT_TAGS = frozenset(("DT", "PRP", "PRP$", "NNP", "NNPS", "EX"))
_OPENERS = frozenset("that whether if how why what who which".split())
_WITHHELD = frozenset(("when", "where"))
# Words that begin a clause of its own after a comma, which the speaker did not say.
_BREAKS = frozenset("while although though whereas according".split())
# Words between two dashes, of where, when or how something was said.
_LONGEST_ASIDE = 16
# What is said by itself: she said little, and left.
_SPOKEN = frozenset(
    "so this that it same nothing something anything much little less more yes no hello".split()
)
_ASIDES = frozenset("who which whose whom".split())
# Clauses in the middle of a sentence, whose own reported clause ends before the sentence does.
_INNER = frozenset("acl:relcl acl csubj nsubj advcl".split())
_CONTENTS = frozenset("ccomp xcomp obj advcl".split())
_SETTINGS = frozenset(
    "obl obl:unmarked nmod:unmarked obl:tmod obl:npmod advmod iobj nmod obl:agent advcl".split()
)


def after_setting(scene: Scene, word: int, at: int, frame: Frame) -> int:
    """Skip what tells to whom, when and where it was said; give the number of the word after it."""
    tree = scene.tree
    moved = True
    while moved and at < len(tree):
        moved = False
        lower, times = tree.words[at].lower(), word_list("times")
        time = lower in times and (at == word + 1 or tree.words[at - 1].lower() in times)
        if (tree.tags[at] == "RB" and lower != "not") or time:
            at += 1
            moved = True
            continue
        for kid in tree.kids[word]:
            listener = tree.deps[kid] == "obj" and "d" in frame.ways
            if (
                tree.left[kid] == at
                and (listener or (tree.deps[kid] in _SETTINGS and not _holds_clause(scene, kid)))
                and not _opens(scene, word, at)
            ):
                at = end_of_setting(scene, kid)
                moved = True
                break
    return at


def _opens(scene: Scene, word: int, at: int) -> bool:
    """Whether a word may open what was said; `when` and `where` do so right after what was not said."""
    lower = scene.tree.words[at].lower()
    return lower in _OPENERS or (lower in _WITHHELD and at == word + 1 and scene.negated(word))


def _holds_clause(scene: Scene, kid: int) -> bool:
    """Whether what hangs on a verb is a clause that nothing binds to it, and so what was said."""
    tree = scene.tree
    for at in range(tree.left[kid], tree.right[kid] + 1):
        if tree.tags[at] in {"WP", "WDT", "WRB", "IN"}:
            return False
        if tree.tags[at] in FINITE:
            return at > tree.left[kid]
    return False


def end_of_setting(scene: Scene, kid: int) -> int:
    """Give the number of the word after a setting, which ends where the reported clause begins."""
    tree = scene.tree
    for at in range(kid + 1, tree.right[kid] + 1):
        # told reporters that the mayor ...: what follows is no verb, so that stands for nobody.
        opens = tree.tags[at] == "IN" or tree.tags[min(at + 1, len(tree) - 1)] in _SUBJECT_TAGS
        if tree.words[at].lower() == "that" and (tree.deps[at] == "mark" or opens):
            return at
    # Parsers hang the comma after a setting on its last word.
    return tree.right[kid] + (tree.words[tree.right[kid]] != ",")


def clause_start(scene: Scene, word: int, last: int, frame: Frame) -> int:
    """Give the number of the word with which a clause begins after the verb, or NOWHERE."""
    tree = scene.tree
    if last + 1 < len(tree) and scene.dash(last + 1):
        # said - on the radio - that ...
        for ahead in range(last + 3, min(last + _LONGEST_ASIDE, len(tree))):
            if tree.words[ahead].lower() == "that" and scene.dash(ahead - 1):
                return ahead
    at = after_setting(scene, word, last + 1, frame)
    if at < len(tree) - 1 and tree.words[at] == ",":
        # said, however, that ...
        for ahead in range(at + 1, min(at + 8, len(tree))):
            if tree.words[ahead].lower() == "that" and tree.words[ahead - 1] == ",":
                return ahead
    if at >= len(tree):
        return NOWHERE
    lower = tree.words[at].lower()
    if tree.tags[at] in FINITE and tree.deps[word] == "acl:relcl":
        # a bond it says will never break: the subject stands before.
        return at
    relative = lower in _ASIDES and tree.tags[at - 1].startswith("NN")
    if lower == "that" or (_opens(scene, word, at) and tree.deps[at] != "det" and not relative):
        return at
    clause = scene.later(word, lambda kid: tree.deps[kid] == "ccomp")
    if clause != NOWHERE and (begun := _condition(scene, word, last + 1, clause)) != NOWHERE:
        return begun
    if clause != NOWHERE and tree.words[at] not in {",", ";", "."}:
        left = first = tree.left[clause]
        while tree.tags[first] in {"''", "``", ","}:
            first += 1
        torn = left - at > 1 and tree.tags[first] in FINITE | {"CC"}  # its subject hangs elsewhere
        return min(at, left) if left - at <= 1 or torn else left
    closed = {"IN", "CC", "TO", "VBG", ",", ".", ":", "''", "``", "WRB", "VBN"}
    if tree.tags[at] in closed and lower not in {"both", "either", "neither"}:
        return order.that_after(scene, at) if "q" in frame.ways else NOWHERE
    thing = scene.later(word, lambda kid: tree.deps[kid] == "obj")
    if "d" not in frame.ways and thing != NOWHERE:
        says = at <= thing and frame.ways >= {"q", "o"}
        if tree.lemmas[word] == "say" and at <= thing and _has_verb(scene, at, thing):
            return at
        if says and any(tree.tags[ahead] in FINITE for ahead in range(at + 1, thing)):
            return at
        return at if says and order.acts(scene, thing, bare=tree.lemmas[word] == "say") else NOWHERE
    for ahead in range(at, len(tree)):
        # Said the bridge, which is new, leaks: of whatever else is told, commas end it.
        if tree.words[ahead] in {";", ":"} or (tree.words[ahead] == "," and tree.lemmas[word] != "say"):
            break
        if tree.tags[ahead] in FINITE and ahead > at:
            return at
    return NOWHERE


def _condition(scene: Scene, word: int, at: int, clause: int) -> int:
    """Give the first word before a clause that was said too: says while she likes the boat, it leaks."""
    tree = scene.tree
    begun = next((kid for kid in tree.kids[word] if tree.deps[kid] == "advcl" and tree.left[kid] == at), None)
    if begun is None or begun > clause or scene.opening(clause) == "that":
        return NOWHERE
    return at if "," in tree.words[tree.right[begun] : clause] else NOWHERE


def _has_verb(scene: Scene, start: int, thing: int) -> bool:
    """Whether what looks like the object of `say` has a verb of its own, however far on."""
    tree = scene.tree
    spoken = tree.words[thing].lower() in _SPOKEN or any(map(scene.in_quotation, range(start, thing + 1)))
    return not spoken and any(tree.tags[at] in FINITE for at in range(thing + 1, len(tree)))


def clause_after(scene: Scene, word: int, last: int, frame: Frame) -> list[Span]:
    """Give the clause that follows the verb."""
    if "c" not in frame.ways:
        return []
    start = clause_start(scene, word, last, frame)
    if start == NOWHERE:
        return []
    end = _clause_end(scene, word, start)
    span = scene.span(start, end)
    return [span] if span else []


def _clause_end(scene: Scene, word: int, start: int) -> int:
    """Give the number of the last word of a reported clause."""
    tree = scene.tree
    if tree.deps[word] in _INNER and not _last_of_sentence(scene, word):
        clause = scene.later(word, lambda kid: tree.deps[kid] in _CONTENTS and tree.right[kid] > start)
        if clause == NOWHERE and (tree.right[word] < start or tree.words[start].lower() == "that"):
            return next(
                (at - 1 for at in range(start + 1, len(tree)) if tree.words[at] in _ENDS), len(tree) - 1
            )
        return tree.right[clause if clause != NOWHERE else word]
    that = tree.words[start].lower() == "that"
    # That Mr Orlo, whose term ends, will stay: the clause ends at no comma before its verb.
    begun = tree.tags[start] in FINITE
    opens = word == 0 and scene.own_subject(word) == NOWHERE
    for at in range(start + 1, len(tree) - 1):
        if tree.tags[at] == "''" and tree.words[at - 1] == "," and tree.words[at + 1].lower() in _BREAKS:
            return at  # the comma before `while` stands in the quotation
        if scene.in_quotation(at):
            continue
        if opens and tree.words[at] == "," and tree.tags[at + 1] in {"DT", "NNP", "PRP", "PRP$", "NNS"}:
            # Asked whether it was true, the mayor shrugged.
            return at - 1
        if tree.words[at] == ";":
            return at - 1
        begun = begun or tree.tags[at] in FINITE
        if tree.words[at] == "," and begun and own_words(scene, at + 1, that=that):
            if _is_amid(scene, at):
                continue
            return at - 1
        if tree.words[at].lower() in {"and", "but"} and _goes_on(scene, word, at + 1):
            return at - 1
        if tree.words[at] == "," and begun and _another_says(scene, word, at + 1):
            return at - 1
        if tree.words[at].lower() in {"before", "after", "while"} and tree.tags[at + 1] == "VBG":
            return at - 1
    return len(tree) - 1


def _another_says(scene: Scene, word: int, at: int) -> bool:
    """Whether after a comma somebody else is reported: Berg said it will hold, but her crew said it leaks."""
    tree = scene.tree
    if tree.words[at].lower() not in {"and", "but"}:
        return False
    verb = next((k for k in range(at + 1, len(tree)) if tree.tags[k] in FINITE), NOWHERE)
    if verb == NOWHERE or tree.lemmas[verb] != tree.lemmas[word] or tree.tags[verb] != tree.tags[word]:
        return False
    subject = tree.kid(verb, "nsubj")
    return at < subject < verb and not scene.in_quotation(verb)


def _is_amid(scene: Scene, comma: int) -> bool:
    """Whether an aside stands between a subject and its verb: that the dam, which leaks, would hold."""
    tree = scene.tree
    if tree.words[comma + 1].lower() not in _ASIDES:
        return False
    closing = next((at for at in range(comma + 1, len(tree) - 1) if tree.words[at] == ","), NOWHERE)
    return closing != NOWHERE and tree.tags[closing + 1] in FINITE


def own_words(scene: Scene, at: int, *, that: bool, feature: bool = False) -> bool:
    """Whether after a comma the reporter speaks again: an aside, a contrast, another report.

    `that` says that the clause before began with it, so that one without is no part of it; `feature` that
    what came before hangs on a noun or infinitive, after which any participle is the reporter's.
    """
    tree = scene.tree
    lower, tag = tree.words[at].lower(), tree.tags[at]
    if lower in _BREAKS or (lower == "even" and tree.words[at + 1].lower() in {"as", "though"}):
        return True
    if lower in _ASIDES and tag in {"WP", "WDT", "WP$"}:
        return True
    if lower in {"a", "an"}:
        noun = next((k for k in range(at + 1, min(at + 5, len(tree))) if tree.tags[k].startswith("NN")), at)
        return tree.words[noun].lower() in word_list("comments")
    if tag == "VBG":
        frame = lexicon.verbs().get(tree.lemmas[at])
        return feature or bool(frame and frame.ways & {"q", "os"})
    if lower in {"and", "but"} and that:
        clause = next((k for k in range(at + 1, len(tree)) if tree.tags[k] in FINITE), NOWHERE)
        subject = any(tree.deps[k] in SUBJECTS for k in range(at + 1, clause)) if clause != NOWHERE else False
        return subject and tree.words[at + 1].lower() not in _OPENERS
    return False


def _last_of_sentence(scene: Scene, word: int) -> bool:
    """Whether what the word governs reaches to the end of the sentence."""
    tree = scene.tree
    return tree.right[word] >= len(tree) - 2


def _goes_on(scene: Scene, word: int, at: int) -> bool:
    """Whether after `and` the speaker goes on to say or do something else: `... and called him a liar`."""
    tree = scene.tree
    while at < len(tree) and tree.tags[at] == "RB":
        at += 1
    if at < len(tree) and tree.tags[at] == "PRP":
        # ... and he said, and he did not say: the same speaker, and another statement.
        at += 1
        withheld = tree.lemmas[at : at + 1] == ["do"] and tree.tags[at + 1 : at + 2] == ["RB"]
        at += 2 * withheld
        return at < len(tree) and (withheld or tree.tags[at] == tree.tags[word]) and _says(scene, at)
    if at >= len(tree):
        return False
    if tree.tags[at] != tree.tags[word]:
        # The aides say it is too early but noted that ...
        told = tree.words[at + 1 : at + 2] == ["that"] and _says(scene, at)
        return told and {tree.tags[at], tree.tags[word]} <= FINITE
    return tree.heads[at] == word or (tree.lemmas[at] != "have" and tree.lemmas[at] in lexicon.verbs())


def _says(scene: Scene, at: int) -> bool:
    frame = lexicon.verbs().get(scene.tree.lemmas[at])
    return frame is not None and "q" in frame.ways


def resumed_after(scene: Scene, word: int, last: int, frame: Frame) -> Span | None:
    """Give the rest of what was said where the verb only interrupts it: `Talks, he said, would go on`."""
    tree = scene.tree
    at = after_setting(scene, word, last + 1, frame)
    if at >= len(tree):
        return None
    if tree.words[at] != "," or at + 1 >= len(tree):
        return None
    lower, tag = tree.words[at + 1].lower(), tree.tags[at + 1]
    begun = tag == "VBG" and lower != "including" and tree.deps[at + 1] not in SUBJECTS
    if lower in _BREAKS | _ASIDES or begun:
        return None
    return scene.span(at + 1, len(tree) - 1)

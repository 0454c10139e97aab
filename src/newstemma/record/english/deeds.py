"""Parsed sentence -> deeds: who does what to whom, in PLOVER's terms.

A verb of `plover.tsv` with what its pattern asks for makes a deed; the tree gives actor and recipient.
PLOVER's own rules turn announced cooperation into AGREE, announced harm into THREATEN and what is not done
into REJECT (Open Event Data Alliance, PLOVER manual 0.8, 2021).
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from newstemma.record.analysis import Deed
from newstemma.record.english import actors, order
from newstemma.record.english.lexicon import verbs
from newstemma.record.english.plover import REQUEST, Pattern, lexicon
from newstemma.record.english.tree import NOWHERE, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstemma.model import EventStatus
    from newstemma.record.english.scene import Scene

_MUTUAL = frozenset("AGREE CONSULT COOPERATE".split())
_SIGNING = "057"
_OFFERS = {
    "CONSULT": "036",
    "SUPPORT": "032",
    "COOPERATE": "031",
    "AID": "033",
    "RETREAT": "035",
    "CONCEDE": "035",
}
_THREATS = {"SANCTION": "131", "COERCE": "132", "PROTEST": "133", "MOBILIZE": "138", "ASSAULT": "138"}
_REFUSALS = frozenset("AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT".split())
# Deeds that are words about other deeds, which are not done by that.
_ABOUT = frozenset("AGREE REQUEST REJECT THREATEN".split())
_HELD = frozenset("xcomp ccomp obj advcl obl".split())
_DUTY = frozenset("must should ought".split())
# Verbs and adjectives that tell of a deed still to come.
_INTENDING = frozenset(
    """agree aim commit decide expect intend offer plan pledge prepare promise propose schedule set swear
    undertake vow want ready willing prepared due poised eager committed determined""".split()
)
# Verbs whose infinitive is done all the same: began to shell, continued to send arms.
_DOING = frozenset("begin start continue manage proceed help use go_on resume keep move come".split())
# Deeds whose recipient is often told only as the place where they are done.
_PLACED = frozenset("AID ASSAULT COERCE MOBILIZE RETREAT SANCTION THREATEN".split())
_FUTURE = frozenset("will shall would 'll wo".split())
_MAYBE = frozenset("could may might should can ca must".split())
_TOWARD = frozenset("to with from against on upon toward towards for between".split())
_NOT = frozenset("not n't never no".split())
_CONDITIONS = frozenset("if unless whether".split())


def find(scene: Scene) -> tuple[Deed, ...]:
    """Find the deeds of a sentence, in the order of their verbs."""
    tree = scene.tree
    found: list[Deed] = []
    used: set[int] = set()
    for verb in range(len(tree)):
        if verb in used or not tree.tags[verb].startswith("VB") or scene.in_quotation(verb):
            continue
        if (
            tree.tags[verb] == "VBG"
            and scene.later(verb, lambda kid: scene.preposition(kid) == "between") != NOWHERE
        ):
            continue  # because of fighting between them: a noun, and not what the sentence's subject does
        match = _match(scene, verb) or _must(scene, verb)
        if match is not None:
            used.update(match.words)
            if match.pattern.type in _ABOUT:
                used.update(_complement(scene, verb))
            found.extend(_deeds(scene, verb, match))
    # What one does to somebody and then, in the same way, to nobody named is not told as another deed.
    named = {(deed.type, deed.actor) for deed in found if deed.recipient is not None}
    return tuple(deed for deed in found if deed.recipient or (deed.type, deed.actor) not in named)


def _complement(scene: Scene, verb: int) -> set[int]:
    """Give the words of what is asked, refused, threatened or agreed: none of it is done yet."""
    tree = scene.tree
    held = [kid for kid in tree.kids[verb] if kid > verb and tree.deps[kid] in _HELD]
    return {word for kid in held for word in range(tree.left[kid], tree.right[kid] + 1)}


def _must(scene: Scene, verb: int) -> Match | None:
    """Give a request in other words: X said that Y must do something."""
    tree = scene.tree
    clause = scene.later(verb, lambda kid: tree.deps[kid] == "ccomp")
    if clause == NOWHERE or tree.lemmas[verb] not in verbs() or "q" not in verbs()[tree.lemmas[verb]].ways:
        return None
    helpers = {tree.words[kid].lower() for kid in tree.kids[clause] if tree.deps[kid] == "aux"}
    subject = scene.own_subject(clause)
    if not helpers & _DUTY or subject == NOWHERE or not actors.somebody(scene, subject):
        return None
    return Match(REQUEST, NOWHERE, clause, (verb,))


class Match(NamedTuple):
    """A pattern that fits at a verb, and the words that fill it."""

    pattern: Pattern
    thing: int
    """The object that the pattern asks for, or NOWHERE."""
    governed: int
    words: tuple[int, ...]


def _match(scene: Scene, verb: int) -> Match | None:
    tree = scene.tree
    for pattern in lexicon().get(tree.lemmas[verb], ()):
        match = _fits(scene, verb, pattern)
        if match is not None:
            return match
    return None


def _fits(scene: Scene, verb: int, pattern: Pattern) -> Match | None:
    tree = scene.tree
    words = [verb]
    if pattern.particle and not _has_particle(tree, verb, pattern.particle):
        return None
    thing = NOWHERE
    if pattern.objects:
        thing = _object_among(scene, verb, pattern.objects)
        if thing == NOWHERE:
            return None
    if pattern.preposition is not None:
        places = [
            kid
            for kid in tree.kids[verb]
            if kid > verb
            and scene.preposition(kid) in pattern.preposition.split("|")
            and _lemma_among(tree, kid, pattern.its_nouns)
        ]
        if not places:
            return None
        words += places[:1]
    governed = NOWHERE
    if pattern.governed:
        governed = _governed_among(scene, verb, pattern.governed)
        if governed == NOWHERE:
            return None
        words.append(governed)
    return Match(pattern, thing, governed, tuple(words))


def _has_particle(tree: Tree, verb: int, particle: str) -> bool:
    return any(
        tree.words[kid].lower() == particle
        for kid in tree.kids[verb]
        if verb < kid <= verb + 3 and tree.tags[kid] in {"RP", "RB", "IN"}
    ) or (verb + 1 < len(tree) and tree.words[verb + 1].lower() == particle)


def _lemma_among(tree: Tree, word: int, wanted: frozenset[str]) -> bool:
    if tree.lemmas[word].lower() in wanted or tree.words[word].lower() in wanted:
        return True
    return any(
        tree.deps[kid] in {"compound", "conj", "amod", "flat", "nmod"}
        and (tree.lemmas[kid].lower() in wanted or tree.words[kid].lower() in wanted)
        for kid in tree.kids[word]
    )


def _object_among(scene: Scene, verb: int, wanted: frozenset[str]) -> int:
    tree = scene.tree
    passive = scene.passive(verb)
    for kid in tree.kids[verb]:
        dep = tree.deps[kid]
        fits = dep == "nsubj:pass" if passive else dep in {"obj", "iobj", "xcomp"} and kid > verb
        if fits and _lemma_among(tree, kid, wanted):
            return kid
    if passive and tree.deps[verb] == "acl" and _lemma_among(tree, tree.heads[verb], wanted):
        return tree.heads[verb]
    return NOWHERE


def _governed_among(scene: Scene, verb: int, wanted: frozenset[str]) -> int:
    tree = scene.tree
    for kid in tree.kids[verb]:
        if kid > verb and tree.deps[kid] in {"xcomp", "ccomp", "advcl", "acl"}:
            for one in (kid, *(k for k in tree.kids[kid] if tree.deps[k] in {"conj", "xcomp"})):
                if tree.lemmas[one] in wanted:
                    return one
    return NOWHERE


def _deeds(scene: Scene, verb: int, match: Match) -> Iterator[Deed]:
    tree = scene.tree
    failed = tree.deps[verb] == "xcomp" and tree.lemmas[tree.heads[verb]] == "fail"
    negated = failed or any(tree.words[kid].lower() in _NOT for kid in tree.kids[verb])
    status = "actual" if failed else _status(scene, verb)
    pattern = match.pattern
    kind, mode, cameo = pattern.type, pattern.mode, pattern.cameo
    if negated:
        if kind not in _REFUSALS:
            return
        kind, mode, cameo = "REJECT", None, "120"
    elif status == "future" and kind in _OFFERS and _unless(scene, verb):
        kind, mode, cameo, status = "THREATEN", None, "130", "actual"
    elif status == "future" and kind in _OFFERS:
        kind, mode, cameo, status = "AGREE", None, _OFFERS[kind], "actual"
    elif status == "future" and kind in _THREATS:
        kind, mode, cameo, status = "THREATEN", None, _THREATS[kind], "actual"
    doers, targets = _sides(scene, verb, match)
    if len(doers) > 1 and all(tree.text[target.start : target.end].lower() == "them" for target in targets):
        targets = []
    cue = scene.cue(verb)
    if not targets and len(doers) > 1 and (kind in _MUTUAL or cameo == _SIGNING):
        for actor in doers:
            for recipient in doers:
                if recipient != actor:
                    yield Deed(kind, mode, cameo, cue, actor, recipient, status)
        return
    bare = not (pattern.objects or pattern.its_nouns or pattern.governed or pattern.alone)
    for doer, target in product(_or_nobody(doers), _or_nobody(targets)):
        if doer or target:
            yield Deed(kind, mode, cameo, cue, doer, target, status, bare)


def _or_nobody(parties: list[actors.Party]) -> Iterator[actors.Party | None]:
    yield from parties
    if not parties:
        yield None


def _unless(scene: Scene, verb: int) -> bool:
    """Whether a deed is announced for the case that somebody does not give in."""
    return any(scene.opening(kid) == "unless" for kid in scene.tree.kids[verb])


def _status(scene: Scene, verb: int) -> EventStatus:
    """Tell whether a deed is done, will be, or might be."""
    tree = scene.tree
    helpers = {tree.words[kid].lower() for kid in tree.kids[verb] if tree.deps[kid].startswith("aux")}
    marks = {tree.words[kid].lower() for kid in tree.kids[verb] if tree.deps[kid] in {"mark", "case"}}
    if helpers & _FUTURE and not marks & _CONDITIONS:
        return "future"
    if helpers & _MAYBE or marks & _CONDITIONS:
        return "hypothetical"
    head = tree.heads[verb]
    if tree.lemmas[head] in _INTENDING and tree.deps[verb] in {"xcomp", "ccomp", "advcl"} and head != verb:
        return "future"
    if ("to" in marks and tree.lemmas[head] not in _DOING) or "for" in marks:
        return "hypothetical"
    if tree.deps[verb] == "conj" and head != verb and not helpers:
        return _status(scene, head) if tree.tags[head] == tree.tags[verb] else "actual"
    return "actual"


def _sides(scene: Scene, verb: int, match: Match) -> tuple[list[actors.Party], list[actors.Party]]:
    """Give the actors and the recipients of a verb."""
    tree, pattern = scene.tree, match.pattern
    passive = scene.passive(verb)
    if passive:
        by = scene.later(
            verb, lambda kid: tree.deps[kid].startswith("obl") and scene.preposition(kid) == "by"
        )
        doers = actors.parties(scene, by)
    else:
        doers = actors.doers(scene, verb)
    if pattern.alone:
        return doers, []
    targets = _toward(scene, verb, match)
    if not targets and passive and match.thing == NOWHERE:
        subject, _ = scene.subject_word(verb)
        targets = actors.narrowed(scene, subject)
    if not targets and not passive:
        for giver in (verb, match.governed):
            listener = tree.kid(giver, "iobj") if giver != NOWHERE else NOWHERE
            thing = tree.kid(giver, "obj") if giver != NOWHERE else NOWHERE
            targets = actors.narrowed(scene, listener) or (
                actors.narrowed(scene, thing) if thing != match.thing else []
            )
            if targets:
                break
    if not targets and match.thing != NOWHERE:
        targets = actors.concerned(scene, match.thing)
    if not targets and pattern.type == "REQUEST":
        targets = _asked(scene, verb)
    if not targets:
        targets = _beside(scene, verb, match)
    if not targets:
        named = order.named_after(scene, verb, pattern.toward)
        targets = [named] if named else []
    if not targets and pattern.type in _PLACED:
        targets = actors.somewhere(scene, verb)
    return doers, [target for target in targets if target not in doers]


def _asked(scene: Scene, verb: int) -> list[actors.Party]:
    """Give whoever shall do what is asked: demanded that Chile withdraw, and not that Berg be freed."""
    tree = scene.tree
    clause = scene.later(verb, lambda kid: tree.deps[kid] in {"ccomp", "xcomp", "advcl"})
    if clause == NOWHERE or scene.passive(clause):
        return []
    return actors.narrowed(scene, scene.own_subject(clause))


def _beside(scene: Scene, verb: int, match: Match) -> list[actors.Party]:
    """Give somebody named in a phrase of the verb or of what it governs."""
    tree = scene.tree
    thing = tree.kid(match.governed, "obj") if match.governed != NOWHERE else NOWHERE
    for holder in (verb, match.thing, match.governed, thing):
        if holder == NOWHERE:
            continue
        for kid in tree.kids[holder]:
            toward = tree.deps[kid] in {"obl", "nmod"} and scene.preposition(kid) in _TOWARD
            if kid > holder and toward and actors.somebody(scene, kid):
                return actors.parties(scene, kid)
    return []


def _toward(scene: Scene, verb: int, match: Match) -> list[actors.Party]:
    """Give the recipients that stand after one of the pattern's prepositions."""
    tree = scene.tree
    # The withdrawal of troops from Osk: parsers hang the last phrase on either noun.
    of = [kid for kid in tree.kids[match.thing] if tree.deps[kid] == "nmod"] if match.thing != NOWHERE else []
    for holder in (verb, match.thing, match.governed, *(w for w in match.words if w != verb), *of):
        if holder == NOWHERE:
            continue
        for kid in tree.kids[holder]:
            if (
                kid > holder
                and tree.deps[kid] in {"obl", "nmod", "obl:agent"}
                and scene.preposition(kid) in match.pattern.toward
            ):
                found = actors.narrowed(scene, kid)
                if found:
                    return found
    return []

"""The words of a sentence that stand for somebody who acts or is acted on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstemma.model import Span
from newstemma.record.english import order
from newstemma.record.english.gazetteer import demonyms, roles, well_known, word_list
from newstemma.record.english.tree import NOWHERE

if TYPE_CHECKING:
    from newstemma.record.english.scene import Scene

Party = Span
_ITSELF = frozenset("it they he she".split())
_COUNTS = frozenset("dozen score ten hundred thousand million number".split())
_SETTING = frozenset("in at near on inside after before during".split())
_PLACED = frozenset("in at near on of against into across inside from".split())


def doers(scene: Scene, verb: int) -> list[Party]:
    """Give whoever does what a verb says; a pronoun in a reported clause stands for the one who reports."""
    tree = scene.tree
    subject, _ = scene.subject_word(verb)
    if subject != NOWHERE and scene.tree.words[subject].lower() in word_list("times"):
        others = [kid for kid in tree.kids[verb] if tree.deps[kid].startswith("nsubj") and kid != subject]
        subject = others[0] if others else NOWHERE
    for _ in range(3):
        if subject == NOWHERE or tree.words[subject].lower() not in _ITSELF:
            break
        report = _report_around(scene, verb)
        if report == NOWHERE:
            break
        verb = report
        subject, _ = scene.subject_word(report)
    if subject == NOWHERE:
        before = order.subject_before(scene, verb)
        return [before.named or before.span] if before else []
    return narrowed(scene, subject)


def _report_around(scene: Scene, verb: int) -> int:
    tree = scene.tree
    at = verb
    for _ in range(4):
        head = tree.heads[at]
        if head == at:
            return NOWHERE
        if tree.deps[at] == "ccomp" and tree.tags[head].startswith("VB"):
            return head
        at = head
    return NOWHERE


def parties(scene: Scene, head: int) -> list[Party]:
    """Give whom a noun names and those joined to it by `and`; for a relative pronoun whom it refers to."""
    if head == NOWHERE:
        return []
    tree = scene.tree
    while tree.lemmas[head] in _COUNTS:  # thousands of students: the students
        of = scene.later(head, lambda kid: tree.deps[kid] == "nmod" and scene.preposition(kid) == "of")
        if of == NOWHERE:
            break
        head = of
    heads = [
        head,
        *(kid for kid in tree.kids[head] if tree.deps[kid] == "conj" and tree.tags[kid][0] in "NP"),
    ]
    if len(heads) > 1 and not tree.tags[head].startswith("NNP") and _is_aside(scene, heads[1]):
        heads = heads[1:]
    elif len(heads) > 1 and not any(tree.kid(one, "cc") != NOWHERE for one in heads):
        heads = heads[:1]  # Ana Berg, council spokeswoman: no list goes without `and`
    spans = [scene.naming(one) for one in heads]
    return [span for span in spans if span is not None]


def _is_aside(scene: Scene, head: int) -> bool:
    """Whether a name that the parser joins to a noun stands after a comma alone: the mayor, Ana Berg."""
    tree = scene.tree
    first = tree.left[head]
    named = tree.tags[head].startswith("NNP") and tree.kid(head, "cc") == NOWHERE
    return named and (tree.words[first] == "," or tree.words[first - 1] == ",")


def narrowed(scene: Scene, head: int) -> list[Party]:
    """Give who is meant by a phrase: itself if it is somebody, else whose it is or whom it concerns."""
    if head == NOWHERE or scene.tree.words[head].lower() in word_list("times"):
        return []
    if somebody(scene, head):
        return parties(scene, head)
    return concerned(scene, head) or parties(scene, head)


def concerned(scene: Scene, thing: int) -> list[Party]:
    """Give whose a thing is, or whom its phrase names: Chile's offer, a Chilean offer, troops from Chad."""
    tree = scene.tree
    owner = tree.kid(thing, "nmod:poss")
    if owner != NOWHERE and tree.tags[owner] != "PRP$":
        return parties(scene, owner)
    for kid in tree.kids[thing]:
        if (
            kid < thing
            and tree.deps[kid] in {"amod", "compound", "nmod:desc", "nmod"}
            and _country(scene, kid)
        ):
            return [span for span in (scene.core(kid),) if span is not None]
    named = [kid for kid in tree.kids[thing] if kid > thing and tree.deps[kid] in {"nmod", "obl"}]
    for preposition in ("by", "of", "from", ""):
        for kid in named:
            stands = scene.preposition(kid)
            if somebody(scene, kid) and (
                stands == preposition or (not preposition and stands not in _SETTING)
            ):
                return parties(scene, kid)
    for kid in tree.kids[thing]:
        if kid > thing and tree.deps[kid] == "acl":
            for holder in (kid, tree.kid(kid, "obj")):  # parsers hang a phrase on the verb or on its object
                by = NOWHERE if holder == NOWHERE else _by(scene, holder)
                if by != NOWHERE and somebody(scene, by):
                    return parties(scene, by)
    for kid in (kid for kid in named if scene.preposition(kid) not in _SETTING):
        inner = concerned(scene, kid)
        if inner:
            return inner
    return []


def _by(scene: Scene, holder: int) -> int:
    deps = scene.tree.deps
    return scene.later(
        holder, lambda kid: deps[kid].startswith(("obl", "nmod")) and scene.preposition(kid) == "by"
    )


def _country(scene: Scene, word: int) -> bool:
    text = scene.tree.words[word]
    entry = well_known().get((text,))
    return text in demonyms() or (entry is not None and entry.kind in {"country", "capital"})


def somewhere(scene: Scene, verb: int) -> list[Party]:
    """Give the named place where something is done: nobody else is said to suffer it."""
    tree = scene.tree
    for kid in tree.kids[verb]:
        if kid > verb and tree.deps[kid] == "obl" and scene.preposition(kid) in _PLACED:
            if tree.tags[kid].startswith("NNP") and tree.words[kid].lower() not in word_list("times"):
                return parties(scene, kid)
            inner = concerned(scene, kid)
            if inner and tree.lemmas[kid] not in word_list("times"):
                return inner
    return []


def somebody(scene: Scene, head: int) -> bool:
    """Whether a noun stands for a person, a body or a country."""
    tree = scene.tree
    word = tree.words[head]
    if tree.tags[head] == "PRP":
        return True
    if tree.tags[head].startswith("NNP"):
        return word.lower() not in word_list("times") | word_list("places")
    lemma = tree.lemmas[head].lower()
    return (
        word.lower() in word_list("groups")
        or lemma in word_list("groups")
        or (lemma,) in roles()
        or word in demonyms()
    )

"""Claims that a noun makes: the claim that, plans to, criticism of, praise from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstemma.model import Span
from newstemma.record.english import order
from newstemma.record.english.attributed import made
from newstemma.record.english.contents import listed, trimmed
from newstemma.record.english.gazetteer import word_list
from newstemma.record.english.tree import NOWHERE, SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstemma.record.analysis import Claim
    from newstemma.record.english.lexicon import Frame
    from newstemma.record.english.scene import Scene, Who


def of_noun(scene: Scene, word: int, frame: Frame) -> Iterator[Claim]:
    """Give the claim of a noun: the claim that, plans to, criticism of."""
    given = received(scene, word)
    if given is not None:
        yield given
        return
    tree = scene.tree
    for kid in tree.kids[word]:
        if kid < word:
            continue
        if _holds_clause(scene, word, kid, frame):
            content = trimmed(scene, kid)
        elif tree.words[kid].lower() in word_list("times"):
            continue  # a statement on Thursday
        elif tree.deps[kid] in {"nmod", "acl", "obl"} and scene.preposition(kid) in frame.after:
            # A plea for the party to unite: what it shall do belongs to it.
            near = (*tree.kids[word], *tree.kids[tree.heads[word]])
            asked = [at for at in near if tree.left[at] == tree.right[kid] + 1]
            asked = [at for at in asked if scene.preposition(kid) == "for" and scene.opening(at) == "to"]
            content = listed(scene.without_preposition(kid, tree.right[asked[0]] if asked else None))
            if owner(scene, word)[0] is None:
                return  # support for the dam, nobody's: a topic
        else:
            continue
        if content:
            yield _noun_claim(scene, word, content)
        return
    told = _is_that(scene, word, frame)
    if told:
        yield made(_holder(scene, word), scene.cue(word), told)
    elif "c" in frame.ways and tree.tags[word - 1] == "POS":
        last = order.clause_after(scene, word)
        if last != NOWHERE:
            yield _noun_claim(scene, word, listed(scene.span(word + 1, last)))


def _is_that(scene: Scene, word: int, frame: Frame) -> list[Span]:
    """Give what a noun is said to be: their hope was that the bridge would hold, her plan is to stay."""
    tree = scene.tree
    head = tree.heads[word]
    if tree.deps[word] not in SUBJECTS or head < word:
        return []
    be = head if tree.lemmas[head] == "be" else tree.kid(head, "cop")
    if be < word or be + 1 >= len(tree):
        return []
    opening = tree.words[be + 1].lower()
    clause = "c" in frame.ways and opening in {"that", "whether"}
    if not clause and not ("x" in frame.ways and opening == "to"):
        return []
    return listed(scene.span(be + 1, tree.right[head]))


def _holder(scene: Scene, word: int) -> Who | None:
    """Give whose hope, plan or concern it is: their hope, the hope among officials."""
    tree = scene.tree
    by = scene.later(
        word, lambda kid: tree.deps[kid] == "nmod" and scene.preposition(kid) in {"of", "among", "by"}
    )
    return owner(scene, word)[0] or (scene.who(by) if by != NOWHERE else None)


def _noun_claim(scene: Scene, word: int, content: list[Span]) -> Claim:
    tree = scene.tree
    speaker, own = owner(scene, word)
    claim = made(speaker, scene.cue(word), content)
    head = tree.heads[word]
    if tree.deps[word] != "obj" or not tree.tags[head].startswith("VB") or scene.passive(head):
        return claim
    doer = scene.subject(head)
    if own:
        return (
            claim._replace(echoed=doer.span) if doer and tree.lemmas[head] in word_list("carriers") else claim
        )
    # expressed concern that: the verb with its object is the cue.
    return (
        claim._replace(cue=Span(scene.cue(head).start, claim.cue.end)) if claim.cue and head < word else claim
    )


def _holds_clause(scene: Scene, word: int, kid: int, frame: Frame) -> bool:
    tree = scene.tree
    dep, opening = tree.deps[kid], scene.opening(kid)
    if dep in {"acl", "advcl", "xcomp"} and opening in {"to", "not"}:
        return "x" in frame.ways
    if "c" not in frame.ways or dep not in {"acl", "ccomp", "acl:relcl", "advcl"}:
        return False
    if opening in {"that", "whether"}:
        return tree.kid(kid, "mark") != NOWHERE
    # The claim the talks had failed: a clause with a subject of its own and nothing that binds it.
    subject = tree.kid(kid, *SUBJECTS)
    bare = subject != NOWHERE and tree.left[kid] == tree.left[subject] == word + 1
    return bare and tree.tags[subject] not in {"WDT", "WP"} and dep in {"acl", "ccomp"}


def owner(scene: Scene, word: int) -> tuple[Who | None, bool]:
    """Give whose claim, plan or criticism it is, and whether the noun's own phrase says so."""
    tree = scene.tree
    whose = tree.kid(word, "nmod:poss")
    if whose == NOWHERE:
        whose = scene.later(
            word, lambda kid: tree.deps[kid] == "nmod" and scene.preposition(kid) in {"by", "from"}
        )
    if whose != NOWHERE:
        return scene.who(whose), tree.tags[whose] != "PRP$"
    dep, head = tree.deps[word], tree.heads[word]
    if dep in {"obj", "obl"} and tree.tags[head].startswith("VB") and not scene.passive(head):
        return scene.subject(head), False
    if tree.kid(word, "cop") != NOWHERE:
        return scene.subject(word), False
    return None, False


def received(scene: Scene, word: int) -> Claim | None:
    """Give the claim of a judgement that somebody is given: drew criticism from the unions for his haste."""
    tree = scene.tree
    verb = tree.heads[word]
    given = tree.deps[word] == "obj" or (
        tree.deps[word] == "obl" and scene.preposition(word) in {"under", "with"}
    )
    if (
        tree.lemmas[word] not in word_list("judgements")
        or tree.lemmas[verb] not in word_list("receivers")
        or not given
        or scene.passive(verb)
        or scene.opening(verb) == "to"
    ):
        return None
    giver = tree.kid(word, "nmod:poss")
    if giver == NOWHERE or tree.tags[giver] == "PRP$":
        after = sorted(kid for kid in {*tree.kids[word], *tree.kids[verb]} if kid > word)
        giver = next((kid for kid in after if scene.preposition(kid) == "from"), NOWHERE)
        of = scene.later(word, lambda kid: scene.preposition(kid) == "of")
        giver = of if giver == NOWHERE and tree.lemmas[word] in word_list("favours") else giver
    subject = scene.subject(verb)
    if giver == NOWHERE or subject is None:
        return None
    why = scene.later(word, lambda kid: scene.preposition(kid) in {"for", "over"})
    cue = Span(scene.cue(verb).start, scene.cue(word).end)
    reason = scene.without_preposition(why) if why != NOWHERE else None
    return made(scene.who(giver), cue, [subject.span, *listed(reason)])

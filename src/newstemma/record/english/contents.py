"""Where the content of a verb stands, by its frame: clause, object, infinitive, phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstemma.record.english import order
from newstemma.record.english.clauses import own_words
from newstemma.record.english.gazetteer import word_list
from newstemma.record.english.lexicon import says
from newstemma.record.english.reported import reported
from newstemma.record.english.scene import DASHES
from newstemma.record.english.tree import NOWHERE, SUBJECTS

if TYPE_CHECKING:
    from newstemma.model import Span
    from newstemma.record.english.lexicon import Frame
    from newstemma.record.english.scene import Scene

# Prepositions that complete an object: blamed them for the delay, accused them of it, saw it as a threat.
_COMPLETING = frozenset("about against as between for from in of on over to toward towards with".split())


def listed(span: Span | None) -> list[Span]:
    """Give a span as a list, an empty one for None."""
    return [] if span is None else [span]


def verb_content(scene: Scene, word: int, frame: Frame, *, clause_only: bool = False) -> list[Span]:
    """Give the content of a verb, wherever its frame lets it stand."""
    tree = scene.tree
    if "o" in frame.ways and not clause_only:
        beside = scene.later(word, lambda kid: kid == word + 1 and tree.tags[kid] == "VBG")
        if beside != NOWHERE and tree.words[beside] != "following" and tree.kid(beside, "obj") != NOWHERE:
            return trimmed(scene, beside)  # feared losing votes
    found = reported(scene, word, frame) if frame.ways & {"c", "q"} else []
    if found or clause_only:
        return found
    if "doc" in frame.ways and _is_document(scene, word):
        told = frame._replace(ways=frame.ways | {"c", "q"})
        found = reported(scene, word, told) or document_content(scene, word)
    if not found and frame.ways & {"ox", "os", "as"}:
        found = object_and_more(scene, word, frame)
    if not found and frame.ways & {"x", "g"}:
        found = infinitive_content(scene, word)
    if found:
        return found
    thing = tree.kid(word, "obj")
    if "o" in frame.ways and thing == NOWHERE:
        thing = order.object_after(scene, word)
    if "o" in frame.ways and thing != NOWHERE:
        return object_content(scene, word, thing)
    return after_preposition(scene, word, frame)


def trimmed(scene: Scene, kid: int) -> list[Span]:
    """Give everything that a clause governs up to where the reporter speaks again."""
    tree = scene.tree
    first, last = tree.left[kid], tree.right[kid]
    for at in range(kid + 1, last):
        if scene.in_quotation(at):
            continue
        aside = tree.words[at] == "," or (tree.words[at] in DASHES and tree.tags[at + 1] == "VBG")
        if aside and own_words(scene, at + 1, that=False, feature=True):
            last = at - 1
            break
        if tree.words[at].lower() in {"before", "after", "while"} and tree.tags[at + 1] == "VBG":
            last = at - 1
            break
    return listed(scene.span(first, order.through_free_clause(scene, last)))


def infinitive_content(scene: Scene, word: int) -> list[Span]:
    """Give the infinitive or gerund that a verb holds: vowed to stay, suggested waiting."""
    tree = scene.tree
    kid = scene.later(
        word,
        lambda kid: (
            tree.deps[kid] in {"xcomp", "ccomp"} or (tree.deps[kid] == "advcl" and scene.opening(kid) == "to")
        ),
    )
    # What they hope to achieve: the words do not say it.
    asked = tree.deps[word] == "acl:relcl" and tree.tags[tree.heads[word]] == "WP"
    return [] if kid == NOWHERE or asked else trimmed(scene, kid)


def passive_content(scene: Scene, word: int, frame: Frame) -> list[Span]:
    """Give what is said of the subject of a passive, with the subject: he was called a liar."""
    tree = scene.tree
    part = tree.deps[word] in {"acl", "acl:relcl"}
    subject = tree.kid(word, *SUBJECTS)
    if subject == NOWHERE and part:
        subject = tree.heads[word]
    rest = scene.later(
        word,
        lambda kid: (
            tree.deps[kid] in {"xcomp", "ccomp"}
            or (tree.deps[kid] in {"obl", "advcl"} and scene.preposition(kid) in frame.after | {"as"})
        ),
    )
    if (
        rest == NOWHERE
        and "o" in frame.ways
        and not frame.ways & {"os", "as"}
        and subject != NOWHERE
        and not part
    ):
        # He was rebuked for his haste: both are what is said.
        by = scene.later(word, lambda kid: scene.preposition(kid) == "by")
        whys = (
            scene.later(at, lambda kid: scene.preposition(kid) in {"for", "over"} and _completes(scene, kid))
            for at in (word, by)
            if at != NOWHERE
        )
        why = next((at for at in whys if at != NOWHERE), NOWHERE)
        if why != NOWHERE:
            return [*listed(scene.phrase(subject)), *listed(scene.spread(why))]
    if frame.ways >= {"c", "d"} and (rest == NOWHERE or scene.opening(rest) == "to"):
        # Was asked about the dam, asked to explain it: who is spoken to says none of it.
        return listed(scene.spread(rest)) if rest != NOWHERE else after_preposition(scene, word, frame)
    if rest == NOWHERE and not ("o" in frame.ways and scene.agent(word)):
        return []
    judged = frame.ways & {"pr", "os", "as"} or frame.after & {"of"}
    # A band called so, a charge filed against: names and things, not what somebody says.
    if rest != NOWHERE and (not judged or (part and "os" in frame.ways)):
        return []
    found = listed(scene.phrase(subject, word if part else None)) if subject != NOWHERE else []
    return [*found, *(listed(scene.spread(rest)) if rest != NOWHERE else [])]


def _is_document(scene: Scene, word: int) -> bool:
    """Whether a verb's subject, or else the noun right before it, is a poll, a study or another document."""
    tree = scene.tree
    subject, _ = scene.subject_word(word)
    before = word - 1
    while before > 0 and (tree.tags[before] in {"RB", "MD"} or tree.deps[before].startswith("aux")):
        before -= 1
    return any(
        at >= 0 and tree.tags[at].startswith("NN") and tree.words[at].lower() in word_list("documents")
        for at in (subject, before)
    )


def document_content(scene: Scene, word: int) -> list[Span]:
    """Give what a poll, study or other document shows: all that the verb governs after it."""
    tree = scene.tree
    first = scene.later(word, lambda kid: tree.deps[kid] in {"obj", "iobj", "ccomp", "xcomp"})
    return (
        []
        if first == NOWHERE
        else listed(scene.span(tree.left[first], max(tree.right[word], tree.right[first])))
    )


def object_and_more(scene: Scene, word: int, frame: Frame) -> list[Span]:
    """Give an object with what it is asked to do or said to be: urged voters to stay, called it a lie."""
    tree = scene.tree
    thing = tree.kid(word, "obj", "iobj")
    if thing == NOWHERE and tree.deps[word] == "acl:relcl" and tree.tags[tree.heads[word]] == "WP":
        thing = tree.heads[word]  # what he called a lie
    if thing == NOWHERE and "os" in frame.ways:
        named = tree.kid(word, "xcomp")  # labelled Penrith "unfit to steer"
        is_name = named > word and tree.tags[named].startswith("NNP")
        thing = named if is_name and _named_so(scene, named) != NOWHERE else thing
    if thing == NOWHERE:
        return []
    if "os" in frame.ways and word < thing and (last := _named_so(scene, thing)) != NOWHERE:
        return listed(scene.span(tree.left[thing], last))
    for kid in tree.kids[word]:
        if kid <= max(thing, word):
            continue
        preposition = scene.preposition(kid)
        fits = (
            (tree.deps[kid] in {"xcomp", "ccomp"} and frame.ways & {"ox", "os"})
            or (tree.deps[kid] in {"obl", "advcl", "obj"} and preposition == "as")
            or (tree.deps[kid] == "obj" and "os" in frame.ways)
            or (tree.deps[kid] == "advcl" and "ox" in frame.ways and scene.opening(kid) in {"to", "not"})
        )
        if fits and thing > word:
            last = _before_setting(scene, kid)
            last = _completed(scene, word, kid) if last == tree.right[kid] else last
            return listed(scene.span(tree.left[thing], last))
        if fits and tree.tags[thing] in {"WP", "WDT"}:
            return listed(scene.without_preposition(kid) if preposition == "as" else scene.spread(kid))
    return []


def _named_so(scene: Scene, thing: int) -> int:
    """Give the last word of the quotations right after an object: called him "a fool" and "a liar"."""
    tree = scene.tree
    end, last = tree.right[thing], NOWHERE
    while end > thing and tree.tags[end] in {"``", "''"}:
        end -= 1  # parsers hang the opening mark on what stands before it
    for quote in scene.quoted:
        first = scene.word_at(quote.start)
        begins = first == end + 1
        goes_on = last != NOWHERE and tree.words[last + 1 : first] in (["and"], ["or"], [","], [",", "and"])
        if begins or goes_on:
            last = scene.word_at(quote.end) - 1
    # Called it "odd" that nobody came: what was odd is told after it.
    return NOWHERE if tree.words[last + 1 : last + 2] == ["that"] else last


def _before_setting(scene: Scene, head: int) -> int:
    """Give the last word of a phrase without where and when it was said: called it a lie in a speech."""
    tree = scene.tree
    last = tree.right[head]
    for kid in reversed(tree.kids[head]):
        if kid > head and tree.right[kid] == last and tree.deps[kid] == "obl" and not _completes(scene, kid):
            last = tree.left[kid] - 1
    return last


def object_content(scene: Scene, word: int, thing: int) -> list[Span]:
    """Give an object with the phrases that complete it: blamed them for the delay."""
    tree = scene.tree
    if thing < word:
        relative = tree.tags[thing] in {"WDT", "WP"} and tree.deps[word] == "acl:relcl"
        return listed(scene.span(thing, thing)) if relative else []
    if tree.words[thing].lower() in word_list("times") and tree.kid(thing, "acl:relcl") == NOWHERE:
        return []
    first = max(tree.left[thing], word + 1)
    return listed(scene.span(first, _before_aside(scene, thing, _completed(scene, word, thing))))


def _before_aside(scene: Scene, head: int, last: int) -> int:
    """Give the last word of a phrase before a clause that only tells more of it: the bill, which failed."""
    tree = scene.tree
    for at in range(head + 1, last):
        aside = tree.words[at] == "," and own_words(scene, at + 1, that=False)
        if (aside or _told_apart(scene, at, last)) and not scene.in_quotation(at):
            return at - 1
    return last


def _told_apart(scene: Scene, dash: int, last: int) -> bool:
    """Whether after a dash somebody is reported on the thing: hailed the bond - one they say cannot break."""
    tree = scene.tree
    if not scene.dash(dash):
        return False
    told = (
        at
        for at in range(dash + 1, last + 1)
        if tree.deps[at] == "acl:relcl" and tree.deps[tree.heads[at]] == "appos"
    )
    return any(
        dash <= tree.left[tree.heads[at]] <= dash + 1
        and tree.kid(at, *SUBJECTS) != NOWHERE
        and says(tree.lemmas[at])
        for at in told
    )


def _completed(scene: Scene, word: int, thing: int) -> int:
    """Give the last word of the phrases after an object that complete it: blamed them for the delay."""
    tree = scene.tree
    last = tree.right[thing]
    for kid in tree.kids[word]:
        clause = tree.kid(kid, *SUBJECTS) != NOWHERE and tree.words[last + 1 : last + 2] == [","]
        beside = kid > thing and tree.left[kid] == last + 1 and not clause
        if beside and tree.deps[kid] in {"obl", "advcl", "nmod"} and _completes(scene, kid):
            last = tree.right[kid]
    return last


def _completes(scene: Scene, kid: int) -> bool:
    """Whether a phrase tells more of what is said, and not when or where it was said."""
    tree = scene.tree
    if tree.tags[kid].startswith("VB"):  # blamed her for questioning the count: no occasion
        return scene.preposition(kid) in _COMPLETING
    head = tree.lemmas[kid].lower()
    setting = head in word_list("times") or tree.words[kid].lower() in word_list("times")
    return scene.preposition(kid) in _COMPLETING and not setting and head not in word_list("occasions")


def after_preposition(scene: Scene, word: int, frame: Frame) -> list[Span]:
    """Give the phrase that a verb's preposition introduces: referred to his daughter."""
    tree = scene.tree
    asked = tree.kid(word, "obj", "iobj") if "d" in frame.ways else NOWHERE
    kids = (
        scene.later(
            holder,
            lambda kid: (
                tree.deps[kid] in {"obl", "nmod", "advcl", "obl:agent"}
                and scene.preposition(kid) in frame.after
                and tree.words[kid].lower() not in word_list("times")
                and tree.tags[kid] != "CD"
            ),
        )
        for holder in (word, asked)  # asked Lund about the dam: parsers hang it on either
        if holder != NOWHERE
    )
    kid = next((kid for kid in kids if kid != NOWHERE), NOWHERE)
    if kid == NOWHERE:
        return []
    # Warned of cracks in the wall: the wall belongs to the cracks, where a name would stand alone.
    named = tree.tags[kid].startswith(("NNP", "PRP"))
    last = tree.right[kid] if named else _completed(scene, word, kid)
    span = scene.without_preposition(kid, _before_aside(scene, kid, last))
    # called on them to leave, referred to them as friends: what they shall do or are called belongs to it.
    then = tree.right[kid] + 1
    while then < len(tree) and tree.words[then].lower() in word_list("times"):
        then += 1
    asked = next((at for at in tree.kids[word] if tree.left[at] == then), NOWHERE)
    called = asked != NOWHERE and "as" in frame.ways and scene.opening(asked) == "as"
    if called and span:
        return listed(span._replace(end=tree.end(tree.right[asked])))
    if asked != NOWHERE and scene.opening(asked) == "to" and tree.deps[asked] in {"advcl", "xcomp"}:
        longer = scene.spread(asked)
        longer = scene.span(asked, order.through_free_clause(scene, tree.right[asked])) if longer else None
        span = span._replace(end=longer.end) if span and longer else span
    return listed(span)

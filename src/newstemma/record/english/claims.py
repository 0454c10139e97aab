"""Parsed sentence -> claims: who says, thinks or wants what.

The lexicons say which words may report something and where its content stands; the tree says where that is in
this sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstemma.model import Span
from newstemma.record.english import lexicon, order
from newstemma.record.english.attributed import according, hedge, in_view, made
from newstemma.record.english.clauses import end_of_setting
from newstemma.record.english.contents import listed, passive_content, trimmed, verb_content
from newstemma.record.english.gazetteer import word_list
from newstemma.record.english.nominal import of_noun
from newstemma.record.english.quoting import (
    Quoted,
    after_colon,
    any_verb_beside,
    beside,
    cut_off,
    named_by_colon,
    quoted_later,
    says_beside,
    signed,
)
from newstemma.record.english.scene import FINITE, Scene, Who
from newstemma.record.english.tree import NOWHERE, SUBJECTS, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstemma.model import Stance
    from newstemma.record.analysis import Claim
    from newstemma.record.english.lexicon import Frame

_HEDGES = frozenset("reportedly allegedly purportedly supposedly".split())
_NO_VERBS = frozenset("amod compound aux aux:pass cop case mark".split())
_QUOTING = frozenset("cite quote".split())
_WITHHOLDING = frozenset("decline refuse".split())
_SAYS = lexicon.Frame(frozenset("q"), frozenset())
# "Orlova said." after a quotation that ended a sentence has three words; asides make it a few more.
_BARE_WORDS = 12
_WHEN = frozenset("when after before while as".split())


def find(scene: Scene) -> tuple[Claim, ...]:
    """Find the claims of a sentence, in the order of their cues."""
    return tuple(_claims(scene))


def _claims(scene: Scene) -> Iterator[Claim]:
    tree = scene.tree
    found = named_by_colon(scene)
    spoken = False
    if found and found.speaker:
        at = found.speaker.span.end
        yield made(found.speaker, Span(at, at + 1), found.content, says=True)
        spoken = True
    for word in range(len(tree)):
        if scene.in_quotation(word):
            continue
        for claim in _at(scene, word):
            spoken = spoken or claim.says
            yield claim
    if not spoken:
        yield from _told_by_marks(scene)


def _told_by_marks(scene: Scene) -> Iterator[Claim]:
    """Give what only the marks of a sentence tell: a name cut off after a quotation, a colon before one."""
    cut = cut_off(scene)
    if cut:
        yield made(cut.speaker, None, cut.content, says=True)
        return
    signer = signed(scene)
    if signer is not None:
        yield made(signer, None, [], says=True)
        return
    tree = scene.tree
    root = next(word for word in range(len(tree)) if tree.heads[word] == word)
    after = after_colon(scene)
    if after is not None:
        colon, content = after
        speaker = scene.subject(root)
        if speaker and any(part.start <= speaker.span.start < part.end for part in content):
            speaker = None
        yield made(speaker, Span(colon, colon + 1), content, says=True)


def _at(scene: Scene, word: int) -> Iterator[Claim]:
    """Give the claims whose cue is this word."""
    tree = scene.tree
    tag, lemma = tree.tags[word], tree.lemmas[word]
    if tree.words[word].lower() == "according":
        yield from according(scene, word)
    elif lemma in _HEDGES:
        yield from hedge(scene, word)
    elif {lemma, tree.words[word].lower()} & word_list("viewpoints") and scene.preposition(word) == "in":
        yield from in_view(scene, word)
    elif _is_noun(tree, word) and not scene.in_title(word):
        yield from of_noun(scene, word, lexicon.nouns()[lemma])
    elif tag.startswith("VB") and _is_verb(tree, word):
        frame = verb_frame(tree, word)
        if frame is None or "q" not in frame.ways:
            frame = _SAYS if any_verb_beside(scene, word) else frame
        if frame is not None:
            yield from of_verb(scene, word, frame)
    elif says_beside(scene, word):
        yield from of_verb(scene, word, _SAYS)
    elif tag.startswith(("JJ", "VB")) and lemma in lexicon.adjectives():
        yield from of_adjective(scene, word, lexicon.adjectives()[lemma])


def _is_noun(tree: Tree, word: int) -> bool:
    """Whether a word is a noun of saying; what follows 's is a noun whatever the tagger thinks."""
    owned = word > 0 and tree.tags[word - 1] == "POS" and tree.kid(word, *SUBJECTS) == NOWHERE
    return tree.lemmas[word] in lexicon.nouns() and (tree.tags[word].startswith("NN") or owned)


def _is_verb(tree: Tree, word: int) -> bool:
    return tree.deps[word] not in _NO_VERBS or (
        tree.tags[word] in FINITE and tree.kid(word, *SUBJECTS) != NOWHERE
    )


def verb_frame(tree: Tree, word: int) -> Frame | None:
    """Give the frame of a verb, with its particle where it has one; `put it` says something."""
    thing = tree.kid(word, "obj")
    if tree.lemmas[word] == "put" and thing == word + 1 and tree.words[thing].lower() == "it":
        return _SAYS
    for kid in tree.kids[word]:
        if kid > word and (
            tree.deps[kid] == "compound:prt" or (kid == word + 1 and tree.tags[kid] in {"RP", "IN"})
        ):
            phrase = f"{tree.lemmas[word]}_{tree.words[kid].lower()}"
            if phrase in lexicon.verbs():
                return lexicon.verbs()[phrase]
    return lexicon.verbs().get(tree.lemmas[word])


def of_verb(scene: Scene, word: int, frame: Frame) -> Iterator[Claim]:
    """Give the claim of a verb of saying, thinking, judging or wanting."""
    tree = scene.tree
    passive = scene.passive(word)
    taken = passive and tree.deps[word] == "acl"  # the money pledged by the council, "..."
    if taken and "d" in frame.ways and tree.deps[tree.heads[word]] == "nsubj":
        return  # Two pilots briefed on the plan said it would fail: nobody says who told them.
    quoted = beside(scene, word) if "q" in frame.ways and not taken else None
    speaker = quoted.speaker if quoted else None
    if speaker is None:
        speaker = scene.agent(word) if passive else _subject(scene, word, frame)
    if tree.lemmas[word] in _QUOTING:
        speaker = _whom_quoted(scene, word, passive=passive) or speaker
    content = _content(scene, word, frame, quoted, passive=passive)
    adding = "q" in frame.ways and tree.words[word - 1] == "," and word > 0
    if speaker is None and tree.tags[word] == "VBG" and (quoted or (adding and content)):
        # X did this, adding, "...": whoever the sentence is about.
        speaker = scene.subject(next(at for at in range(len(tree)) if tree.heads[at] == at))
    if "e" in frame.ways and not passive and not content:
        yield from _moved(scene, word, speaker)
        return
    if "r" in frame.ways and not content:
        yield from _seeming(scene, word, speaker)
        return
    if speaker is None and not passive and tree.tags[word] in {"VB", "VBG", "VBN"}:
        return
    if not content and not ("q" in frame.ways and (_announces(scene, word) or _bare(scene, word))):
        return
    says = "q" in frame.ways and not _to_come(tree, word)
    claim = made(speaker, scene.cue(word), content, _stance(scene, word), says=says)
    yield claim._replace(
        addressee=_addressee(scene, word, content) if "d" in frame.ways else None,
        occasion=_occasion(scene, word, content) if says else None,
        aside=tree.tags[tree.kid(word, "obj")] == "WP" if tree.kid(word, "obj") != NOWHERE else False,
    )


def _whom_quoted(scene: Scene, word: int, *, passive: bool) -> Who | None:
    """Give who said it in `the agency quoted her as saying` and `she was quoted as saying`."""
    tree = scene.tree
    after = range(word + 1, len(tree) - 1)
    if not any(tree.words[at].lower() == "as" and tree.tags[at + 1] == "VBG" for at in after):
        return None
    if passive:
        return scene.subject(word)
    thing = tree.kid(word, "obj")
    return scene.who(thing) if thing > word else None


def _to_come(tree: Tree, word: int) -> bool:
    """Whether something is not said yet, or not at all: she would ask, free to refuse, declined to say."""
    head = tree.heads[word]
    if tree.tags[word] == "VB" and (tree.tags[head][:2] in {"NN", "JJ"} or tree.lemmas[head] in _WITHHOLDING):
        return True
    return any(
        tree.tags[kid] == "MD" and kid < word and '"' not in tree.words[kid:word] for kid in tree.kids[word]
    )


def _subject(scene: Scene, word: int, frame: Frame) -> Who | None:
    """Give whoever does what the verb says: by the tree, or by the order of words where it shows nobody."""
    tree = scene.tree
    found, _ = scene.subject_word(word)
    if word == 0 and "d" in frame.ways and tree.tags[0] in {"VBD", "VBN"} and tree.heads[0] > 0:
        return None  # Asked about it, she left: nobody says who asked.
    after = order.speaker_after(scene, word, frame) or order.main_speaker(scene, word, frame)
    if after is not None:
        return after
    if found == NOWHERE or found < order.set_off(scene, word):
        return order.subject_before(scene, word)
    verb = tree.heads[word] if tree.tags[word] == "VBG" and tree.deps[word] == "advcl" else word
    whose = tree.kid(found, "nmod:poss")
    if (
        whose != NOWHERE
        and tree.tags[whose] == "WP$"
        and tree.heads[found] != verb
        and tree.words[verb - 1] == ","
    ):
        # The mayor, whose term ends, said: she speaks, and not the term.
        return order.subject_before(scene, verb) or scene.subject(word)
    return scene.subject(word)


def _content(scene: Scene, word: int, frame: Frame, quoted: Quoted | None, *, passive: bool) -> list[Span]:
    """Give what a verb reports, unless its object is a noun that reports it: voiced the claim that ..."""
    if quoted:
        return quoted.content
    tree = scene.tree
    thing = tree.kid(word, "obj")
    if thing > word and tree.lemmas[word] in word_list("carriers") and tree.lemmas[thing] in lexicon.nouns():
        inner = next(of_noun(scene, thing, lexicon.nouns()[tree.lemmas[thing]]), None)
        if inner is not None:
            return []
    if passive:
        return verb_content(scene, word, frame, clause_only=True) or passive_content(scene, word, frame)
    later = quoted_later(scene, word) if "q" in frame.ways else []
    if later and tree.words[word + 1] == ",":
        return verb_content(scene, word, frame, clause_only=True) or later
    return verb_content(scene, word, frame) or later


def _moved(scene: Scene, word: int, mover: Who | None) -> Iterator[Claim]:
    """Give the claim of a verb of feeling, whose object feels: the plan angered unions."""
    moved = scene.tree.kid(word, "obj")
    if moved > word and mover is not None:
        yield made(scene.who(moved), scene.cue(word), [mover.span])


def _seeming(scene: Scene, word: int, who: Who | None) -> Iterator[Claim]:
    """Give the claim of `they seemed to agree`: all of it seems so to somebody whom nobody names."""
    tree = scene.tree
    rest = scene.later(word, lambda kid: tree.deps[kid] in {"xcomp", "ccomp", "advcl"})
    if rest != NOWHERE and who is not None:
        yield made(None, scene.cue(word), [who.span, *trimmed(scene, rest)])


def _addressee(scene: Scene, word: int, content: list[Span]) -> Span | None:
    listener = scene.tree.kid(word, "obj", "iobj")
    span = scene.phrase(listener) if listener != NOWHERE else None
    inside = span and any(part.start <= span.start < part.end for part in content)
    return None if inside else span


def _occasion(scene: Scene, word: int, content: list[Span]) -> Span | None:
    """Give the phrase that tells where or how it was said."""
    tree = scene.tree
    for kid in tree.kids[word]:
        if tree.deps[kid] == "obl" and tree.lemmas[kid].lower() in word_list("occasions"):
            first, last = scene.clip(kid, tree.left[kid], end_of_setting(scene, kid) - 1)
            span = scene.span(first, last)
            if span and not any(part.start < span.end and span.start < part.end for part in content):
                return span
    return None


def _bare(scene: Scene, word: int) -> bool:
    """Whether a sentence says no more than who spoke, so that what was said is the quotation before it."""
    tree = scene.tree
    when = [kid for kid in tree.kids[word] if tree.deps[kid] == "advcl" and scene.opening(kid) in _WHEN]
    told = {at for kid in when for at in range(tree.left[kid], tree.right[kid] + 1)}
    verbs = (at for at in range(len(tree)) if tree.tags[at] in FINITE | {"VB", "VBG"})
    others = [at for at in verbs if at != word and at not in told]
    return (
        len(tree) <= _BARE_WORDS
        and not others
        and tree.heads[word] == word
        and tree.kid(word, "obj") == NOWHERE
    )


def _announces(scene: Scene, word: int) -> bool:
    """Whether the sentence ends in a colon after the verb, so that what is said is the next paragraph."""
    tree = scene.tree
    later = [at for at in range(word + 1, len(tree)) if tree.tags[at] in FINITE | {"VBG"}]
    return tree.text.rstrip().endswith(":") and not later


def _stance(scene: Scene, word: int) -> Stance:
    tree = scene.tree
    negated = scene.negated(word)
    if tree.lemmas[word] == "deny":
        return "said" if negated else "denied"
    return "withheld" if negated or tree.lemmas[word] in _WITHHOLDING else "said"


def of_adjective(scene: Scene, word: int, frame: Frame) -> Iterator[Claim]:
    """Give the claim of an adjective: sure that, eager to, critical of, made clear that."""
    tree = scene.tree
    if tree.deps[word] in {"amod", "compound", "advmod"}:
        return
    holders = (word, tree.heads[word]) if tree.deps[word] == "xcomp" else (word,)
    for kid in (kid for holder in holders for kid in tree.kids[holder]):
        if kid < word:
            continue
        dep, opening = tree.deps[kid], scene.opening(kid)
        clause = dep in {"ccomp", "csubj"} and "c" in frame.ways and opening != "to"
        infinitive = dep in {"xcomp", "advcl", "ccomp"} and "x" in frame.ways and opening == "to"
        if clause or infinitive:
            content = trimmed(scene, kid)
        elif dep in {"obl", "nmod", "advcl"} and scene.preposition(kid) in frame.after:
            content = listed(scene.without_preposition(kid))
        else:
            continue
        if content:
            yield made(scene.subject(word), scene.cue(word), content)
        return

"""Clauses and participles of a tree, tied to what they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstemma.record.english.gazetteer import word_list
from newstemma.record.english.lexicon import says, verbs
from newstemma.record.english.tree import NOWHERE, SUBJECTS, chain

if TYPE_CHECKING:
    from newstemma.record.english.repairs import Repair
    from newstemma.record.english.tree import Tree

FINITE_TAGS = frozenset(("VBD", "VBP", "VBZ"))
_PLACED = frozenset(("in", "at", "on", "during", "through"))
_PAUSES = frozenset((",", ";", ":"))
_THEN = frozenset(("after", "before"))
_RELATIVES = frozenset(("that", "which", "who"))
_LISTENERS = frozenset(("to", "with"))
_TOPICS = frozenset(("about", "for", "over"))


def tie(repair: Repair, word: int) -> None:
    """Tie a participle or a clause to what it belongs to."""
    tags, deps = repair.tags, repair.deps
    if tags[word] == "VBG" and repair.tree.words[word] == "following":
        _follow(repair, word)
    if tags[word] in FINITE_TAGS and deps[word] == "advcl":
        _insert(repair, word)
    if deps[word] in {"advcl", "acl:relcl"}:
        _report(repair, word)
    form = repair.tree.words[word].lower()
    if form == "as" and deps[word] in {"case", "mark"}:
        _compare(repair, word)
    if form in _TOPICS and deps[word] == "case":
        _speak_of(repair, word)
    if deps[word] in {"nsubj", "nsubj:pass", "csubj"}:
        _let_say(repair, word)
    if deps[word] in {"nsubj", "nsubj:pass"}:
        _share_out(repair, word)
    if deps[word] == "nsubj" and tags[word].startswith("NN"):
        _describe(repair, word)


def _follow(repair: Repair, word: int) -> None:
    """Make `following` before a thing a preposition: she said following the count that they lost."""
    tree, heads = repair.tree, repair.heads
    thing, verb = tree.kid(word, "obj"), heads[word]
    if thing == NOWHERE or verb == word or not repair.tags[verb].startswith("VB"):
        return
    if tree.tags[thing] != "PRP":
        for kid in tree.kids[word]:
            heads[kid] = verb
        repair.deps[thing] = "obl"
        repair.tags[word], repair.deps[word], heads[word] = "IN", "case", thing


def _insert(repair: Repair, verb: int) -> None:
    """Make words that only say who speaks an insertion: Perhaps, she said, the dam will hold."""
    tree = repair.tree
    subject = tree.kid(verb, "nsubj")
    if subject == NOWHERE or not says(tree.lemmas[verb]) or tree.right[subject] != verb - 1:
        return
    first = tree.left[subject]
    if first == 0 or tree.words[first - 1] not in {",", '"'} or tree.words[verb + 1 : verb + 2] != [","]:
        return
    repair.deps[verb] = "parataxis"
    for kid in tree.kids[verb]:
        if kid < first:
            repair.heads[kid] = repair.heads[verb]


def _report(repair: Repair, word: int) -> None:
    """Make a clause that nothing binds what was said: said in a letter they had lost.

    A time between the two is the verb's: has said for weeks they lost; said soon after that they lost.
    """
    tree, deps, heads = repair.tree, repair.deps, repair.heads
    verb = heads[word]
    if deps[word] == "acl:relcl":
        preposition = tree.words[max(tree.kid(verb, "case"), 0)]
        placed = preposition in _PLACED and tree.lemmas[verb].lower() in word_list("occasions")
        lasting = preposition == "for" and tree.lemmas[verb].lower() in word_list("times")
        if deps[verb] != "obl" or not (placed or lasting):
            return
        verb = heads[verb]
    subject = tree.kid(word, "nsubj", "nsubj:pass")
    if not verb < subject < word or not says(tree.lemmas[verb]) or _PAUSES & set(tree.words[verb:subject]):
        return
    kids = [kid for kid in tree.kids[word] if verb < kid < word]
    ahead = [kid for kid in kids if kid < subject and tree.deps[kid] != "punct"]
    bound = tree.tags[tree.left[subject]][0] == "W" or not all(_is_time(tree, kid) for kid in ahead)
    if len(ahead) == 2 and tree.words[ahead[0]] in _THEN and tree.words[ahead[1]] == "that":
        deps[ahead[0]], ahead = "advmod", ahead[:1]
    elif bound or not any(repair.tags[at] in FINITE_TAGS | {"MD"} for at in (*kids, word)):
        return
    for kid in ahead:
        heads[kid] = verb
    deps[word], heads[word] = "ccomp", verb


def _is_time(tree: Tree, word: int) -> bool:
    """Whether a phrase tells when, and nothing else: for weeks, in May."""
    prepositions = {tree.words[kid].lower() for kid in tree.kids[word] if tree.deps[kid] == "case"}
    time = tree.lemmas[word].lower() in word_list("times")
    return time and bool(prepositions & {"for", "in", "on", "at"})


def _compare(repair: Repair, word: int) -> None:
    """Make what was noted the main clause, and `as` no preposition: as the council noted, it will hold."""
    tree, deps, heads = repair.tree, repair.deps, repair.heads
    verb = heads[word]
    if deps[word] == "case":
        subject, verb = verb, heads[verb]
        if deps[subject] != "nsubj" or not word < subject < verb or not says(tree.lemmas[verb]):
            return
        deps[word], heads[word] = "mark", verb
    told = tree.kid(verb, "ccomp")
    if told == NOWHERE and deps[verb] == "conj" and heads[verb] < word < verb and says(tree.lemmas[verb]):
        deps[verb] = "advcl"  # the dam is old, as one of them said
    apart = told > verb and "," in tree.words[tree.left[told] - 1 : tree.left[told] + 1]
    if apart and deps[verb] in {"ROOT", "conj"} and says(tree.lemmas[verb]):
        deps[told], heads[told] = deps[verb], told if heads[verb] == verb else heads[verb]
        deps[verb], heads[verb] = "advcl", told
        for kid in tree.kids[verb]:
            heads[kid] = told if kid < word else heads[kid]


def _speak_of(repair: Repair, word: int) -> None:
    """Let one speak about a thing, and not to who is about it: spoke to the crowd about the dam."""
    tree, deps, heads = repair.tree, repair.deps, repair.heads
    thing = heads[word]
    listener = next((at for at in chain(heads, thing) if deps[at] != "nmod"), thing)
    to, frame = tree.kid(listener, "case"), verbs().get(tree.lemmas[heads[listener]])
    if thing == listener or deps[listener] != "obl" or not listener < word or to == NOWHERE or frame is None:
        return
    if tree.words[word].lower() in frame.after and tree.words[to].lower() in _LISTENERS - frame.after:
        deps[thing], heads[thing] = "obl", heads[listener]


def _let_say(repair: Repair, word: int) -> None:
    """See the verb in what was taken for the subject: a dam that engineers fear could fail."""
    tree, tags, deps, heads = repair.tree, repair.tags, repair.deps, repair.heads
    verb = heads[word]
    frame = verbs().get(tree.lemmas[word])
    first = next((kid for kid in tree.kids[verb] if tree.words[kid].lower() in _RELATIVES), verb)
    helped = tags[word + 1 : word + 2] == ["MD"] and heads[word + 1] == verb
    if frame is None or "c" not in frame.ways or not helped:
        return
    before = [kid for kid in tree.kids[word] if kid < word and tree.deps[kid] not in {"advmod", "punct"}]
    thing = heads[verb]
    if tree.words[before[0] if before else word].lower() in _RELATIVES:
        # A week which they hoped would be dry: all of it hangs on the verb before.
        first = before.pop(0)
        thing = first - 1 - (tree.words[first - 1] == ",")
    beside = bool(before) and tree.right[before[-1]] == word - 1 and tags[before[-1]][:2] in {"NN", "PR"}
    if first == verb or not beside or tree.left[before[0]] != first + 1:
        return
    if tags[thing][:2] != "NN" or not 0 <= thing < first or {word, verb} & set(chain(heads, thing)):
        return
    tags[word] = tags[word] if tags[word].startswith("VB") else "VBP"
    deps[word], heads[word] = "acl:relcl", thing
    deps[verb], heads[verb] = "ccomp", word
    deps[first], heads[first] = "dep", word
    deps[before[-1]] = "nsubj"
    for kid in before[:-1]:
        heads[kid] = before[-1]


def _share_out(repair: Repair, word: int) -> None:
    """Give the second subject of a verb of saying to the next verb: Lund said Berg, though poor, was able."""
    tree, tags, deps, heads = repair.tree, repair.tags, repair.deps, repair.heads
    cue = heads[word]
    subjects = [kid for kid in tree.kids[cue] if tree.deps[kid] in SUBJECTS]
    if not says(tree.lemmas[cue]) or len(subjects) != 2 or not subjects[0] < cue < subjects[1] == word:
        return
    for kid in tree.kids[cue]:
        helpers = [at for at in tree.kids[kid] if word < at < kid]
        finite = any(tags[at] in FINITE_TAGS | {"MD"} for at in (*helpers, kid))
        free = tree.kid(kid, "nsubj", "nsubj:pass", "mark", "cc") == NOWHERE
        if kid > word and deps[kid] in {"conj", "parataxis", "advcl"} and finite and free:
            deps[kid], heads[word] = "ccomp", kid
            for at in tree.kids[cue]:
                heads[at] = kid if word < at < kid else heads[at]
            return


def _describe(repair: Repair, word: int) -> None:
    """Make what follows somebody tell of him, and not what he does: sources familiar with it said."""
    tree, tags, deps, heads = repair.tree, repair.tags, repair.deps, repair.heads
    quality = heads[word]
    kids = tree.kids[quality]
    alone = not {tree.deps[kid] for kid in kids} & {"cop", "aux", "aux:pass", "obj", "iobj"}
    begins = (
        quality == word + 1
        and tags[quality] in {"JJ", "VBD", "VBN"}
        and tags[quality + 1 : quality + 2] == ["IN"]
    )
    if not begins or not alone:
        return
    said = _cue_beside(tree, word, quality)
    if said == NOWHERE or tags[said] not in FINITE_TAGS or not says(tree.lemmas[said]):
        return
    if not {quality, NOWHERE} >= {tree.kid(said, *SUBJECTS, "mark", "cc")}:
        return
    below = heads[said] == quality
    if below:
        deps[said], heads[said] = deps[quality], said if heads[quality] == quality else heads[quality]
        for kid in kids:
            heads[kid] = said if kid < word or kid > said else heads[kid]
    tags[quality] = "VBN" if tags[quality] == "VBD" else tags[quality]
    deps[quality], heads[quality] = "acl", word
    heads[word] = said


def _cue_beside(tree: Tree, word: int, quality: int) -> int:
    """Give the verb right before somebody, or right after what follows him, that his words are tied to."""
    before, after = tree.left[word] - 1, tree.right[quality] + 1
    below = tree.kid(quality, "advcl", "xcomp", "ccomp", "conj")
    if below > quality and not _PAUSES & set(tree.words[quality:below]):
        return below
    above = chain(tree.heads, quality)
    return next((at for at in (before, after) if at in above), NOWHERE)

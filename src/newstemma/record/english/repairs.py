"""spaCy document -> tree, what cannot stand together in it set right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newstemma.record.english.gazetteer import roles, well_known, word_list
from newstemma.record.english.inflect import base_form, base_forms
from newstemma.record.english.lexicon import says, verbs
from newstemma.record.english.misprints import misprinted_cue
from newstemma.record.english.ties import FINITE_TAGS, tie
from newstemma.record.english.tree import NOWHERE, SUBJECTS, Tree, chain

if TYPE_CHECKING:
    from spacy.tokens import Doc

UNSEEN_NAME = "?Xx"
"""How the norm of a word begins that training has never seen and that has a capital; see `pipeline.looks`."""
_NO_PASTS = frozenset(("IN", "JJ", "NN", "NNP"))
_FINITE = frozenset(("ROOT", "ccomp", "parataxis"))
_HELPED = frozenset(("aux", "aux:pass", "cop"))
_PASTS = (["VBD"], ["VBN"])
_NUMBERS = frozenset(("CD", "JJ"))
_NAMING = frozenset(("DT", "JJ", "NN", "NNP", "NNPS", "FW"))
_PARTICLES = frozenset(("discourse", "case", "mark", "cc", "advmod"))
_NO_CLAUSES = frozenset(("punct", "acl", "amod"))
_LONGEST_COUNTRY = 4
_A_PARTICIPLE = re.compile(r"[aeiouy].*ing$")
_NEVER_NAMES = frozenset(("RB", "JJ", "VB", "IN", "UH", "FW"))


def tree_of(doc: Doc, text: str | None = None) -> Tree:
    """Read a tree off a spaCy document; where only the end of a text was parsed, give the text."""
    whole = doc.text if text is None else text
    before = len(whole) - len(doc.text)
    tokens = list(doc)  # once: spaCy makes each anew whenever it is asked for
    tree = Tree(
        text=whole,
        words=[token.text for token in tokens],
        starts=[token.idx + before for token in tokens],
        tags=[token.tag_ for token in tokens],
        deps=[token.dep_ for token in tokens],
        heads=[token.head.i for token in tokens],
        labels=[token.ent_type_ for token in tokens],
    )
    norms = [token.norm_ for token in tokens]
    tree = repaired(tree, [norm.startswith(UNSEEN_NAME) for norm in norms])
    for word, norm in enumerate(norms):
        if norm != tree.words[word] and norm == misprinted_cue(tree.words[word]):
            tree.lemmas[word] = base_form(norm, tree.tags[word])
    return tree


def repaired(tree: Tree, unseen: list[bool]) -> Tree:
    """Set right what cannot stand together; a tree that would be none is left as it was."""
    repair = Repair(tree, unseen)
    for word in range(len(tree)):
        repair.verb(word)
        repair.attachment(word)
        repair.name(word)
        tie(repair, word)
    repair.main_verb()
    changed = repair.tags, repair.deps, repair.heads
    if changed == (tree.tags, tree.deps, tree.heads) or not _is_tree(repair.heads):
        return tree
    return Tree(tree.text, tree.words, tree.starts, *changed, tree.labels)


class Repair:
    """Tags, relations and heads of a tree while they are set right; its words and children are the tree's."""

    def __init__(self, tree: Tree, unseen: list[bool]) -> None:
        self.tree = tree
        self.unseen = unseen
        self.tags, self.deps, self.heads = list(tree.tags), list(tree.deps), list(tree.heads)

    def verb(self, word: int) -> None:
        """See the verb in what was taken for something else.

        A participle, or what looks like one, with a subject or alone and with no auxiliary is a past; what
        looks like a verb of saying and has a subject and a clause is one, though it looks like a noun too.
        """
        tree, tags, deps = self.tree, self.tags, self.deps
        kids = {tree.deps[kid] for kid in tree.kids[word] if self.heads[kid] == word}
        past = tags[word] == "VBN" or (tags[word] in _NO_PASTS and tree.words[word].endswith("ed"))
        alone = not kids & {"aux", "aux:pass", "cop", "nsubj:pass"}
        if alone and ((past and "nsubj" in kids) or (tags[word] == "VBN" and deps[word] in _FINITE)):
            tags[word] = "VBD"
        told = past and deps[word] in {"parataxis", "acl"} and "nsubj:pass" in kids and not kids & _HELPED
        if told and says(base_form(tree.words[word].lower(), "VBD")):
            # The dam burst, the Herald reported.
            tags[word] = "VBD"
            for kid in tree.kids[word]:
                deps[kid] = "nsubj" if deps[kid] == "nsubj:pass" else deps[kid]
        if _misread(tree, word) or _says_last(tree, word):
            tags[word] = "VBZ"
        present = tags[word] in {"VB", "UH"} and "nsubj" in kids and not kids & _HELPED
        if present and (says(tree.words[word].lower()) or deps[word] in {"ROOT", "parataxis"}):
            tags[word] = "VBP"  # nine in ten say it leaks
        if (tags[word], tree.words[word]) == ("NN", "say") and "ccomp" in kids and "nmod:poss" not in kids:
            self._few_say(word)
        if tags[word] == "NNS" and deps[word] in SUBJECTS and word > 0:
            self._names_say(word)
        if tags[word] == "MD" and tree.words[word].istitle() and tags[word + 1 : word + 2] in _PASTS:
            tags[word], deps[word], tags[word + 1] = "NNP", "nsubj", "VBD"  # Will wrote
        if tree.words[word].endswith("ing"):
            self._doing(word, kids)

    def _few_say(self, word: int) -> None:
        """See the verb in `say` after a number, its subject: two in nine say that it leaks."""
        tree = self.tree
        number = next((kid for kid in tree.kids[word] if kid < word and tree.tags[kid] in _NUMBERS), NOWHERE)
        if number != NOWHERE:
            self.tags[word], self.deps[number] = "VBP", "nsubj"

    def _names_say(self, word: int) -> None:
        """See the verb in what was taken for one of two subjects: the Herald reports the gate was shut."""
        tree, deps, heads = self.tree, self.deps, self.heads
        told, name = heads[word], tree.kid(word, "compound")
        others = (kid for kid in tree.kids[told] if tree.deps[kid] in SUBJECTS and tree.left[kid] == word + 1)
        if next(others, NOWHERE) == NOWHERE or name != word - 1 or tree.tags[name] not in {"NNP", "NNPS"}:
            return
        if any(map(says, base_forms(tree.words[word].lower())[1:])):
            self.tags[word] = "VBZ"
            deps[word], heads[word] = deps[told], word if heads[told] == told else heads[told]
            deps[told], heads[told] = "ccomp", word
            deps[name] = "nsubj"
            for kid in tree.kids[word]:
                heads[kid] = name if kid < name else heads[kid]
            for kid in tree.kids[told]:
                heads[kid] = word if kid < word else heads[kid]

    def _doing(self, word: int, kids: set[str]) -> None:
        """See a participle: have been warning him; sure, promising that it would hold; is promising to."""
        tree, tags = self.tree, self.tags
        been = tags[word] == "NN" and "cop" in kids and tree.words[word - 1] == "been"
        that = tags[word] == "JJ" and "ccomp" in kids and says(base_form(tree.words[word].lower(), "VBG"))
        finite = tags[word] in {"VBP", "VBZ"} and _A_PARTICIPLE.search(tree.words[word].lower())
        base = base_form(tree.words[word].lower(), "VBG")
        frame = verbs().get(base)
        clause = tree.kid(word, "ccomp", "csubj", "acl")
        if tags[word] == "NN" and clause > word > 0 and tree.words[word - 1] == "," and says(base):
            begins = tree.words[tree.left[clause]] == "that" and tree.left[clause] == word + 1
            if begins:  # The crews had met, warning that it would leak.
                tags[word], self.deps[word], self.deps[clause] = "VBG", "advcl", "ccomp"
        to = tags[word] == "JJ" and kids >= {"xcomp", "nsubj"} and bool(kids & _HELPED)
        if been or that or finite or (to and frame is not None and "x" in frame.ways):
            tags[word] = "VBG"
            for kid in tree.kids[word]:
                self.deps[kid] = "aux" if self.deps[kid] == "cop" else self.deps[kid]

    def attachment(self, word: int) -> None:
        """Hang a word where it belongs.

        A noun before a verb without a subject is no part of a compound, one after a preposition is joined to
        no verb by `and`, and no past is an adjective, no infinitive a thing.
        """
        tree, tags, deps, heads = self.tree, self.tags, self.deps, self.heads
        if deps[word] == "compound" and word < heads[word] and tags[word].startswith("NN"):
            verb = tags[heads[word]] in FINITE_TAGS
            if verb and "nsubj" not in {tree.deps[kid] for kid in tree.kids[heads[word]]}:
                deps[word] = "nsubj"
        after_preposition = tree.deps[tree.left[word]] == "case" and tags[tree.left[word]] == "IN"
        if deps[word] == "conj" and after_preposition and tags[heads[word]].startswith("VB"):
            deps[word] = "obl"
        if tags[word] == "VBD" and deps[word] == "amod" and heads[word] > word:
            self._free(word)
        if deps[word] in {"appos", "acl", "acl:relcl"} and deps[heads[word]] == "flat":
            heads[word] = heads[heads[word]]  # Ana Berg, the mayor: she is the mayor, and not her last name
        if tags[word] in FINITE_TAGS | {"VBN"} and deps[word] in _NO_CLAUSES and word > 0:
            self._fill(word)
        to = (kid for kid in tree.kids[word] if tree.words[kid] == "to")
        infinitive = tags[word] == "VB" and any(tree.tags[at] == "TO" or deps[at] == "mark" for at in to)
        if infinitive and deps[word] in {"obl", "nmod"}:
            deps[word] = "xcomp" if tags[heads[word]].startswith("VB") else "acl"

    def _fill(self, word: int) -> None:
        """Make a verb right after `they say` what they say of a thing: a choice they say allowed it."""
        tree, deps, heads = self.tree, self.deps, self.heads
        cue, thing = word - 1, heads[word]
        kids = {tree.deps[kid] for kid in tree.kids[cue]}
        if deps[cue] != "acl:relcl" or not says(tree.lemmas[cue]) or word in chain(heads, cue):
            return
        if "nsubj" in kids and (deps[word] == "amod" or "ccomp" not in kids):
            if deps[word] == "amod":
                deps[thing], heads[thing] = "obj", word
            self.tags[word] = "VBD" if self.tags[word] == "VBN" else self.tags[word]
            deps[word], heads[word] = "ccomp", cue

    def _free(self, verb: int) -> None:
        """Make a past taken for an adjective the verb of a sentence that has none: Berg warned Reyle."""
        tree, deps, heads = self.tree, self.deps, self.heads
        thing = heads[verb]
        subject = heads[thing]
        if subject == thing:  # the council expressed concern: the thing is the root, the verb has its subject
            subject = tree.kid(verb, "nsubj")
            lacking = subject != NOWHERE
        else:
            lacking = deps[subject] == "ROOT" and tree.tags[subject].startswith("NN") and subject < verb
        if not lacking or "advmod" in {tree.deps[kid] for kid in tree.kids[verb]}:
            return
        deps[verb], heads[verb] = "ROOT", verb
        deps[subject], heads[subject] = "nsubj", verb
        deps[thing], heads[thing] = "obj", verb
        for kid in tree.kids[thing]:
            if kid > thing and deps[kid] == "acl":
                deps[kid], heads[kid] = "advcl", verb

    def name(self, word: int) -> None:
        """Make a word that training has never seen, with a capital and right before a name, part of it."""
        tree, tags, deps, heads = self.tree, self.tags, self.deps, self.heads
        after = word + 1
        if self.unseen[word] and tags[word][:2] in _NEVER_NAMES and after < len(tree):
            beside = tags[after].startswith("NNP") and tree.starts[after] == tree.end(word) + 1
            if beside and deps[after] == "flat" and heads[after] == word:
                tags[word] = "NNP"
                verb = heads[word]
                kids = {tree.deps[kid] for kid in tree.kids[verb]}
                if deps[word] in _PARTICLES and verb > word and not kids & {"nsubj", "nsubj:pass"}:
                    deps[word] = "nsubj:pass" if "aux:pass" in kids else "nsubj"
            elif beside and word not in chain(heads, after):
                tags[word], deps[word], heads[word] = "NNP", "compound", after
        if word > 0 and tree.words[word] == "to" and (tree.words[word - 1].lower(),) in roles():
            self._part(word)

    def _part(self, to: int) -> None:
        """Part a name from the country before it: the ambassador to Chile Ana Berg is Ana Berg."""
        tree, deps, heads = self.tree, self.deps, self.heads
        top = office = to - 1
        lengths = range(_LONGEST_COUNTRY, 0, -1)
        countries = (tuple(tree.words[to + 1 : to + 1 + length]) for length in lengths)
        first = to + 1 + next((len(country) for country in countries if country in well_known()), len(tree))
        last = first - 1
        while last + 1 < len(tree) and tree.tags[last + 1].startswith("NNP"):
            last += 1
        if last < first or not {office, heads[office]} & set(chain(heads, last)):
            return
        parts = range(office, last + 1)
        while heads[top] in parts and heads[top] != top:
            top = heads[top]
        above = first if heads[top] == top else heads[top]
        deps[first], heads[first] = deps[top], above
        deps[office], heads[office] = "nmod:desc", first
        deps[to], heads[to] = "case", to + 1
        deps[to + 1], heads[to + 1] = "nmod", office
        for part in parts[3:]:
            if part != first:
                deps[part], heads[part] = "flat", first if part > first else to + 1
        for kid in {kid for part in parts for kid in tree.kids[part]}:
            if kid > last:
                heads[kid] = first

    def main_verb(self) -> None:
        """Give a sentence that has no verb one that hangs on a noun: Lund, a pilot, warned the crews.

        Headlines have none either, so a full stop is asked for and small letters; what stands in quotation
        marks does not count.
        """
        tree, tags, deps, heads = self.tree, self.tags, self.deps, self.heads
        root = next((word for word in range(len(tree)) if heads[word] == word), NOWHERE)
        if root == NOWHERE or not tags[root].startswith("NN") or tree.text.rstrip("\"' ")[-1:] != ".":
            return
        inside = _quoted(tree)
        outside = [word for word in range(root + 1, len(tree)) if not inside[word]]
        found = next((word for word in outside if self._may_be_main(word)), NOWHERE)
        follows = found == NOWHERE
        if follows:
            found = next((word for word in outside if self._follows_a_clause(word, root)), NOWHERE)
        if found == NOWHERE:
            return
        for word in range(len(tree)):
            if tags[word] in FINITE_TAGS | {"MD"} and word != found and not inside[word]:
                above = chain(heads, word)
                if found not in above and not any(deps[at] == "acl:relcl" for at in above):
                    return
        subject = root if follows else heads[found]
        if subject != root:
            if deps[subject] != "appos" or heads[subject] != root:
                return
            deps[root], heads[root] = "obl", found
        elif tree.kid(root, "case") != NOWHERE:
            return
        if not any(tree.deps[kid] in _HELPED for kid in tree.kids[found]):
            tags[found] = {"VBN": "VBD", "VB": "VBP"}.get(tags[found], tags[found])
        deps[found], heads[found] = "ROOT", found
        deps[subject] = "nsubj" if tree.kid(found, "aux:pass") == NOWHERE else "nsubj:pass"
        heads[subject] = found
        for word in range(found + 1, len(tree) if follows else 0):
            heads[word] = max(heads[word], found)  # what had gone on the clause, too
        for kid in {*tree.kids[root], *tree.kids[subject]}:
            if kid > found:
                heads[kid] = found

    def _follows_a_clause(self, word: int, root: int) -> bool:
        """Whether a verb was made to go on the clause that it follows: the mayor, who said so, resigned."""
        tree, tags, deps = self.tree, self.tags, self.deps
        if deps[word] != "conj" or tags[word] not in FINITE_TAGS | {"VBN", "VB"}:
            return False
        kids = {tree.deps[kid] for kid in tree.kids[word]}
        helpers = [kid for kid in tree.kids[word] if kid < word and tree.deps[kid] != "punct"]
        clause = next((one for one in tree.kids[root] if one < word and deps[one] == "acl:relcl"), NOWHERE)
        return (
            clause in chain(self.heads, word)
            and kids.isdisjoint({"cc", *SUBJECTS})
            and tree.words[min([word, *helpers]) - 1] == tree.words[tree.left[clause]] == ","
        )

    def _may_be_main(self, word: int) -> bool:
        """Whether a verb that hangs on a noun could as well be what the noun did; not `accused of`."""
        tree, tags, deps = self.tree, self.tags, self.deps
        if tags[word] in FINITE_TAGS | {"VB"} and deps[word] == "parataxis":
            return tree.kid(word, "nsubj") == NOWHERE and says(tree.lemmas[word])
        if tags[word] not in {"VBN", "VBD"} or deps[word] != "acl" or not tree.words[word].islower():
            return False
        helped = any(tree.deps[kid] in _HELPED for kid in tree.kids[word])
        after = tree.words[word + 1 : word + 2]
        passive = after in (["as"], ["by"], ["of"], ['"']) and tags[word + 2 : word + 3] != ["VBG"]
        return not helped and not passive and base_form(tree.words[word], "VBD") in verbs()


def _is_tree(heads: list[int]) -> bool:
    """Whether every word hangs, at last, on a root."""
    tops = {chain(heads, word)[-1] for word in range(len(heads))}
    return all(heads[top] == top for top in tops)


def _misread(tree: Tree, word: int) -> bool:
    """Whether a word taken for a noun is a verb of saying: leaders fear that; Berg Says Talks Failed."""
    form = tree.words[word].lower()
    if not tree.tags[word].startswith("NN") or not form.endswith("s") or not 0 < word < len(tree) - 1:
        return False
    if form in word_list("verbs") and tree.words[word] == form:
        return True
    frames = (verbs().get(base) for base in base_forms(form)[1:])
    if not any(frame is not None and "c" in frame.ways for frame in frames):
        return False
    opens = tree.words[word + 1].lower() == "that"
    if -1 < tree.kid(word, "nsubj") < word:
        return opens or tree.kid(word, "ccomp") != NOWHERE
    owned = any(tree.tags[at] in {"POS", "PRP$", "IN"} for at in range(word))
    return opens and tree.heads[word] == word and tree.tags[word - 1].startswith("NN") and not owned


def _says_last(tree: Tree, word: int) -> bool:
    """Whether what looks like a noun is a verb of saying at the end: the dam burst, the Herald reports."""
    form = tree.words[word].lower()
    ends = word + 2 == len(tree) and tree.words[word + 1] == "."
    if (
        not ends
        or tree.tags[word] != "NNS"
        or not form.endswith("s")
        or not tree.tags[word - 1].startswith("NNP")
    ):
        return False
    first = word - 1
    while first > 0 and tree.tags[first] in _NAMING:
        first -= 1
    return tree.words[first] == "," and any(map(says, base_forms(form)[1:]))


def _quoted(tree: Tree) -> list[bool]:
    """Say of each word whether it stands in double quotation marks."""
    inside, found = False, []
    for word in tree.words:
        inside ^= word == '"'
        found.append(inside)
    return found

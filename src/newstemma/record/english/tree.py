"""A parsed sentence as plain lists: what the rules for claims and deeds walk over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newstemma.record.english.gazetteer import word_list
from newstemma.record.english.inflect import base_form, base_forms
from newstemma.record.english.lexicon import verbs
from newstemma.record.english.misprints import misprinted_cue

if TYPE_CHECKING:
    from spacy.tokens import Doc

NOWHERE = -1
UNSEEN_NAME = "?Xx"
"""How the norm of a word begins that training has never seen and that has a capital; see `pipeline.kind`."""
_NO_PASTS = frozenset(("IN", "JJ", "NN", "NNP"))
_FINITE = frozenset(("ROOT", "ccomp", "parataxis"))
_FINITE_TAGS = frozenset(("VBD", "VBP", "VBZ"))
_HELPED = frozenset(("aux", "aux:pass", "cop"))
_NAMING = frozenset(("DT", "JJ", "NN", "NNP", "NNPS", "FW"))
_NEVER_NAMES = frozenset(("RB", "JJ", "VB", "IN", "UH", "FW"))


@dataclass(slots=True)
class Tree:
    """Words of a sentence with their tags and heads, in Universal Dependencies."""

    text: str
    words: list[str]
    starts: list[int]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    """A root is its own head."""
    labels: list[str] = field(default_factory=list)
    """Kinds of names as the pipeline sees them, an empty string for other words."""
    kids: list[list[int]] = field(init=False)
    left: list[int] = field(init=False)
    """First word of each word's subtree."""
    right: list[int] = field(init=False)
    """Last word of each word's subtree."""
    lemmas: list[str] = field(init=False)

    def __post_init__(self) -> None:
        count = len(self.words)
        self.kids = [[] for _ in range(count)]
        self.left = list(range(count))
        self.right = list(range(count))
        for word, head in enumerate(self.heads):
            if head != word:
                self.kids[head].append(word)
        for word in range(count):
            left = right = word
            head = self.heads[word]
            at = word
            while head != at:
                at = head
                self.left[at] = min(self.left[at], left)
                self.right[at] = max(self.right[at], right)
                head = self.heads[at]
        self.lemmas = [base_form(word.lower(), tag) for word, tag in zip(self.words, self.tags, strict=True)]

    def __len__(self) -> int:
        return len(self.words)

    def end(self, word: int) -> int:
        """Offset after a word."""
        return self.starts[word] + len(self.words[word])

    def kid(self, word: int, *deps: str) -> int:
        """First child with one of these relations, or NOWHERE."""
        for kid in self.kids[word]:
            if self.deps[kid] in deps:
                return kid
        return NOWHERE


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
    tree = _repaired(tree, [norm.startswith(UNSEEN_NAME) for norm in norms])
    for word, norm in enumerate(norms):
        if norm != tree.words[word] and norm == misprinted_cue(tree.words[word]):
            tree.lemmas[word] = base_form(norm, tree.tags[word])
    return tree


def _repaired(tree: Tree, unseen: list[bool]) -> Tree:
    """Set right what cannot stand together.

    A participle, or what looks like one, with a subject or alone and with no auxiliary is a past, and no
    past is an adjective; what looks like a verb of saying and has a subject and a clause is one, though it
    looks like a noun as well; a noun after a preposition is joined to no verb by `and`, and one before a verb
    is no part of a compound; a word that training has never seen, with a capital and right before a name, is
    part of the name.
    """
    tags, deps, heads = list(tree.tags), list(tree.deps), list(tree.heads)
    for word in range(len(tree)):
        kids = {tree.deps[kid] for kid in tree.kids[word]}
        past = tags[word] == "VBN" or (tags[word] in _NO_PASTS and tree.words[word].endswith("ed"))
        alone = not kids & {"aux", "aux:pass", "cop", "nsubj:pass"}
        if alone and ((past and "nsubj" in kids) or (tags[word] == "VBN" and deps[word] in _FINITE)):
            tags[word] = "VBD"
        told = past and deps[word] in {"parataxis", "acl"} and "nsubj:pass" in kids and not kids & _HELPED
        if told and _says(base_form(tree.words[word].lower(), "VBD")):
            # The dam burst, the Herald reported.
            tags[word] = "VBD"
            for kid in tree.kids[word]:
                deps[kid] = "nsubj" if deps[kid] == "nsubj:pass" else deps[kid]
        if _misread(tree, word) or _says_last(tree, word):
            tags[word] = "VBZ"
        if deps[word] == "compound" and word < heads[word] and tags[word].startswith("NN"):
            verb = tags[heads[word]] in _FINITE_TAGS
            if verb and "nsubj" not in {tree.deps[kid] for kid in tree.kids[heads[word]]}:
                deps[word] = "nsubj"
        after_preposition = tree.deps[tree.left[word]] == "case" and tags[tree.left[word]] == "IN"
        if deps[word] == "conj" and after_preposition and tags[heads[word]].startswith("VB"):
            deps[word] = "obl"
        if tags[word] == "VBD" and deps[word] == "amod" and heads[word] > word:
            _free(tree, word, deps, heads)
        after = word + 1
        if unseen[word] and tags[word][:2] in _NEVER_NAMES and after < len(tree):
            beside = tags[after].startswith("NNP") and tree.starts[after] == tree.end(word) + 1
            if beside and word not in chain(heads, after):
                tags[word], deps[word], heads[word] = "NNP", "compound", after
        if deps[word] == "flat" and word > 1 and heads[word] == word - 1 and deps[word - 1] == "nmod":
            _part(tree, word, deps, heads)
    _find_main(tree, tags, deps, heads)
    if (tags, deps) == (tree.tags, tree.deps):
        return tree
    return Tree(tree.text, tree.words, tree.starts, tags, deps, heads, tree.labels)


def _find_main(tree: Tree, tags: list[str], deps: list[str], heads: list[int]) -> None:
    """Make a participle the verb of a sentence that has none: Lund, a pilot, warned the crews.

    Headlines have none either, so a full stop is asked for and small letters; what stands in quotation marks
    does not count.
    """
    root = next(word for word in range(len(tree)) if heads[word] == word)
    if not tags[root].startswith("NN") or tree.text.rstrip("\"' ")[-1:] != ".":
        return
    inside = _quoted(tree)
    outside = [word for word in range(root + 1, len(tree)) if not inside[word]]
    found = next((word for word in outside if _may_be_past(tree, word, tags, deps)), NOWHERE)
    if found == NOWHERE:
        return
    for word in range(len(tree)):
        if tags[word] in _FINITE_TAGS | {"MD"} and word != found and not inside[word]:
            above = chain(heads, word)
            if found not in above and not any(deps[at] == "acl:relcl" for at in above):
                return
    subject = heads[found]
    if subject != root:
        if deps[subject] != "appos" or heads[subject] != root:
            return
        deps[root], heads[root] = "obl", found
    elif tree.kid(root, "case") != NOWHERE:
        return
    tags[found], deps[found], heads[found] = "VBD", "ROOT", found
    deps[subject], heads[subject] = "nsubj", found
    for kid in {*tree.kids[root], *tree.kids[subject]}:
        if kid > found:
            heads[kid] = found


def _may_be_past(tree: Tree, word: int, tags: list[str], deps: list[str]) -> bool:
    """Whether a participle that hangs on a noun could as well be what the noun did; not `accused of`."""
    if tags[word] not in {"VBN", "VBD"} or deps[word] != "acl" or not tree.words[word].islower():
        return False
    helped = any(tree.deps[kid] in _HELPED for kid in tree.kids[word])
    passive = tree.words[word + 1 : word + 2] in (["as"], ["by"], ["of"], ['"']) and tags[
        word + 2 : word + 3
    ] != ["VBG"]
    return not helped and not passive and base_form(tree.words[word], "VBD") in verbs()


def _part(tree: Tree, name: int, deps: list[str], heads: list[int]) -> None:
    """Part a name from the country before it: the ambassador to Chile Ana Berg is Ana Berg."""
    country = name - 1
    office = heads[country]
    kids = [kid for kid in tree.kids[country] if deps[kid] == "flat" and kid > name]
    sent = tree.words[country - 1].lower() == "to" and office == country - 2
    if not sent or not (kids or tree.kids[name]):
        return
    deps[name], heads[name] = deps[office], name if heads[office] == office else heads[office]
    deps[office], heads[office] = "nmod:desc", name
    for kid in kids:
        heads[kid] = name


def _free(tree: Tree, verb: int, deps: list[str], heads: list[int]) -> None:
    """Make a past taken for an adjective the verb of a sentence that has none: Berg warned Reyle."""
    thing = heads[verb]
    subject = heads[thing]
    lacking = deps[subject] == "ROOT" and tree.tags[subject].startswith("NN") and subject < verb
    if not lacking or "advmod" in {tree.deps[kid] for kid in tree.kids[verb]}:
        return
    deps[verb], heads[verb] = "ROOT", verb
    deps[subject], heads[subject] = "nsubj", verb
    deps[thing], heads[thing] = "obj", verb
    for kid in tree.kids[thing]:
        if kid > thing and deps[kid] == "acl":
            deps[kid], heads[kid] = "advcl", verb


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
    return tree.words[first] == "," and any(map(_says, base_forms(form)[1:]))


def _says(base: str) -> bool:
    frame = verbs().get(base)
    return frame is not None and frame.ways >= {"c", "q"}


def _quoted(tree: Tree) -> list[bool]:
    """Say of each word whether it stands in double quotation marks."""
    inside, found = False, []
    for word in tree.words:
        inside ^= word == '"'
        found.append(inside)
    return found


def chain(heads: list[int], word: int) -> list[int]:
    """Give a word and those it hangs on, up to the root."""
    found = [word]
    while heads[found[-1]] != found[-1]:
        found.append(heads[found[-1]])
    return found

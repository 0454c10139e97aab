"""A sentence with its quotations, and the questions that the rules for claims and deeds ask of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newstemma.model import Span
from newstemma.record.english.gazetteer import roles, word_list
from newstemma.record.english.tree import NOWHERE, SUBJECTS, Tree, chain
from newstemma.record.quotations import LEAST_WORDS, quotations

if TYPE_CHECKING:
    from collections.abc import Callable

FINITE = frozenset(("VBD", "VBP", "VBZ", "MD"))
DASHES = frozenset(("-", "--"))
_NEGATIONS = frozenset("not n't never nor hardly".split())
_ABOUT = frozenset("IN TO RB RBR JJR JJS DT".split())
_WHEN = frozenset("on in at during before after since".split())
_EDGES = frozenset(" \t,;:.-")
ABBREVIATION = re.compile(r"\b[A-Z]\.[A-Z]\.\Z")
# Whoever promises will act himself; whoever is urged, told or helped acts instead of the one who urges.
_OWN_ACT = frozenset("promise vow pledge threaten".split())
# What belongs to a name or a noun when it stands for somebody.
_CORE = frozenset("compound amod nmod:poss flat nmod:desc nummod".split())
# Steps from a verb to the word whose subject it shares; longer chains are parsing errors.
_LONGEST_CHAIN = 6


class Who(NamedTuple):
    """Somebody as a sentence speaks of him."""

    span: Span
    """The whole phrase."""
    named: Span | None
    """The words of it that name him; for a relative pronoun those it refers to."""


class Scene:
    """One sentence: its tree and its quotations."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.quoted = quotations(tree.text)
        self.long_quoted = [
            quote for quote in self.quoted if len(tree.text[quote.start : quote.end].split()) >= LEAST_WORDS
        ]

    def in_quotation(self, word: int) -> bool:
        """Whether a word stands in a quotation that is more than a term."""
        at = self.tree.starts[word]
        return any(quote.start <= at < quote.end for quote in self.long_quoted)

    def word_at(self, offset: int) -> int:
        """Give the number of the first word that begins at an offset or after it."""
        starts = self.tree.starts
        return next((word for word in range(len(starts)) if starts[word] >= offset), len(starts))

    # Spans

    def span(self, first: int, last: int) -> Span | None:
        """Give the characters from one word to another: no marks at the edges, quotations kept whole."""
        if last < first:
            return None
        tree = self.tree
        start, end, text = tree.starts[first], tree.end(last), tree.text
        for quote in self.quoted:
            if start <= quote.start < end < quote.end:
                end = quote.end
            elif quote.start < start < quote.end <= end and not text[quote.start : start].strip(" '\""):
                start = quote.start
        # A mark that closes a quotation begun before belongs to what came before.
        closing = {quote.end - 1 for quote in self.quoted}
        while start < end and (text[start] in _EDGES or (text[start] == '"' and start in closing)):
            start += 1
        # U.S. keeps its point.
        while end > start and text[end - 1] in _EDGES and not ABBREVIATION.search(text, start, end):
            end -= 1
        return Span(start, end) if start < end else None

    def spread(self, word: int) -> Span | None:
        """Give everything that a word governs."""
        return self.span(self.tree.left[word], self.tree.right[word])

    def phrase(self, word: int, before: int | None = None) -> Span | None:
        """Give the whole phrase of a noun without the preposition before it, up to the word `before`."""
        tree = self.tree
        first, last = tree.left[word], tree.right[word]
        for kid in (kid for kid in tree.kids[word] if kid < word):
            if tree.deps[kid] in {"case", "cc", "mark", "punct"} and kid == first:
                first = kid + 1
        if before is not None:
            last = max(word, min(last, tree.left[before] - 1))
        for kid in reversed(tree.kids[word]):
            dated = tree.words[kid].lower() in word_list("times") and self.preposition(kid) in _WHEN
            if word < kid and tree.right[kid] == last and dated:
                last = tree.left[kid] - 1  # the union on Friday
        first, end = self.clip(word, first, last)
        while end < last and end > word and tree.tags[end] in {"VBG", ",", "IN"}:
            end -= 1  # Berg, citing "the tide"
        return self.span(first, end)

    def clip(self, word: int, first: int, last: int) -> tuple[int, int]:
        """Keep the words around one outside quotations out of them: parsers let phrases run across marks."""
        tree = self.tree
        at = tree.starts[word]
        for quote in self.long_quoted:
            if quote.end <= at:
                while tree.starts[first] < quote.end:
                    first += 1
            elif quote.start > at:
                while tree.starts[last] >= quote.start:
                    last -= 1
        return first, last

    def without_preposition(self, word: int, last: int | None = None) -> Span | None:
        """Give what a phrase or clause holds after its preposition, up to the word `last`."""
        tree = self.tree
        first = tree.left[word]
        while (
            first < word
            and tree.deps[first] in {"case", "mark", "fixed"}
            and tree.heads[first] in {word, first - 1}
        ):
            first += 1
        return self.span(first, tree.right[word] if last is None else last)

    def preposition(self, word: int) -> str:
        """Give the preposition or conjunction that introduces a word's phrase, or an empty string."""
        tree = self.tree
        for kid in tree.kids[word]:
            if tree.deps[kid] in {"case", "mark"} and kid < word:
                return tree.words[kid].lower()
        # Parsers hang it on the title before a name: with president Ana Berg.
        first = tree.left[word]
        return tree.words[first].lower() if tree.deps[first] == "case" and tree.tags[first] == "IN" else ""

    def opening(self, word: int) -> str:
        """Give the first word of everything a word governs."""
        return self.tree.words[self.tree.left[word]].lower()

    def negated(self, word: int) -> bool:
        """Whether a word is denied: did not say."""
        return any(self.tree.words[kid].lower() in _NEGATIONS for kid in self.tree.kids[word])

    def in_title(self, word: int) -> bool:
        """Whether a word with a capital stands in quotation marks, as in "Harbour Talk"."""
        at = self.tree.starts[word]
        inside = any(quote.start <= at < quote.end for quote in self.quoted)
        return inside and self.tree.words[word][:1].isupper()

    def dash(self, word: int) -> bool:
        """Whether a word is a dash, and no hyphen."""
        tree = self.tree
        hyphen = word > 0 and tree.starts[word] == tree.end(word - 1)
        return tree.words[word] in DASHES and not hyphen

    def later(self, word: int, wanted: Callable[[int], bool]) -> int:
        """Give the first child after the word that is wanted, or NOWHERE."""
        return next((kid for kid in self.tree.kids[word] if kid > word and wanted(kid)), NOWHERE)

    def cue(self, word: int) -> Span:
        """Give a verb, noun or adjective with its auxiliaries, adverbs and particle."""
        tree = self.tree
        first = last = word
        for kid in reversed(tree.kids[word]):
            near = kid == first - 1
            if (
                near
                and tree.deps[kid] in {"aux", "aux:pass", "cop", "advmod", "mark"}
                and (tree.deps[kid] != "mark" or self.opening(kid) == "to")
            ):
                first = kid
            elif tree.deps[kid] == "compound:prt" and kid == last + 1:
                last = kid
        return Span(tree.starts[first], tree.end(last))

    # Who does what a verb says

    def passive(self, word: int) -> bool:
        """Whether the verb says what is done to its subject."""
        tree = self.tree
        if tree.kid(word, "aux:pass", "nsubj:pass", "csubj:pass") != NOWHERE:
            return True
        return (
            tree.tags[word] == "VBN"
            and tree.deps[word] in {"acl", "advcl", "amod"}
            and tree.kid(word, "obj", "aux") == NOWHERE
        )

    def agent(self, word: int) -> Who | None:
        """Give whoever a passive says it was done by."""
        by = self.later(
            word, lambda kid: self.tree.deps[kid].startswith("obl") and self.preposition(kid) == "by"
        )
        if by == NOWHERE:
            return None
        why = self.later(by, lambda kid: self.preposition(kid) in {"for", "over"})
        return self.who(by, None if why == NOWHERE else why)  # rebuked by farmers for his haste

    def own_subject(self, word: int) -> int:
        """Give the subject of a verb, the nearest where the parser sees several, or NOWHERE."""
        tree = self.tree
        subjects = [kid for kid in tree.kids[word] if tree.deps[kid] in SUBJECTS]
        # Hours after the two had agreed: no hours agree.
        times = [kid for kid in subjects if tree.lemmas[kid] in word_list("times")]
        after = [
            kid for time in times for kid in tree.kids[time] if self.preposition(kid) in {"after", "before"}
        ]
        subjects = [kid for kid in subjects if kid not in times] or after or subjects
        return min(subjects, key=lambda kid: (abs(kid - word), kid), default=NOWHERE)

    def subject_word(self, word: int) -> tuple[int, int | None]:
        """Give the head word of whoever does what the verb says, its own subject or one it shares.

        The second number is the word before which the subject's phrase ends, where the verb is part of it.
        """
        tree = self.tree
        for _ in range(_LONGEST_CHAIN):
            subject = self.own_subject(word)
            if subject != NOWHERE:
                return subject, None
            dep, head = tree.deps[word], tree.heads[word]
            if head == word:
                return NOWHERE, None
            if dep in {"acl", "acl:relcl"}:
                if tree.tags[word] == "VBG" and dep == "acl" and not tree.tags[head].startswith("VB"):
                    verb = self._doing_both(word)
                    if verb == NOWHERE:
                        return head, word
                    word = verb
                    continue
                owner = tree.kid(head, "nmod:poss")
                if owner != NOWHERE:
                    return owner, None
            elif dep == "xcomp" or (dep == "advcl" and self.opening(word) == "to"):
                things = [kid for kid in tree.kids[head] if tree.deps[kid] in {"obj", "iobj"} and kid < word]
                owner = min(things, default=NOWHERE)
                beside = owner != NOWHERE and tree.right[owner] + 1 == tree.left[word]
                if owner > head and tree.lemmas[head] not in _OWN_ACT and (dep == "xcomp" or beside):
                    return owner, None
            elif dep not in {"conj", "xcomp", "advcl", "parataxis"} and (dep, tree.tags[word]) != (
                "ccomp",
                "VBG",
            ):
                return NOWHERE, None
            word = head
        return NOWHERE, None

    def subject(self, word: int) -> Who | None:
        """Give whoever does what the verb says; None where the sentence does not tell."""
        found, before = self.subject_word(word)
        if found == NOWHERE or self.tree.words[found].lower() == "there":
            return None
        return self.who(found, before)

    def who(self, word: int, before: int | None = None) -> Who | None:
        """Give somebody by the head of his phrase, and the words in it that name him."""
        span = self.phrase(word, before)
        return None if span is None else Who(span, self.naming(word))

    def naming(self, word: int) -> Span | None:
        """Give the words that name: an aside that is a name, what a relative pronoun refers to."""
        tree = self.tree
        if tree.tags[word] in {"WP", "WDT"}:
            clause = next(
                (at for at in chain(self.tree.heads, word) if tree.deps[at] == "acl:relcl"), NOWHERE
            )
            if clause == NOWHERE:
                return None
            meant = tree.heads[clause]
            # The secretary of the council, who said: people speak, and not what they belong to.
            while (
                tree.words[word].lower() == "who"
                and tree.lemmas[meant].lower() in word_list("bodies")
                and tree.deps[meant] in {"nmod", "appos"}
            ):
                meant = tree.heads[meant]
            if tree.deps[meant] == "appos" and tree.tags[tree.heads[meant]].startswith("NNP"):
                meant = tree.heads[meant]
            return self.naming(meant)
        is_office = (tree.words[word].lower(),) in roles()
        if is_office or not tree.tags[word].startswith("NNP"):
            aside = tree.kid(word, "appos")
            if aside == NOWHERE and is_office:
                aside = self._listed(word)
            if aside == NOWHERE and is_office:
                aside = self._beyond(word)
            if aside != NOWHERE and tree.tags[aside].startswith("NNP"):
                return self.core(aside)
        return self.core(word)

    def _listed(self, word: int) -> int:
        """Give what stands after a comma as if in a list that no `and` ends: the Mayor, Ana Berg."""
        tree = self.tree
        listed = [kid for kid in tree.kids[word] if kid > word and tree.deps[kid] == "conj"]
        if len(listed) != 1 or tree.words[tree.left[listed[0]]] != ",":
            return NOWHERE
        return NOWHERE if tree.kid(listed[0], "cc") != NOWHERE else listed[0]

    def _beyond(self, word: int) -> int:
        """Give the person named in an aside to what an office belongs to: the mayor of Avel, Ana Berg.

        Of the spokesman for a mayor, Ana Berg, nothing tells which of the two she is.
        """
        tree = self.tree
        aside, owner = NOWHERE, tree.kid(word, "nmod")
        while aside == NOWHERE and owner > word and (tree.words[owner].lower(),) not in roles():
            aside, owner = tree.kid(owner, "appos"), tree.kid(owner, "nmod")
        return aside if aside > word and tree.labels[aside : aside + 1] == ["PERSON"] else NOWHERE

    def _doing_both(self, word: int) -> int:
        """Give the verb whose subject does what this participle says too: he noted a rise, adding that.

        It hangs on the nearest noun, which is no doer unless it is, or is part of, the verb's own subject.
        """
        tree = self.tree
        if tree.words[word - 1] != ",":
            return NOWHERE
        for above in chain(tree.heads, tree.heads[word]):
            if tree.deps[above] in SUBJECTS:
                return NOWHERE
            if tree.tags[above].startswith("VB"):
                return above
        return NOWHERE

    def core(self, head: int) -> Span | None:
        """Give a noun with what names it: no article, clause or aside, `of` phrases only right after it."""
        tree = self.tree
        first = last = head
        for kid in reversed([kid for kid in tree.kids[head] if kid < head]):
            if tree.right[kid] != first - 1:
                break
            if (tree.deps[kid] in _CORE and tree.tags[kid] != "IN") or tree.words[kid] == "-":
                first = tree.left[kid]
        for kid in tree.kids[head]:
            if kid > head and tree.left[kid] == last + 1:
                office = tree.deps[kid] == "nmod" and self.preposition(kid) == "of"
                if office or tree.deps[kid] in {"flat", "compound"} or tree.words[kid] == "-":
                    pause = (at for at in range(kid, tree.right[kid]) if tree.words[at] == ",")
                    last = next(pause, tree.right[kid] + 1) - 1
        number = next((at for at in range(first, last) if tree.tags[at] == "CD"), first)
        if all(tree.tags[at] in _ABOUT for at in range(first, number)):
            first = number  # up to 20 pilots
        while first < min(head, last) and tree.tags[first] in {"DT", "PRP$", "CD"}:
            first += 1
        span = self.span(first, last)
        if span and tree.text[span.start : span.end].endswith("'s"):
            span = Span(span.start, span.end - 2)
        return span

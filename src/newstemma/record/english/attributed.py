"""Claims that no verb makes: according to somebody, in his words, reportedly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstemma.model import Span
from newstemma.record.analysis import Claim
from newstemma.record.english.contents import listed
from newstemma.record.english.scene import Scene, Who
from newstemma.record.english.tree import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstemma.model import Stance


def made(
    speaker: Who | None, cue: Span | None, content: list[Span], stance: Stance = "said", *, says: bool = False
) -> Claim:
    """Make a claim of somebody."""
    return Claim(
        speaker.span if speaker else None,
        cue,
        tuple(content),
        stance,
        says=says,
        named=speaker.named if speaker else None,
    )


def according(scene: Scene, word: int) -> Iterator[Claim]:
    """Give the claim of `according to somebody`: the rest of the sentence is theirs."""
    tree = scene.tree
    if word + 2 >= len(tree) or tree.words[word + 1].lower() != "to":
        return
    who = tree.heads[word] if tree.heads[word] > word else scene.later(word, lambda kid: kid > word + 1)
    if who in {NOWHERE, word}:
        return
    last = tree.right[who]
    before = scene.span(0, word - 1) if word else None
    content = [*listed(before), *listed(scene.span(last + 1, len(tree) - 1))]
    span = scene.span(word + 2, last)
    if content and span:
        cue = Span(tree.starts[word], tree.end(word + 1))
        yield made(Who(span, scene.naming(who)), cue, content, says=True)


def in_view(scene: Scene, word: int) -> Iterator[Claim]:
    """Give the claim of `in somebody's view`, `in the words of` or `in a poll`: the rest is theirs."""
    tree = scene.tree
    whose = tree.kid(word, "nmod:poss")
    if whose == NOWHERE:
        whose = scene.later(word, lambda kid: tree.deps[kid] == "nmod" and scene.preposition(kid) == "of")
    polled = tree.lemmas[word] in {"poll", "survey"}
    first, last = tree.left[word], tree.right[word]
    opening = tree.kid(word, "case")
    if opening > first and tree.words[opening - 1] == ",":
        first = opening  # it is, in the words of Ana Berg, no plan: parsers make the words what it is
    if tree.left[word] == 0 and last >= len(tree) - 2:
        # Parsers take what somebody says for more of him: in the words of Ana Berg, no plan at all.
        commas = (at for at in range(max(word, whose), len(tree)) if tree.words[at] == ",")
        last = next(commas, last)
    if (whose == NOWHERE and not polled) or not (first == 0 or tree.words[first - 1] == ","):
        return
    before = scene.span(0, first - 1) if first > 0 else None
    content = [*listed(before), *listed(scene.span(last + 1, len(tree) - 1))]
    speaker = scene.who(word if polled else whose)
    if content and speaker:
        yield made(speaker, scene.cue(first if polled else word), content, says=True)


def hedge(scene: Scene, word: int) -> Iterator[Claim]:
    """Give the claim of `reportedly`: what it stands in, by nobody named."""
    tree = scene.tree
    head = tree.heads[word]
    before = scene.span(tree.left[head], word - 1) if tree.left[head] < word else None
    content = [*listed(before), *listed(scene.span(word + 1, tree.right[head]))]
    if content and head != word:
        yield made(None, Span(tree.starts[word], tree.end(word)), content)

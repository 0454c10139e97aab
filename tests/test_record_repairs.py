"""Trees of a parser set right: whatever it gives, a tree comes out."""

from __future__ import annotations

import random

import pytest

from newstemma.record.english.repairs import repaired
from newstemma.record.english.tree import Tree, chain

WORDS = """the envoy to Chile Ana Berg said , " warned adding following Lund been warning declined to comment
    a pilot says that dam and . would hope which as about say Will told""".split()
TAGS = "DT NN NNS NNP IN TO VB VBD VBG VBN VBZ MD JJ RB UH PRP , .".split()
RELATIONS = """nsubj obj obl nmod acl advcl amod compound flat case mark discourse parataxis conj ccomp xcomp
    appos punct aux cop det nsubj:pass csubj dep""".split()


def any_tree(chance: random.Random) -> Tree:
    """Make words that hang on each other anyhow, though all of them on one root at last."""
    count = chance.randint(2, 16)
    words = [chance.choice(WORDS) for _ in range(count)]
    starts = [sum(len(word) + 1 for word in words[:number]) for number in range(count)]
    order = list(range(count))
    chance.shuffle(order)
    heads = [0] * count
    for place, word in enumerate(order):
        heads[word] = word if place == 0 else chance.choice(order[:place])
    deps = ["ROOT" if heads[word] == word else chance.choice(RELATIONS) for word in range(count)]
    return Tree(" ".join(words), words, starts, [chance.choice(TAGS) for _ in words], deps, heads)


@pytest.mark.parametrize("seed", range(20))
def test_whatever_hangs_on_whatever_a_tree_comes_out(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(200):
        given = any_tree(chance)
        tree = repaired(given, [chance.random() < 0.3 for _ in given.words])
        assert tree.words == given.words
        tops = {chain(tree.heads, word)[-1] for word in range(len(tree))}
        assert all(tree.heads[top] == top for top in tops)
        assert set(tree.left) <= set(range(len(tree))) >= set(tree.right)


def parsed(rows: str) -> Tree:
    """Read words, each with its tag, relation and head's number: word/TAG/relation/head."""
    fields = [row.split("/") for row in rows.split()]
    words = [word for word, *_ in fields]
    starts = [sum(len(word) + 1 for word in words[:number]) for number in range(len(words))]
    tags, deps = [one[1] for one in fields], [one[2] for one in fields]
    return Tree(" ".join(words), words, starts, tags, deps, [int(one[3]) for one in fields])


def set_right(rows: str) -> Tree:
    """Set right a tree of words that training has seen."""
    tree = parsed(rows)
    return repaired(tree, [False] * len(tree))


def test_an_insertion_leaves_the_sentence_whole() -> None:
    tree = set_right(
        "Perhaps/RB/advmod/3 ,/,/punct/0 Berg/NNP/nsubj/3 said/VBD/advcl/8 ,/,/punct/3 the/DT/det/6"
        " dam/NN/nsubj/8 will/MD/aux/8 hold/VB/ROOT/8 ././punct/8"
    )
    assert (tree.deps[3], tree.heads[0]) == ("parataxis", 8)


def test_an_envoy_is_who_is_sent() -> None:
    tree = set_right(
        "The/DT/det/1 envoy/NN/nsubj/6 to/IN/case/3 Chile/NNP/compound/5 Ana/NNP/flat/3 Berg/NNP/nmod/1"
        " left/VBD/ROOT/6 ././punct/6"
    )
    assert (tree.deps[4], tree.heads[4]) == ("nsubj", 6)
    assert (tree.heads[5], tree.heads[1], tree.heads[3]) == (4, 4, 1)


def test_a_clause_that_nothing_binds_is_what_was_said() -> None:
    tree = set_right(
        "Berg/NNP/nsubj/1 said/VBD/ROOT/1 in/IN/case/4 a/DT/det/4 statement/NN/obl/1 they/PRP/nsubj/6"
        " lost/VBD/acl:relcl/4 ././punct/1"
    )
    assert (tree.deps[6], tree.heads[6]) == ("ccomp", 1)
    bound = set_right(
        "Berg/NNP/nsubj/1 said/VBD/ROOT/1 it/PRP/obj/1 before/IN/mark/5 they/PRP/nsubj/5 lost/VBD/advcl/1"
    )
    assert (bound.deps[5], bound.heads[5]) == ("advcl", 1)


@pytest.mark.parametrize(
    ("rows", "word", "tag", "relation"),
    [
        ("A/DT/det/1 pilot/NN/nsubj/2 declined/VBD/ROOT/2 to/TO/mark/4 comment/VB/obl/2", 4, "VB", "xcomp"),
        ("Nine/CD/nsubj/1 say/UH/ROOT/1 it/PRP/nsubj/3 leaks/VBZ/ccomp/1", 1, "VBP", "ROOT"),
        ("They/PRP/nsubj/3 have/VBP/aux/3 been/VBN/cop/3 warning/NN/ROOT/3 Lund/NNP/obj/3", 3, "VBG", "ROOT"),
        ("a/DT/det/1 bond/NN/ROOT/1 it/PRP/nsubj/3 says/VBZ/acl:relcl/1 has/VBZ/punct/1", 4, "VBZ", "ccomp"),
        ("a/DT/det/1 choice/NN/ROOT/1 they/PRP/nsubj/3 say/VBP/acl:relcl/1 led/VBN/acl/1", 4, "VBD", "ccomp"),
    ],
)
def test_what_cannot_stand_so(rows: str, word: int, tag: str, relation: str) -> None:
    tree = set_right(rows)
    assert (tree.tags[word], tree.deps[word]) == (tag, relation)

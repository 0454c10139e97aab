"""Trees of a parser set right: whatever it gives, a tree comes out."""

from __future__ import annotations

import random

import pytest

from newstemma.record.english.repairs import repaired
from newstemma.record.english.tree import Tree, chain

WORDS = """the envoy to Chile Ana Berg said , " warned adding following Lund been warning declined to comment
    a pilot says that dam and .""".split()
TAGS = "DT NN NNS NNP IN TO VB VBD VBG VBN VBZ MD JJ RB UH PRP , .".split()
RELATIONS = """nsubj obj obl nmod acl advcl amod compound flat case mark discourse parataxis conj ccomp xcomp
    appos punct aux cop det""".split()


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


def test_an_insertion_leaves_the_sentence_whole() -> None:
    words = "Perhaps , Berg said , the dam will hold .".split()
    starts = [sum(len(word) + 1 for word in words[:number]) for number in range(len(words))]
    tags = ["RB", ",", "NNP", "VBD", ",", "DT", "NN", "MD", "VB", "."]
    deps = ["advmod", "punct", "nsubj", "advcl", "punct", "det", "nsubj", "aux", "ROOT", "punct"]
    heads = [3, 0, 3, 8, 3, 6, 8, 8, 8, 8]
    tree = repaired(Tree(" ".join(words), words, starts, tags, deps, heads), [False] * len(words))
    assert (tree.deps[3], tree.heads[0]) == ("parataxis", 8)


def test_an_envoy_is_who_is_sent() -> None:
    words = "The envoy to Chile Ana Berg left .".split()
    starts = [sum(len(word) + 1 for word in words[:number]) for number in range(len(words))]
    tags = ["DT", "NN", "IN", "NNP", "NNP", "NNP", "VBD", "."]
    deps = ["det", "nsubj", "case", "compound", "flat", "nmod", "ROOT", "punct"]
    heads = [1, 6, 3, 5, 3, 1, 6, 6]
    tree = repaired(Tree(" ".join(words), words, starts, tags, deps, heads), [False] * len(words))
    assert (tree.deps[4], tree.heads[4]) == ("nsubj", 6)
    assert (tree.heads[5], tree.heads[1], tree.heads[3]) == (4, 4, 1)

"""Vectors of words that the network has met before, which do not depend on the sentence.

Most words of a batch of sentences stood in one before. So what the network takes for one word, by all the
features that it knows words by, is looked up and mixed once, and its vector is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import Model

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

MOST_KEPT = 20_000
"""Vectors kept, 20 MB; when there are more, all are forgotten and made anew as they come."""


def remember_words(pipeline: Language) -> None:
    """Let the network of a pipeline keep the vectors of words; they are those that it would come to."""
    component: Any = pipeline.get_pipe("tok2vec")
    layers = component.model.layers
    layers[0] = Model("remembered", _vectors, layers=[layers[0]], attrs={"kept": {}})


def _vectors(model: Model[Any, Any], documents: list[Doc], is_train: bool) -> tuple[Any, Any]:
    """Give the vectors of the words of each document, as the layers below come to them."""
    embed = model.layers[0]
    if is_train:
        return embed(documents, is_train)
    extract, *mix = embed.layers
    features = extract.predict(documents)
    kinds, words = np.unique(np.concatenate(features), axis=0, return_inverse=True)
    keys = [kind.tobytes() for kind in kinds]
    kept: dict[bytes, NDArray[np.float32]] = model.attrs["kept"]
    if len(kept) + len(keys) > MOST_KEPT:
        kept.clear()
    unknown = [n for n, key in enumerate(keys) if key not in kept]
    if unknown:
        found = [kinds[unknown]]
        for layer in mix:
            found = layer.predict(found)
        kept.update(zip((keys[n] for n in unknown), found[0], strict=True))
    vectors = np.stack([kept[key] for key in keys])[words.ravel()]
    return np.split(vectors, np.cumsum([len(one) for one in features])[:-1]), lambda _: []

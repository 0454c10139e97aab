"""Names for the arrays that the compiled parts pass about, and what several of them do."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newstemma.group.compiled import compiled

Index = int | np.int64
Codes = NDArray[np.uint32]
"""Characters as numbers."""
Words = NDArray[np.uint32]
"""Words as `words.cut_words` makes them."""
Hashes = NDArray[np.uint64]
Indices = NDArray[np.int64]
Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]


@compiled
def grown(rows: Indices, count: int, size: int) -> Indices:
    """Give the first `count` rows with room for `size`. Loops, because a slice takes seconds to compile."""
    longer = np.empty((size, rows.shape[1]), np.int64)
    for row in range(count):
        for column in range(rows.shape[1]):
            longer[row, column] = rows[row, column]
    return longer

"""Names for the arrays that the compiled parts pass about."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

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

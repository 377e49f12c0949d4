"""The value of a small expression of rows whose values are known, for cells that the model itself does not hold."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from estimator.expression import Constant, Node, Operation, Reference
from estimator.expression.arithmetic import ARITHMETIC

Array = NDArray[np.float64]


def computed(node: Node, known: Mapping[str, Array]) -> Array:
    """The value of a small expression, from values that are known already."""
    if isinstance(node, Constant):
        return np.array([[node.value]])
    if isinstance(node, Reference):
        return known[node.id]
    if isinstance(node, Operation):
        return ARITHMETIC[node.name](*(computed(each, known) for each in node.arguments))
    raise TypeError(type(node).__name__)

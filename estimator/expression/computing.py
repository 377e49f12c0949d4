"""Compute an expression over arrays, by the arithmetic of each operation."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from estimator.expression.arithmetic import ARITHMETIC, Array
from estimator.expression.nodes import Constant, Node, Operation, Reference


def compute(node: Node, values: Mapping[str, Array]) -> Array:
    """The value of an expression; `values` holds what it reads, by id. Arrays broadcast, years along the last axis."""
    if isinstance(node, Constant):
        return np.asarray(node.value)
    if isinstance(node, Reference):
        return values[node.id]
    if isinstance(node, Operation):
        return ARITHMETIC[node.name](*(compute(argument, values) for argument in node.arguments))
    raise TypeError(type(node))

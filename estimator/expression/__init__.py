"""The formula language: nodes, a closed list of operations, and the words rows are written in."""

from estimator.expression.nodes import (
    Constant,
    Node,
    Operation,
    Reference,
    TracingError,
    references,
    walk,
    with_references,
)
from estimator.expression.operations import NO_UNIT, OPERATIONS, OperationRule

__all__ = [
    "NO_UNIT",
    "OPERATIONS",
    "Constant",
    "Node",
    "Operation",
    "OperationRule",
    "Reference",
    "TracingError",
    "references",
    "walk",
    "with_references",
]

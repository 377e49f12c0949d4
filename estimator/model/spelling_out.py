"""Rows spelled out: the expression of a row with what stands between it and an input written in place."""

from __future__ import annotations

from collections.abc import Collection, Set

from estimator.expression import Node, Reference, with_references
from estimator.model.graph import Model


def spelled_out(model: Model, id: str, dependents: Set[str], kept: Collection[str] = ()) -> Node:
    """A row's expression, in which each row that depends on an input is replaced by its own expression.

    So the input stands in it itself, and can be printed or computed as another number. `dependents` are those of the
    input (`dependents_of`); rows in `kept` stay.
    """
    return _without(model.rows[id].expression, model, dependents - set(kept))


def dependents_of(model: Model, input: str) -> set[str]:
    """The rows that depend on an input, directly or through others. Rings (last year's value) count as a whole."""
    found, left = {input}, [input]
    readers: dict[str, list[str]] = {}
    for row in model.rows.values():
        for each in row.precedents:
            readers.setdefault(each, []).append(row.id)
    while left:
        new = [each for each in readers.get(left.pop(), ()) if each not in found]
        found.update(new)
        left += new
    return found - {input}


def _without(node: Node, model: Model, replaced: Collection[str]) -> Node:
    def instead(read: Reference) -> Node:
        return _without(model.rows[read.id].expression, model, replaced) if read.id in replaced else read

    return with_references(node, instead)

"""Long sums are split into subtotals by element, so that each formula stays short enough to read.

`SUM` of forty rows of an option becomes a few rows "of which …" below it and a sum of those. The model itself is left
alone: the subtotals exist in the workbook only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from estimator.expression import Node, Operation, Reference, references, walk
from estimator.model.graph import Model, ModelRow
from estimator.workbook.cells.addresses import quoted
from estimator.workbook.cells.computing import computed
from estimator.workbook.plan.row_places import heading, options_present, sheet_of
from estimator.workbook.plan.sheet_registry import option_sheet_names

Array = NDArray[np.float64]
LONGEST_SUM, SHORT_SUM = 140, 40
CELL_LENGTH = 6
MOST_TOGETHER = 12


def with_subtotals(model: Model, values: Mapping[str, Array]) -> tuple[Model, dict[str, Array]]:
    """The model and its values with a row for each subtotal, right after the row that it is a part of."""
    sheets = option_sheet_names(options_present(model))
    rows: dict[str, ModelRow] = {}
    found = dict(values)
    for row in model.rows.values():
        whole, parts = _split(model, row, sheets)
        rows[row.id] = whole
        for part in parts:
            found[part.id] = computed(part.expression, values)
            by_year = found[part.id].shape[-1] > 1
            rows[part.id] = replace(part, shape="by_year" if by_year else "scalar")
    return replace(model, rows=rows), found


def _split(model: Model, row: ModelRow, sheets: Mapping[str, str]) -> tuple[ModelRow, list[ModelRow]]:
    """The row reading subtotals, and the subtotals; the row itself where its sums are short together."""
    sums = [node for node in walk(row.expression) if isinstance(node, Operation) and node.name == "sum_of"]
    lengths = [_length(model, row, node, sheets) for node in sums]
    if sum(lengths) <= LONGEST_SUM:
        return row, []
    parts: list[ModelRow] = []
    replaced: dict[int, Node] = {}
    for node, length in zip(sums, lengths, strict=True):
        if length > SHORT_SUM:
            made = [_part(model, row, group, members, len(parts) + at) for at, (group, members) in _groups(model, node)]
            replaced[id(node)] = Operation("sum_of", tuple(Reference(part.id) for part in made))
            parts += made
    expression = _replaced(row.expression, replaced)
    return replace(row, expression=expression, precedents=references(expression)), parts


def _length(model: Model, row: ModelRow, node: Operation, sheets: Mapping[str, str]) -> int:
    """About how many characters a sum takes."""
    home = sheet_of(row, sheets)
    away = [sheet_of(model.rows[id], sheets) for id in references(node) if id in model.rows]
    return CELL_LENGTH * len(node.arguments) + sum(len(quoted(sheet)) + 1 for sheet in away if sheet != home)


def _groups(model: Model, node: Operation) -> Iterator[tuple[int, tuple[str, Sequence[Node]]]]:
    """The members of a sum by element, in order, no more than twelve together."""
    found: dict[str, list[Node]] = {}
    for argument in node.arguments:
        first = next(iter(references(argument)), "")
        group = model.rows[first].group if first in model.rows else "other"
        found.setdefault(group, []).append(argument)
    pieces = (
        (group, members[start : start + MOST_TOGETHER])
        for group, members in found.items()
        for start in range(0, len(members), MOST_TOGETHER)
    )
    yield from enumerate(pieces, 1)


def _part(model: Model, row: ModelRow, group: str, members: Sequence[Node], number: int) -> ModelRow:
    """One subtotal as a row of its own."""
    node = Operation("sum_of", tuple(members)) if len(members) > 1 else members[0]
    label = f"{row.label}, of which: {heading(model, group)}"
    doc = "A part of the row above, so that its sum stays short."
    definition = replace(row.definition, label=label, doc=doc, metric=False, marks={})
    return replace(
        row,
        id=f"{row.id}_part_{number}",
        label=label,
        expression=node,
        definition=definition,
        precedents=references(node),
        marks={},
        opening=None,
    )


def _replaced(node: Node, replaced: Mapping[int, Node]) -> Node:
    """The expression with some of its nodes replaced."""
    if id(node) in replaced:
        return replaced[id(node)]
    if not isinstance(node, Operation):
        return node
    return Operation(node.name, tuple(_replaced(argument, replaced) for argument in node.arguments))
